namespace CasaServerless.Bot.Language;

/// <summary>
/// The consonants of a word, the same for Arabic and Latin letters: زبل, zbel and zebel all are <c>zbl</c>. What sounds alike or is written for one another
/// is one: ق, 9, q, k; ش, ch, sh; خ, kh, 5; ح, ه, 7, h. Pure.
/// </summary>
static class Skeleton
{
    /// <summary>Writes the skeleton of a folded word; answers its length. Never longer than the word.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<char> into)
    {
        // The Arabic article is written with its word, the Latin one often not.
        if (word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal)) word = word[2..];
        var length = 0;
        for (var at = 0; at < word.Length; at++)
        {
            var (sound, signs) = Sound(word, at);
            at += signs - 1;
            if (sound != '\0' && (length == 0 || into[length - 1] != sound)) into[length++] = sound;
        }
        return length;
    }

    /// <summary>What the signs at a place sound as, and how many they are; \0 where they are no consonant.</summary>
    internal static (char Sound, int Signs) Sound(ReadOnlySpan<char> word, int at)
    {
        var next = at + 1 < word.Length ? word[at + 1] : ' ';
        return word[at] switch
        {
            't' when next == 'c' && at + 2 < word.Length && word[at + 2] == 'h' => ('c', 3),
            'c' when next == 'h' => ('c', 2),
            's' when next == 'h' => ('c', 2),
            'k' when next == 'h' => ('x', 2),
            'g' when next == 'h' => ('g', 2),
            't' or 'd' when next == 'h' => (word[at], 2),
            'p' when next == 'h' => ('f', 2),
            'c' when next is 'e' or 'i' or 'y' => ('s', 1),
            'g' when next is 'e' or 'i' => ('j', 1),
            'q' or 'g' when next == 'u' => (word[at] == 'q' ? 'k' : 'g', 2),
            'c' or 'q' or 'k' or '9' or 'ق' or 'ك' => ('k', 1),
            'ش' => ('c', 1),
            'خ' or '5' => ('x', 1),
            'x' => ('c', 1),
            'غ' or 'گ' or 'g' => ('g', 1),
            'ح' or 'ه' or '7' => ('h', 1),
            // In French it is not heard, in Arabizi it may be either.
            'h' => at == word.Length - 1 ? ('\0', 1) : ('h', 1),
            'ب' or 'b' or 'p' => ('b', 1),
            'ت' or 'ط' or 'ث' or 't' => ('t', 1),
            'د' or 'ض' or 'ذ' or 'ظ' or 'd' => ('d', 1),
            'ج' or 'j' => ('j', 1),
            'ر' or 'r' => ('r', 1),
            'ز' or 'z' => ('z', 1),
            'س' or 'ص' or 's' => ('s', 1),
            'ف' or 'f' or 'v' => ('f', 1),
            'ل' or 'l' => ('l', 1),
            'م' or 'm' => ('m', 1),
            'ن' or 'n' => ('n', 1),
            // Vowels, w and y, ع and 3, the hamza and 2: written or not.
            _ => ('\0', 1),
        };
    }
}
