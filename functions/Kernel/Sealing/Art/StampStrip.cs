using System.Globalization;
using CasaServerless.Kernel.Typesetting;
using SkiaSharp;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The strip under every page: French on the left, Arabic on the right, the QR code between them, the verification address below. What all
/// pages share is one sheet; the page's number is a sheet of its own.
/// </summary>
sealed class StampStrip
{
    const float Margin = 12, Inset = 3, Padding = 9, QrSide = 76, Gap = 8, Foot = 10, Ribbon = 12;

    static readonly Bilingual number = new("N°", "رقم");
    static readonly Bilingual comma = new(",", "،");

    readonly SealWording wording;
    readonly float textWidth;
    readonly List<TextBlock> french;
    readonly List<TextBlock> arabic;
    readonly float bodyTop;
    readonly float bodyHeight;
    readonly float height;

    public StampStrip(SealWording wording)
    {
        this.wording = wording;
        textWidth = (SealArtist.StripWidth - 2 * (Margin + Padding + Gap) - QrSide) / 2;
        french = Column(Language.French);
        arabic = Column(Language.Arabic);
        bodyTop = Inset + (wording.Unofficial ? Ribbon : 0);
        bodyHeight = Math.Max(QrSide, Math.Max(Height(french), Height(arabic)) + 4);
        height = bodyTop + bodyHeight + Foot + Inset;
    }

    static float Left => Margin + Padding;

    static float Right => SealArtist.StripWidth - Margin - Padding;

    public Sheet Common()
    {
        var sheet = new Sheet(SealArtist.StripWidth, height);
        sheet.Fill(new SKRect(0, 0, sheet.Width, sheet.Height), SKColors.White);
        var frame = new SKRect(Margin, Inset, SealArtist.StripWidth - Margin, height - Inset);
        if (wording.Unofficial) DrawRibbon(sheet, frame);
        sheet.Frame(frame, 0.6f, Palette.Green);
        Place(sheet, french, Left);
        Place(sheet, arabic, Right - textWidth);
        var middle = SealArtist.StripWidth / 2;
        sheet.Qr(QrCode.Of(wording.VerificationUrl), middle - QrSide / 2, bodyTop + (bodyHeight - QrSide) / 2, QrSide);
        var address = Palette.Regular(6, Foot, Palette.Quiet, Align.Centre);
        new TextBlock(wording.VerificationUrl, Typesetting.Direction.LeftToRight, address, 360).Place(sheet, middle - 180, FootTop);
        return sheet;
    }

    public Sheet Label(int page, int pages)
    {
        var sheet = new Sheet(SealArtist.StripWidth, height);
        var style = Palette.Regular(6.5f, Foot, Palette.Ink);
        new TextBlock(string.Create(CultureInfo.InvariantCulture, $"Page {page}/{pages}"), Typesetting.Direction.LeftToRight, style, 90)
            .Place(sheet, Left, FootTop);
        new TextBlock(string.Create(CultureInfo.InvariantCulture, $"الصفحة {page} من {pages}"), Typesetting.Direction.RightToLeft, style, 90)
            .Place(sheet, Right - 90, FootTop);
        return sheet;
    }

    float FootTop => bodyTop + bodyHeight - 1;

    List<TextBlock> Column(Language language)
    {
        var direction = language == Language.Arabic ? Typesetting.Direction.RightToLeft : Typesetting.Direction.LeftToRight;
        TextBlock Block(string text, TextStyle style) => new(text, direction, style, textWidth);
        return
        [
            Block(wording.Mention.In(language), Palette.Bold(10, 15, Palette.Green)),
            Block($"{number.In(language)} {wording.Number} · {MoroccanDate.InWords(wording.Date).In(language)}", Palette.Bold(8, 12, Palette.Ink)),
            Block(wording.Authority.In(language), Palette.Regular(7.5f, 11, Palette.Ink)),
            Block(wording.Bureau.In(language), Palette.Regular(7.5f, 11, Palette.Ink)),
            Block($"{wording.OfficerName.In(language)}{comma.In(language)} {wording.OfficerFunction.In(language)}", Palette.Regular(7.5f, 11, Palette.Ink)),
        ];
    }

    static float Height(List<TextBlock> column) => column.Sum(block => block.Height);

    void Place(Sheet sheet, List<TextBlock> column, float left)
    {
        var top = bodyTop + (bodyHeight - Height(column)) / 2;
        foreach (var block in column)
        {
            block.Place(sheet, left, top);
            top += block.Height;
        }
    }

    static void DrawRibbon(Sheet sheet, SKRect frame)
    {
        sheet.Fill(new SKRect(frame.Left, frame.Top, frame.Right, frame.Top + Ribbon), Palette.Red);
        var style = Palette.Bold(7.5f, Ribbon, SKColors.White);
        new TextBlock(ArtWords.Unofficial.Fr, Typesetting.Direction.LeftToRight, style, 260).Place(sheet, Left, frame.Top);
        new TextBlock(ArtWords.Unofficial.Ar, Typesetting.Direction.RightToLeft, style, 260).Place(sheet, Right - 260, frame.Top);
    }
}
