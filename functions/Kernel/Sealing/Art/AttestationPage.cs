using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The last page of a sealed document: the facts in both languages, how to verify them, what is attested and what is not. Long wordings are
/// set smaller until they fit on one page.
/// </summary>
sealed class AttestationPage(SealWording wording, QrCode code, int pages)
{
    const float Width = 595, Height = 842, Margin = 46, Bottom = Height - 40;

    static readonly float[] scales = [1, 0.96f, 0.92f, 0.88f, 0.84f, 0.8f, 0.74f, 0.68f];

    /// <summary>Whether a value takes no more than three lines of the attestation, so that it leaves room for the rest.</summary>
    public static bool HasRoomFor(string value) => FactTable.Lines(value, Width - 2 * Margin) <= 3;

    public Sheet Draw()
    {
        foreach (var scale in scales)
        {
            var sheet = new Sheet(Width, Height);
            if (Lay(sheet, scale) <= (wording.Unofficial ? Bottom - UnofficialRibbon.Height - 10 : Bottom)) return sheet;
        }
        throw new WordingTooLong();
    }

    /// <returns>Where the last line ends.</returns>
    float Lay(Sheet sheet, float scale)
    {
        sheet.Fill(new Area(0, 0, Width, Height), Ink.White);
        if (wording.Unofficial)
        {
            UnofficialRibbon.Place(sheet, Margin, Width - Margin, 26, 8);
            UnofficialRibbon.Place(sheet, Margin, Width - Margin, Bottom - UnofficialRibbon.Height, 8);
        }
        var top = Head(sheet, 46);
        top = Title(sheet, top + 14);
        top = new FactTable(wording, pages, scale).Place(sheet, Margin, Width - Margin, top + 12);
        top = new VerificationPanel(wording, code, scale).Place(sheet, Margin, Width - Margin, top + 14);
        return Notes(sheet, scale, top + 12);
    }

    float Head(Sheet sheet, float top)
    {
        const float column = (Width - 2 * Margin) / 2 - 10;
        foreach (var (words, style) in new[]
        {
            (ArtWords.Kingdom, Palette.Bold(10.5f, 16, Palette.Ink)),
            (ArtWords.City, Palette.Regular(9.5f, 14, Palette.Ink)),
            (wording.Authority, Palette.Regular(9.5f, 14, Palette.Ink)),
        })
        {
            var block = new BilingualBlock(words, style, column);
            block.Place(sheet, Margin, Width - Margin, top);
            top += block.Height;
        }
        sheet.Rule(Margin, Width - Margin, top + 8, 1.6f, Palette.Green);
        sheet.Rule(Margin, Width - Margin, top + 10.6f, 0.5f, Palette.Green);
        return top + 11;
    }

    float Title(Sheet sheet, float top)
    {
        var arabic = new TextBlock(wording.Title.Ar, Direction.RightToLeft, Palette.Bold(17, 28, Palette.Green, Align.Centre), Width - 2 * Margin);
        var french = new TextBlock(wording.Title.Fr, Direction.LeftToRight, Palette.Bold(15, 21, Palette.Green, Align.Centre), Width - 2 * Margin);
        arabic.Place(sheet, Margin, top);
        french.Place(sheet, Margin, top + arabic.Height);
        return top + arabic.Height + french.Height;
    }

    float Notes(Sheet sheet, float scale, float top)
    {
        const float column = (Width - 2 * Margin) / 2 - 12;
        void Put(Bilingual text, TextStyle style, float after)
        {
            var block = new BilingualBlock(text, style, column);
            block.Place(sheet, Margin, Width - Margin, top);
            top += block.Height + after;
        }
        Put(ArtWords.Scope, Palette.Bold(9.5f * scale, 16 * scale, Palette.Green), 1);
        var plain = Palette.Regular(8.4f * scale, 13.4f * scale, Palette.Ink);
        foreach (var note in wording.Notes) Put(note, plain, 4 * scale);
        Put(wording.Unofficial ? ArtWords.NoLegalValue : wording.Qualified ? ArtWords.QualifiedSignature : ArtWords.Signature,
            wording.Unofficial ? plain with { TypeCase = TypeCase.Bold, Ink = Palette.Red } : plain, 0);
        return top;
    }
}
