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

    static int NextEnd(string text, int from)
    {
        var blank = text.IndexOf(' ', from);
        return blank < 0 ? text.Length : blank;
    }

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
