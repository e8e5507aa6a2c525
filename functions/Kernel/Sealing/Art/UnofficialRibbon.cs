using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Kernel.Sealing;

/// <summary>The ribbon that tells a demonstration from an official paper, in both languages; dark enough to survive a photocopy.</summary>
static class UnofficialRibbon
{
    public const float Height = 12;

    static readonly Bilingual words = new("NON OFFICIEL – DÉMONSTRATION", "غير رسمي – للتجربة");

    public static void Place(Sheet sheet, float left, float right, float top, float padding)
    {
        sheet.Fill(new Area(left, top, right, top + Height), Palette.Red);
        new BilingualBlock(words, Palette.Bold(7.5f, Height, Ink.White), (right - left) / 2 - padding)
            .Place(sheet, left + padding, right - padding, top);
    }
}
