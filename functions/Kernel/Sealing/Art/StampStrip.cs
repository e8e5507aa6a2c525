using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The strip under every page: French on the left, Arabic on the right, the QR code between them, the verification address below. What all
/// pages share is one sheet; the page's number is a sheet of its own.
/// </summary>
sealed class StampStrip
{
    const float Width = SealArtist.StripWidth, Margin = 12, Inset = 3, Padding = 9, Gap = 7, QrSide = 76, Foot = 10, LabelWidth = 100;

    const float Left = Margin + Padding, Right = Width - Left, TextWidth = (Right - Left - QrSide) / 2 - Gap;

    // Long names are set a little smaller; if that is not enough the strip grows, since smaller still is not read.
    static readonly float[] scales = [1, 0.93f, 0.86f];

    readonly SealWording wording;
    readonly QrCode code;
    readonly IReadOnlyList<BilingualBlock> rows;
    readonly float bodyTop;
    readonly float bodyHeight;

    public StampStrip(SealWording wording, QrCode code)
    {
        this.wording = wording;
        this.code = code;
        rows = scales.Select(scale => Rows(wording, scale)).FirstOrDefault(fitting => TextHeight(fitting) <= QrSide - 4) ?? Rows(wording, scales[^1]);
        bodyTop = Inset + (wording.Unofficial ? UnofficialRibbon.Height : 0);
        bodyHeight = Math.Max(QrSide, TextHeight(rows) + 4);
    }

    static float TextHeight(IReadOnlyList<BilingualBlock> rows) => rows.Sum(row => row.Height);

    float FootTop => bodyTop + bodyHeight - 1;

    float Height => bodyTop + bodyHeight + Foot + Inset;

    public Sheet Common()
    {
        var sheet = new Sheet(Width, Height);
        sheet.Fill(new Area(0, 0, Width, Height), Ink.White);
        if (wording.Unofficial) UnofficialRibbon.Place(sheet, Margin, Width - Margin, Inset, Padding);
        sheet.Frame(new Area(Margin, Inset, Width - Margin, Height - Inset), 0.6f, wording.Unofficial ? Palette.Red : Palette.Green);
        var top = bodyTop + (bodyHeight - TextHeight(rows)) / 2;
        foreach (var row in rows)
        {
            row.Place(sheet, Left, Right, top);
            top += row.Height;
        }
        sheet.Qr(code, (Width - QrSide) / 2, bodyTop + (bodyHeight - QrSide) / 2, QrSide);
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

    static List<BilingualBlock> Rows(SealWording wording, float scale)
    {
        var date = MoroccanDate.InWords(wording.Date);
        var plain = Palette.Regular(7.6f * scale, 11.6f * scale, Palette.Ink);
        return
        [
            new(wording.Mention, Palette.Bold(10 * scale, 15 * scale, Palette.Green), TextWidth),
            new(new($"N° {wording.Number} · {date.Fr}", $"رقم {wording.Number} · {date.Ar}"), Palette.Bold(8.4f * scale, 12.4f * scale, Palette.Ink), TextWidth),
            new(wording.Authority, plain, TextWidth),
            new(wording.Bureau, plain, TextWidth),
            new(new($"{wording.OfficerName.Fr}, {wording.OfficerFunction.Fr}", $"{wording.OfficerName.Ar}، {wording.OfficerFunction.Ar}"), plain, TextWidth),
        ];
    }
}
