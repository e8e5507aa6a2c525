namespace CasaServerless.Kernel.Typesetting;

/// <summary>An area of a sheet, in points from its upper left corner.</summary>
public readonly record struct Area(float Left, float Top, float Right, float Bottom);
