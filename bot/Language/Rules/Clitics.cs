namespace CasaServerless.Bot.Language.Rules;

/// <summary>The small words that are written with the next one: والنار is النار and نار, fl3afya is 3afya, lincendie is incendie. Pure.</summary>
static class Clitics
{
    /// <summary>Most of them that one word can be.</summary>
    public const int Most = 3;

    /// <summary>Where the word may begin besides at its first letter; answers how many such places there are.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<int> starts)
    {
        var count = 0;
        // Words of their own, in which a shorter one would be seen: "ans" in "dans".
        if (word.Length < 4 || word is "dans" or "fans" or "bans" or "fosse" or "laide" or "lancer") return 0;
        var at = 0;
        if (word[0] is 'و' or 'ف' or 'ب' or 'ل' or 'ك' or 'w' or 'f' or 'b' or 'd' or 'l') starts[count++] = at = 1;
        if (word[at] == 'ا' && word[at + 1] == 'ل' && word.Length - at >= 4) starts[count++] = at + 2;
        else if (at == 1 && word.Length >= 5 && word[1] is 'l' or 'ل') starts[count++] = 2;
        return count;
    }
}
