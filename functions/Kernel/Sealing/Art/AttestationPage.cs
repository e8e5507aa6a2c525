using System.Globalization;
using CasaServerless.Kernel.Typesetting;
using SkiaSharp;

namespace CasaServerless.Kernel.Sealing;

/// <summary>The last page of a sealed document: the facts in both languages, how to verify them, what is attested and what is not.</summary>
sealed class AttestationPage(SealWording wording, int pages)
{
    const float Width = 595, Height = 842, Margin = 48;

    public Sheet Draw()
    {
        var sheet = new Sheet(Width, Height);
        sheet.Fill(new SKRect(0, 0, Width, Height), SKColors.White);
        var top = Margin;
        var column = (Width - 2 * Margin - 24) / 2;
        foreach (var line in Facts())
        {
            var fr = new TextBlock($"{line.Label.Fr} : {line.Value.Fr}", Typesetting.Direction.LeftToRight, Palette.Regular(9, 14, Palette.Ink), column);
            var ar = new TextBlock($"{line.Label.Ar}: {line.Value.Ar}", Typesetting.Direction.RightToLeft, Palette.Regular(9, 14, Palette.Ink), column);
            fr.Place(sheet, Margin, top);
            ar.Place(sheet, Width - Margin - column, top);
            top += Math.Max(fr.Height, ar.Height);
        }
        sheet.Qr(QrCode.Of(wording.VerificationUrl), (Width - 110) / 2, top, 110);
        return sheet;
    }

    IEnumerable<AttestationLine> Facts() =>
    [
        new(ArtWords.Number, wording.Number),
        new(ArtWords.Date, MoroccanDate.InWords(wording.Date)),
        new(ArtWords.Authority, wording.Authority),
        new(ArtWords.Bureau, wording.Bureau),
        new(ArtWords.Officer, wording.OfficerName),
        new(ArtWords.Function, wording.OfficerFunction),
        new(ArtWords.Pages, pages.ToString(CultureInfo.InvariantCulture)),
        .. wording.Attestation,
    ];
}
