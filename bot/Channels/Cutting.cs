using System.Globalization;

namespace CasaServerless.Bot.Channels;

/// <summary>Brings text to a channel's length: counted in UTF-16 units, cut between the signs that people see and, where it can be, between words. Pure.</summary>
public static class Cutting
{
    const string More = "…";

    /// <summary>The text, or its beginning with an ellipsis, in at most <paramref name="units"/> (one or more).</summary>
    public static string Short(string text, int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        return text.Length <= units ? text : text[..Whole(text, units - More.Length)].TrimEnd() + More;
    }

    /// <summary>The text in parts of at most <paramref name="units"/>, cut where a paragraph, a line, a sentence or a word ends, else between two signs. Nothing but space is lost.</summary>
    public static IReadOnlyList<string> Parts(string text, int units)
    {
        // A sign may be longer than any limit (marks without end): it alone is cut within.
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 8);
        var parts = new List<string>();
        var rest = text.AsSpan().Trim();
        while (rest.Length > units)
        {
            var end = End(rest, units);
            parts.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }
        if (rest.Length > 0 || parts.Count == 0) parts.Add(rest.ToString());
        return parts;
    }

    // A cut in the first third would leave a message of a few words.
    static int End(ReadOnlySpan<char> text, int units)
    {
        var room = text[..units];
        foreach (var mark in (ReadOnlySpan<string>)["\n\n", "\n", ". ", "؟ ", "? ", "! ", "۔ ", " "])
        {
            if (room.LastIndexOf(mark, StringComparison.Ordinal) is var at && at > units / 3) return at + mark.Length;
        }
        if (Whole(text, units) is > 0 and var whole) return whole;
        // One sign alone is longer than all the room. Half of a pair is no character.
        return char.IsHighSurrogate(text[units - 1]) ? units - 1 : units;
    }

    /// <summary>How many units of the text are whole signs within <paramref name="units"/>.</summary>
    static int Whole(ReadOnlySpan<char> text, int units)
    {
        var whole = 0;
        while (whole < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text[whole..]);
            if (whole + next > units) break;
            whole += next;
        }
        return whole;
    }
}
