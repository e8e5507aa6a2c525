using System.Globalization;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>Where a paragraph's lines end: at blanks, never at a no-break space; inside a word only when it alone is too wide.</summary>
static class LineBreaks
{
    /// <param name="measure">Width of the text between two places.</param>
    public static IEnumerable<(int Start, int End)> Cut(string text, float width, Func<int, int, float> measure)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = NextEnd(text, start);
            if (measure(start, end) > width)
            {
                end = Inside(text, start, end, width, measure);
            }
            else
            {
                while (end < text.Length)
                {
                    var next = NextEnd(text, end + 1);
                    if (measure(start, next) > width) break;
                    end = next;
                }
            }
            yield return (start, end);
            start = end;
            while (start < text.Length && text[start] == ' ') start++;
        }
    }

    /// <summary>The next blank where French and Arabic allow a line to end.</summary>
    static int NextEnd(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == ' ' && !Binds(text, at)) return at;
        }
        return text.Length;
    }

    // "fait : oui", "« oui »", "n° 1", "رقم 1", "5 janvier": these blanks are typed as plain ones, and hold all the same.
    static bool Binds(string text, int blank) =>
        blank + 1 < text.Length && text[blank + 1] is ':' or ';' or '!' or '?' or '»' or '·' or '–'
        || blank > 0 && (text[blank - 1] is '«' or '°' || Word(text, blank) is "رقم" || IsDay(text, blank));

    static bool IsDay(string text, int blank) =>
        Word(text, blank) is { Length: 1 or 2 } word && !word.ContainsAnyExceptInRange('0', '9')
        && blank + 1 < text.Length && char.IsLetter(text[blank + 1]);

    /// <summary>The word before a blank.</summary>
    static ReadOnlySpan<char> Word(string text, int blank) => text.AsSpan(0, blank)[(text.LastIndexOf(' ', blank - 1) + 1)..];

    /// <summary>The last place that fits, after a sign of punctuation if there is one; always moves on by one character at least.</summary>
    static int Inside(string text, int start, int end, float width, Func<int, int, float> measure)
    {
        var fits = start + StringInfo.GetNextTextElementLength(text, start);
        var sign = 0;
        for (var next = fits; next < end && measure(start, next) <= width; next += StringInfo.GetNextTextElementLength(text, next))
        {
            fits = next;
            if (text[next - 1] is '/' or '-' or '.' or '_' or '?' or '&' or '=') sign = next;
        }
        return sign > start ? sign : fits;
    }
}
