namespace CasaServerless.Bot.Language.Entities;

/// <summary>Words that do the same work in a message; written as people write them, kept folded.</summary>
sealed class WordSet
{
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words;
    readonly Filter filter;

    /// <param name="spaced">Blanks between them.</param>
    public WordSet(string spaced)
    {
        var all = spaced.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Folded).ToHashSet();
        (words, filter) = (all.GetAlternateLookup<ReadOnlySpan<char>>(), new(all));
    }

    /// <summary>Whether a folded word is one of them.</summary>
    public bool Has(ReadOnlySpan<char> word) => filter.Lets(word) && words.Contains(word);

    internal static string Folded(string word) => string.Concat(word.Select(Folding.Of)).Trim();
}

/// <summary>Words that each mean a number, such as those of an hour or a month.</summary>
sealed class WordTable
{
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> numbers;
    readonly Filter filter;

    /// <param name="lines">On each a number, then the words that mean it.</param>
    public WordTable(string lines)
    {
        var all = new Dictionary<string, int>();
        foreach (var line in lines.Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var number, .. var words]) continue;
            foreach (var word in words) all.TryAdd(WordSet.Folded(word), int.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
        }
        (numbers, filter) = (all.GetAlternateLookup<ReadOnlySpan<char>>(), new(all.Keys));
    }

    /// <summary>What a folded word means; null where it is none of them.</summary>
    public int? Of(ReadOnlySpan<char> word) => filter.Lets(word) && numbers.TryGetValue(word, out var number) ? number : null;
}

/// <summary>
/// Tells by its length and its ends that a word is none of some. Each word of a message is looked up some hundred times, and hardly ever found.
/// </summary>
readonly struct Filter
{
    const int Longest = 15;
    readonly ulong[] ends = new ulong[Longest + 1];

    public Filter(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (word.Length > 0) ends[Math.Min(word.Length, Longest)] |= Bit(word);
        }
    }

    /// <summary>Whether a word may be one of them; the empty one never is.</summary>
    public bool Lets(ReadOnlySpan<char> word) => !word.IsEmpty && (ends[Math.Min(word.Length, Longest)] & Bit(word)) != 0;

    static ulong Bit(ReadOnlySpan<char> word) => 1UL << ((word[0] * 5 + word[^1] * 11 + word[word.Length / 2]) & 63);
}
