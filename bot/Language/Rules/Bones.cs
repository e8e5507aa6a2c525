namespace CasaServerless.Bot.Language.Rules;

/// <summary>A word's <see cref="Skeleton"/> in which ع and 3 are kept: without them عتقوني, 3ta9oni and العافية would be too bare to be told from others. Pure.</summary>
static class Bones
{
    /// <summary>Writes them; answers how many. Never more than the word has letters.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<char> into)
    {
        var (length, start) = (0, 0);
        for (var at = 0; at <= word.Length; at++)
        {
            if (at < word.Length && word[at] is not ('3' or 'ع')) continue;
            length += Skeleton.Of(word[start..at], into[length..]);
            if (at < word.Length && (length == 0 || into[length - 1] != '3')) into[length++] = '3';
            start = at + 1;
        }
        return length;
    }
}
