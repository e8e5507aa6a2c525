namespace CasaServerless.Kernel.Typesetting;

/// <summary>A place in a font's or a drawing's own units.</summary>
public readonly record struct Spot(int X, int Y);
