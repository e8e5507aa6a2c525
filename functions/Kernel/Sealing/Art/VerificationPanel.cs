using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Kernel.Sealing;

/// <summary>How to verify: the QR code between the two explanations, below it the code to type and the page to type it on.</summary>
sealed class VerificationPanel(SealWording wording, QrCode qr, float scale)
{
    // With its quiet zone; the code itself is then wider than 35 mm (99 points) from 20 modules on.
    const float QrSide = 124, Padding = 10, Gap = 12;

    /// <returns>The panel's lower end.</returns>
    public float Place(Sheet sheet, float left, float right, float top)
    {
        var column = (right - left - QrSide) / 2 - Padding - Gap;
        var heading = new BilingualBlock(ArtWords.Verify, Palette.Bold(9.5f * scale, 16 * scale, Palette.Green), column);
        var how = new BilingualBlock(wording.VerificationProof is null ? ArtWords.HowToVerify : ArtWords.HowToVerifyAnywhere, Palette.Regular(8.4f * scale, 13.4f * scale, Palette.Ink), column);
        var code = new TextBlock(wording.VerificationCode, Direction.LeftToRight, Palette.Code(12, 17, Palette.Ink, Align.Centre), right - left);
        var page = new TextBlock(Page, Direction.LeftToRight, Palette.Code(8, 12, Palette.Ink, Align.Centre), right - left - 2 * Padding);
        var body = Math.Max(QrSide, heading.Height + how.Height);
        var height = Padding + body + code.Height + page.Height + Padding - 3;
        sheet.Frame(new Area(left, top, right, top + height), 0.6f, Palette.Green);
        heading.Place(sheet, left + Padding, right - Padding, top + Padding);
        how.Place(sheet, left + Padding, right - Padding, top + Padding + heading.Height);
        sheet.Qr(qr, (left + right - QrSide) / 2, top + Padding + (body - QrSide) / 2, QrSide);
        code.Place(sheet, left, top + Padding + body);
        page.Place(sheet, left + Padding, top + Padding + body + code.Height);
        return top + height;
    }

    /// <summary>The address without the code that it may end with.</summary>
    string Page => wording.VerificationUrl.EndsWith("/" + wording.VerificationCode, StringComparison.Ordinal)
        ? wording.VerificationUrl[..^(wording.VerificationCode.Length + 1)] : wording.VerificationUrl;
}
