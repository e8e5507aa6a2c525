using CasaServerless.Kernel.Typesetting;
using SkiaSharp;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The strip under every page: French on the left, Arabic on the right, the QR code between them, the verification address below. What all
/// pages share is one sheet; the page's number is a sheet of its own.
/// </summary>
sealed class StampStrip
{
    const float Width = SealArtist.StripWidth, Margin = 12, Inset = 3, Padding = 9, Gap = 7, QrSide = 76, Foot = 10, LabelWidth = 100;

    const float Left = Margin + Padding, Right = Width - Left, TextWidth = (Right - Left - QrSide) / 2 - Gap;

    readonly SealWording wording;
    readonly IReadOnlyList<BilingualBlock> rows;
    readonly float bodyTop;
    readonly float bodyHeight;

    public StampStrip(SealWording wording)
    {
        this.wording = wording;
        rows = Rows(wording);
        bodyTop = Inset + (wording.Unofficial ? UnofficialRibbon.Height : 0);
        bodyHeight = Math.Max(QrSide, TextHeight + 4);
    }

    float TextHeight => rows.Sum(row => row.Height);

    float FootTop => bodyTop + bodyHeight - 1;

    float Height => bodyTop + bodyHeight + Foot + Inset;

    public Sheet Common()
    {
        var sheet = new Sheet(Width, Height);
        sheet.Fill(new SKRect(0, 0, Width, Height), SKColors.White);
        if (wording.Unofficial) UnofficialRibbon.Place(sheet, Margin, Width - Margin, Inset, Padding);
        sheet.Frame(new SKRect(Margin, Inset, Width - Margin, Height - Inset), 0.6f, wording.Unofficial ? Palette.Red : Palette.Green);
        var top = bodyTop + (bodyHeight - TextHeight) / 2;
        foreach (var row in rows)
        {
            row.Place(sheet, Left, Right, top);
            top += row.Height;
        }
        sheet.Qr(QrCode.Of(wording.VerificationUrl), (Width - QrSide) / 2, bodyTop + (bodyHeight - QrSide) / 2, QrSide);
        const float addressLeft = Left + LabelWidth, addressWidth = Width - 2 * addressLeft;
        new TextBlock(wording.VerificationUrl, Direction.LeftToRight, Palette.Code(6.2f, Foot, Palette.Ink, Align.Centre), addressWidth)
            .Place(sheet, addressLeft, FootTop);
        return sheet;
    }

    public Sheet Label(int page, int pages)
    {
        var sheet = new Sheet(Width, Height);
        new BilingualBlock(ArtWords.Page(page, pages), Palette.Regular(6.8f, Foot, Palette.Ink), LabelWidth).Place(sheet, Left, Right, FootTop);
        return sheet;
    }

    static List<BilingualBlock> Rows(SealWording wording)
    {
        var date = MoroccanDate.InWords(wording.Date);
        var plain = Palette.Regular(7.6f, 11, Palette.Ink);
        return
        [
            new(wording.Mention, Palette.Bold(10, 15, Palette.Green), TextWidth),
            new(new($"N° {wording.Number} · {date.Fr}", $"رقم {wording.Number} · {date.Ar}"), Palette.Bold(8.4f, 12, Palette.Ink), TextWidth),
            new(wording.Authority, plain, TextWidth),
            new(wording.Bureau, plain, TextWidth),
            new(new($"{wording.OfficerName.Fr}, {wording.OfficerFunction.Fr}", $"{wording.OfficerName.Ar}، {wording.OfficerFunction.Ar}"), plain, TextWidth),
        ];
    }
}
