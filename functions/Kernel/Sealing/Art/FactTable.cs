using System.Globalization;
using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Kernel.Sealing;

/// <summary>The facts of the attestation, a row each: label and value in French from the left, in Arabic from the right.</summary>
sealed class FactTable(SealWording wording, int pages, float scale)
{
    const float LabelWidth = 82, Gap = 8;

    /// <summary>How many lines a value that both languages share takes at full scale; set smaller, it never takes more.</summary>
    public static int Lines(string shared, float width) => new FactTable(null!, 0, 1).Once(shared, width - 2 * (LabelWidth + Gap)).Lines;

    readonly TextStyle label = Palette.Regular(8 * scale, 14 * scale, Palette.Quiet);
    readonly TextStyle value = Palette.Regular(9.2f * scale, 14 * scale, Palette.Ink);

    readonly TextStyle hash = Palette.Code(7.2f * scale, 14 * scale, Palette.Ink, Align.Centre);

    /// <returns>The table's lower end.</returns>
    public float Place(Sheet sheet, float left, float right, float top)
    {
        sheet.Rule(left, right, top, 0.5f, Palette.Hairline);
        foreach (var fact in Facts())
        {
            top = Row(sheet, fact, left, right, top + 2.6f * scale) + 2.6f * scale;
            sheet.Rule(left, right, top, 0.5f, Palette.Hairline);
        }
        return top;
    }

    float Row(Sheet sheet, AttestationLine fact, float left, float right, float top)
    {
        var labels = new BilingualBlock(fact.Label, label, LabelWidth);
        labels.Place(sheet, left, right, top);
        var (from, to) = (left + LabelWidth + Gap, right - LabelWidth - Gap);
        if (fact.Value.Fr == fact.Value.Ar)
        {
            var once = Once(fact.Value.Fr, to - from);
            once.Place(sheet, from, top);
            return top + Math.Max(labels.Height, once.Height);
        }
        var both = new BilingualBlock(fact.Value, value, (to - from) / 2 - Gap / 2);
        both.Place(sheet, from, to, top);
        return top + Math.Max(labels.Height, both.Height);
    }

    // A hash is set small enough to stay on one line: it is compared, and copied, as a whole.
    TextBlock Once(string text, float width) =>
        new(text, Bidi.DirectionOf(text), text.Length > 40 ? hash : value with { Align = Align.Centre }, width);

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
