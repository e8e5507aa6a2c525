namespace CasaServerless.Bot.Language.Names;

/// <summary>
/// How a folded word sounds, vowels kept: what citizens spell in many ways is one. Roches and روش, kh and 5, ch and sh, ou and w, doubled letters, a mute e, a
/// plural's s, the article glued to its word. Pure.
/// </summary>
static class Sounds
{
    /// <summary>Longer words are cut.</summary>
    public const int Longest = 40;

    /// <summary>The word without the article that is glued to it.</summary>
    public static ReadOnlySpan<char> WithoutArticle(ReadOnlySpan<char> word)
    {
        if (word.Length < 4) return word;
        if (word[0] == 'ا' && word[1] == 'ل') return word.Length > 4 ? word[2..] : word;
        if (word[0] is 'e' or 'a' && word[1] == 'l' && word.Length > 5 && IsConsonant(word[2])) return word[2..];
        return word[0] == 'l' && word[1] != 'l' && IsConsonant(word[1]) ? word[1..] : word;
    }

    /// <summary>
    /// What is left of a word when a preposition glued to it (fmaarif, فالمعاريف, للمعاريف) is taken off: nothing where none may be; a second rest where an
    /// article written as ل follows (فلمعاريف).
    /// </summary>
    public static ReadOnlySpan<char> WithoutPreposition(ReadOnlySpan<char> word)
    {
        // بحي, but not "des" or "les".
        if (word.Length < 3 || word.Length == 3 && word[0] < 'ا') return [];
        if (word[0] == 'ل' && word[1] == 'ل') return word[2..];
        return word[0] is 'ف' or 'ب' or 'د' or 'ل' or 'و' or 'ك' or 'f' or 'b' or 'd' or 'l' or 'w' ? WithoutArticle(word[1..]) : [];
    }

    /// <summary>Writes how a word sounds, as it stands; answers the length. A <paramref name="stem"/> keeps its end, since more may follow.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<char> into, bool stem = false)
    {
        if (IsNumber(word))
        {
            word.CopyTo(into);
            return word.Length;
        }
        if (!stem) word = WithoutEnding(word);
        // In the shortest words each vowel counts: eau is not ou.
        var (length, apart) = (0, word.Length <= 3);
        for (var at = 0; at < word.Length; at++)
        {
            if (!stem && word[at] == 'ه' && at == word.Length - 1 && at > 1)
            {
                Vowel('a', apart, into, ref length);
                break;
            }
            var (sound, signs) = Skeleton.Sound(word, at);
            if (sound == '\0') Vowel(VowelOf(word[at]), apart, into, ref length);
            else if (length == 0 || into[length - 1] != sound) into[length++] = sound;
            at += signs - 1;
        }
        return length;
    }

    /// <summary>Writes a word's consonants alone; answers how many.</summary>
    public static int Bones(ReadOnlySpan<char> word, Span<char> into)
    {
        if (IsNumber(word))
        {
            word.CopyTo(into);
            return word.Length;
        }
        // The ة of زبالة is the a of zbala.
        if (word.Length > 2 && word[^1] == 'ه') word = word[..^1];
        return Skeleton.Of(word, into);
    }

    // Of neighbouring vowels the last is heard: ain, 3in and عين are one.
    static void Vowel(char vowel, bool apart, Span<char> into, ref int length)
    {
        if (vowel == '\0') return;
        if (!apart && length > 0 && into[length - 1] is 'a' or 'i' or 'u') length--;
        if (length == 0 || into[length - 1] != vowel) into[length++] = vowel;
    }

    static char VowelOf(char sign) => sign switch
    {
        'a' or 'ا' => 'a',
        'e' or 'i' or 'y' or 'ي' => 'i',
        'o' or 'u' or 'w' or 'و' => 'u',
        '8' => 'g',
        '0' or '1' or '4' or '6' => sign,
        _ => '\0',
    };

    static ReadOnlySpan<char> WithoutEnding(ReadOnlySpan<char> word)
    {
        if (word.Length > 3 && word[^1] is 's' or 'x') word = word[..^1];
        return word.Length > 3 && word[^1] is 'e' or 'h' && word[^2] is not 'c' and not 's' and not 'k' and not 'g' || word.Length > 4 && word[^1] == 'e' ? word[..^1] : word;
    }

    static bool IsConsonant(char sign) => sign is >= 'a' and <= 'z' and not ('a' or 'e' or 'i' or 'o' or 'u' or 'y') or '3' or '5' or '7' or '9';

    static bool IsNumber(ReadOnlySpan<char> word) => !word.ContainsAnyExceptInRange('0', '9');
}
