using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A paragraph: its directions and typefaces are settled over the whole text, then lines are cut from it and shaped.</summary>
public sealed class Paragraph
{
    readonly string text;
    readonly byte[] utf8;
    readonly byte[] levels;
    readonly Typeface[] typefaces;
    readonly int[] offsets;

    /// <exception cref="MissingGlyphException">A character that no typeface draws.</exception>
    public Paragraph(string text, Direction direction, TypeCase typeCase)
    {
        var marked = text.Normalize(NormalizationForm.FormC).Trim();
        if (direction == Direction.RightToLeft) marked = LeftToRight.Protect(marked);
        var markedLevels = Bidi.Levels(marked, direction);
        // The marks have done their work; left in, they would stand in the text that a reader copies.
        var kept = Enumerable.Range(0, marked.Length).Where(at => !IsMark(marked[at])).ToArray();
        this.text = string.Concat(kept.Select(at => marked[at]));
        levels = Array.ConvertAll(kept, at => markedLevels[at]);
        utf8 = Encoding.UTF8.GetBytes(this.text);
        typefaces = typeCase.Choose(this.text, direction);
        offsets = Utf8Offsets(this.text);
    }

    public TextLine Whole() => Line(0, text.Length);

    /// <summary>Lines no wider than <paramref name="ems"/>; a word that is wider alone, such as an address, is cut after a sign or anywhere.</summary>
    public IReadOnlyList<TextLine> Wrap(float ems) => [.. LineBreaks.Cut(text, ems, (start, end) => Line(start, end).Width)
        .Select(line => Line(line.Start, line.End))];

    /// <summary>Shapes a stretch of the text as one line.</summary>
    TextLine Line(int start, int end)
    {
        var pieces = new List<(int Start, int End)>();
        for (var i = start; i < end;)
        {
            var from = i;
            while (i < end && levels[i] == levels[from] && typefaces[i] == typefaces[from]) i++;
            pieces.Add((from, i));
        }
        var pieceLevels = pieces.ConvertAll(piece => levels[piece.Start]).ToArray();
        var runs = new List<GlyphRun>(pieces.Count);
        float width = 0;
        foreach (var place in Bidi.Order(pieceLevels))
        {
            var (from, to) = pieces[place];
            var direction = levels[from] % 2 == 0 ? Direction.LeftToRight : Direction.RightToLeft;
            var run = typefaces[from].Shape(utf8, offsets[from], offsets[to] - offsets[from], direction);
            runs.Add(run);
            width += run.Width;
        }
        return new TextLine(runs, width);
    }

    static bool IsMark(char sign) =>
        sign is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

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
}
