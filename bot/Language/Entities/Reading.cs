using System.Buffers;

namespace CasaServerless.Bot.Language.Entities;

/// <summary>What all finders do: look at a word by its place, and take a stretch that nobody has taken.</summary>
static class Reading
{
    static readonly SearchValues<char> ends = SearchValues.Create(",;:.!?،؛؟()\n");

    /// <summary>The folded word in a place; nothing where there is none.</summary>
    public static ReadOnlySpan<char> At(this Utterance said, int word) =>
        (uint)word < (uint)said.WordList.Count ? said.Of(said.WordList[word]) : default;

    /// <summary>A number of few digits that a word is; null where it is none.</summary>
    public static int? Number(this Utterance said, int word) => Number(said.At(word));

    /// <summary>The number that a folded word is.</summary>
    public static int? Number(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > 6) return null;
        var number = 0;
        foreach (var sign in word)
        {
            if (!char.IsAsciiDigit(sign)) return null;
            number = number * 10 + sign - '0';
        }
        return number;
    }

    /// <summary>Where words stand in what was written.</summary>
    /// <param name="skipped">Of the first word's letters, which are not part of it: a preposition that Arabic writes with it.</param>
    public static (int Start, int Length) Stretch(this Utterance said, int first, int last, int skipped = 0)
    {
        var (from, to) = (said.WordList[first].Start + skipped, said.WordList[last]);
        return said.Place(from, to.Start + to.Length - from);
    }

    /// <summary>Whether the words stand next to each other with one sign between them, such as a slash.</summary>
    public static bool Joined(this Utterance said, int word, ReadOnlySpan<char> signs)
    {
        if (word < 0 || word + 1 >= said.WordList.Count) return false;
        var (start, length) = said.Stretch(word, word);
        var (next, _) = said.Stretch(word + 1, word + 1);
        return next == start + length + 1 && signs.Contains(said.Text[next - 1]);
    }

    /// <summary>Whether a sentence or a part of one ends after a word.</summary>
    public static bool Ends(this Utterance said, int word)
    {
        if (word < 0 || word + 1 >= said.WordList.Count) return true;
        var (start, length) = said.Stretch(word, word);
        var (next, _) = said.Stretch(word + 1, word + 1);
        return said.Text.AsSpan(start + length, next - start - length).ContainsAny(ends);
    }

    /// <summary>Whether a comma, and no more, stands after a word.</summary>
    public static bool IsComma(this Utterance said, int word)
    {
        if (word < 0 || word + 1 >= said.WordList.Count) return false;
        var (start, length) = said.Stretch(word, word);
        var (next, _) = said.Stretch(word + 1, word + 1);
        return said.Text.AsSpan(start + length, next - start - length).Trim() is "," or "،";
    }

    /// <summary>Whether nothing that was found stands there.</summary>
    public static bool IsFree(this List<Entity> found, int start, int length)
    {
        foreach (var each in found)
        {
            if (each.Start < start + length && start < each.Start + each.Length) return false;
        }
        return true;
    }

    /// <summary>What was found that holds a word.</summary>
    public static Entity? Holding(Utterance said, List<Entity> found, int word)
    {
        if (word >= said.WordList.Count) return null;
        var (start, length) = said.Stretch(word, word);
        foreach (var each in found)
        {
            if (each.Start < start + length && start < each.Start + each.Length && each.Kind != EntityKind.Category) return each;
        }
        return null;
    }

    /// <summary>The last word of what was found, from one of its words on.</summary>
    public static int LastIn(this Utterance said, Entity found, int word)
    {
        while (word + 1 < said.WordList.Count && said.Stretch(word + 1, word + 1).Start < found.Start + found.Length) word++;
        return word;
    }

    /// <summary>Whether a word was written with a capital letter.</summary>
    public static bool IsCapital(this Utterance said, int word) => (uint)word < (uint)said.WordList.Count && char.IsUpper(said.Text[said.Stretch(word, word).Start]);

    /// <summary>Whether a word was written in Arabic letters.</summary>
    public static bool IsArabic(this Utterance said, int word) => said.At(word) is [>= 'ء' and <= 'ۿ', ..];

    /// <summary>Adds what stands there, where it is free.</summary>
    public static bool Take(this List<Entity> found, Utterance said, EntityKind kind, (int Start, int Length) stretch, DateOnly? day = null, TimeOnly? hour = null, decimal? dirhams = null)
    {
        var (start, length) = stretch;
        if (!found.IsFree(start, length)) return false;
        found.Add(new(kind, said.Text.Substring(start, length), start, length) { Day = day, Hour = hour, Dirhams = dirhams });
        return true;
    }

    /// <summary>The value of a digit, Western or Arabic; −1 where the sign is none.</summary>
    public static int Digit(char sign) => char.IsAsciiDigit(sign) ? sign - '0'
        : sign is >= '\u0660' and <= '\u0669' ? sign - '\u0660'
        : sign is >= '\u06F0' and <= '\u06F9' ? sign - '\u06F0' : -1;
}
