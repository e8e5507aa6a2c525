namespace CasaServerless.Bot.Language.Rules;

/// <summary>Which of many words, or beginnings of words, a word is: one walk through its letters.</summary>
sealed class Tree
{
    readonly Dictionary<int, int> steps = [];
    readonly List<int> whole = [-1], begun = [-1];

    /// <summary>Puts a word, or the beginning of words, under a number.</summary>
    public void Put(ReadOnlySpan<char> letters, bool beginning, int number)
    {
        var node = 0;
        foreach (var letter in letters)
        {
            if (!steps.TryGetValue((node << 16) | letter, out var next))
            {
                steps[(node << 16) | letter] = next = whole.Count;
                whole.Add(-1);
                begun.Add(-1);
            }
            node = next;
        }
        (beginning ? begun : whole)[node] = number;
    }

    /// <summary>Writes the numbers that a word has; answers how many there are then.</summary>
    public int Find(ReadOnlySpan<char> letters, Span<short> into, int count)
    {
        var node = 0;
        foreach (var letter in letters)
        {
            if (!steps.TryGetValue((node << 16) | letter, out node)) return count;
            if (begun[node] >= 0) Add(begun[node], into, ref count);
        }
        if (whole[node] >= 0) Add(whole[node], into, ref count);
        return count;
    }

    static void Add(int number, Span<short> into, ref int count)
    {
        if (count < into.Length && !into[..count].Contains((short)number)) into[count++] = (short)number;
    }
}
