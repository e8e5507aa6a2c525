namespace CasaServerless.Bot.Language.Entities;

/// <summary>Words that do the same work in a message; written as people write them, kept folded.</summary>
sealed class WordSet
{
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words;

    /// <param name="spaced">Blanks between them.</param>
    public WordSet(string spaced)
    {
        words = spaced.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Folded).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a folded word is one of them.</summary>
    public bool Has(ReadOnlySpan<char> word) => !word.IsEmpty && words.Contains(word);

    internal static string Folded(string word) => string.Concat(word.Select(Folding.Of)).Trim();
}

/// <summary>Words that each mean a number, such as those of an hour or a month.</summary>
sealed class WordTable
{
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> numbers;

    /// <param name="lines">On each a number, then the words that mean it.</param>
    public WordTable(string lines)
    {
        var all = new Dictionary<string, int>();
        foreach (var line in lines.Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var number, .. var words]) continue;
            foreach (var word in words) all.TryAdd(WordSet.Folded(word), int.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
        }
        numbers = all.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What a folded word means; null where it is none of them.</summary>
    public int? Of(ReadOnlySpan<char> word) => !word.IsEmpty && numbers.TryGetValue(word, out var number) ? number : null;
}
