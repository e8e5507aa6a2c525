using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Kernel.Sealing;

/// <summary>The few inks of an official paper. All stay readable on a black-and-white copy.</summary>
static class Palette
{
    public static readonly Ink Ink = new(0x1B, 0x1F, 0x23);
    public static readonly Ink Quiet = new(0x56, 0x5D, 0x64);
    public static readonly Ink Green = new(0x0B, 0x55, 0x3B);
    public static readonly Ink Hairline = new(0xB9, 0xC2, 0xBD);
    public static readonly Ink Red = new(0xA8, 0x12, 0x1E);

    public static TextStyle Regular(float size, float leading, Ink ink, Align align = Align.Start) =>
        new(TypeCase.Regular, size, leading, ink, align);

    public static TextStyle Bold(float size, float leading, Ink ink, Align align = Align.Start) =>
        new(TypeCase.Bold, size, leading, ink, align);

    public static TextStyle Code(float size, float leading, Ink ink, Align align = Align.Start) =>
        new(TypeCase.Code, size, leading, ink, align);
}
