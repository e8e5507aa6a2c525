using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A paragraph: directions and typefaces are settled over the whole text, which is shaped once; lines are cut from that.</summary>
public sealed class Paragraph
{
    readonly string text;
    readonly int[] offsets;
    readonly List<Piece> pieces = [];

    // Width in ems of the text before each byte of its UTF-8.
    readonly float[] widths;

    /// <exception cref="MissingGlyphException">A character that no typeface draws.</exception>
    public Paragraph(string text, Direction direction, TypeCase typeCase)
    {
        var marked = text.Normalize(NormalizationForm.FormC).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        if (direction == Direction.RightToLeft) marked = LeftToRight.Protect(marked);
        var markedLevels = Bidi.Levels(marked, direction);
        // The marks have done their work; left in, they would stand in the text that a reader copies.
        var kept = Enumerable.Range(0, marked.Length).Where(at => !IsMark(marked[at])).ToArray();
        this.text = string.Concat(kept.Select(at => marked[at]));
        offsets = Utf8Offsets(this.text);
        widths = new float[offsets[^1] + 1];
        Shape(Array.ConvertAll(kept, at => markedLevels[at]), typeCase.Choose(this.text));
    }

    /// <summary>Lines no wider than <paramref name="ems"/>; a word that is wider alone, such as an address, is cut after a sign or anywhere.</summary>
    public IReadOnlyList<TextLine> Wrap(float ems) =>
        [.. LineBreaks.Cut(text, ems, (start, end) => widths[offsets[end]] - widths[offsets[start]]).Select(line => Line(line.Start, line.End))];

    void Shape(byte[] levels, Typeface[] typefaces)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && levels[end] == levels[start] && typefaces[end] == typefaces[start]) end++;
            var (from, to) = (offsets[start], offsets[end]);
            var direction = levels[start] % 2 == 0 ? Direction.LeftToRight : Direction.RightToLeft;
            var run = typefaces[start].Shape(utf8, from, to - from, direction);
            pieces.Add(new Piece(from, to, levels[start], run));
            for (var i = 0; i < run.Glyphs.Length; i++)
                widths[from + run.Clusters[i] + 1] += (run.Pens[i + 1] - run.Pens[i]) * run.Typeface.Optical / run.Typeface.UnitsPerEm;
            start = end;
        }
        for (var i = 1; i < widths.Length; i++) widths[i] += widths[i - 1];
    }

    TextLine Line(int start, int end)
    {
        var (from, to) = (offsets[start], offsets[end]);
        var inside = pieces.FindAll(piece => piece.Start < to && piece.End > from);
        var runs = new GlyphRun[inside.Count];
        float width = 0;
        var place = 0;
        foreach (var next in Bidi.Order(inside.ConvertAll(piece => piece.Level).ToArray()))
        {
            var (pieceStart, pieceEnd, _, run) = inside[next];
            var first = Math.Max(from, pieceStart);
            runs[place] = run.Slice(first - pieceStart, Math.Min(to, pieceEnd) - first);
            width += runs[place++].Width;
        }
        return new TextLine(runs, width);
    }

    static int[] Utf8Offsets(string text)
    {
        var offsets = new int[text.Length + 1];
        var at = 0;
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            for (var i = 0; i < rune.Utf16SequenceLength; i++) offsets[at++] = bytes;
            bytes += rune.Utf8SequenceLength;
        }
        offsets[at] = bytes;
        return offsets;
    }

    static bool IsMark(char sign) =>
        sign is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>A stretch of one level and typeface, in bytes of the text's UTF-8.</summary>
    readonly record struct Piece(int Start, int End, byte Level, GlyphRun Run);
}
