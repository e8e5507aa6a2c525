namespace CasaServerless.Kernel.Typesetting;

/// <summary>A colour on paper: red, green and blue from 0 to 255, always opaque (transparency would break archival PDF).</summary>
public readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    public static readonly Ink White = new(255, 255, 255);
    public static readonly Ink Black = new(0, 0, 0);
}
