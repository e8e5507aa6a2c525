using System.Globalization;
using System.Text;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// Text as it is searched: without accents, vowel signs and the many spellings of one sound, so that whoever writes "éclairage", "الإنارة" or
/// "d9o" need not write it as the catalogue does. Pure.
/// </summary>
static class SearchText
{
    /// <summary>The words of a text, folded, in their order.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var symbol in PlainText.Normal(text, NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(symbol) == UnicodeCategory.NonSpacingMark || symbol is 'ـ' or 'ء') continue;
            if (char.IsLetterOrDigit(symbol)) word.Append(Letter(symbol));
            else Close();
        }
        Close();
        return words;

        void Close()
        {
            if (word.Length > 0) words.Add(Folded(word.ToString()));
            word.Clear();
        }
    }

    // One letter for those that are written for each other.
    static char Letter(char symbol) => symbol switch
    {
        'ة' => 'ه',
        'ى' or 'ی' => 'ي',
        'ک' or 'گ' or 'ڭ' or 'ݣ' => 'ك',
        'ڤ' => 'ف',
        'پ' => 'ب',
        'ٱ' => 'ا',
        _ => symbol,
    };

    static string Folded(string word)
    {
        if (word.Any(char.IsAsciiLetter)) return Latin(word);
        // The article is written with or without, before it is known what is looked for.
        return word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word;
    }

    // Arabizi writes with digits what Latin letters lack; and each writes "ou" or "w", "k" or "q" as they like.
    static string Latin(string word)
    {
        var spelled = word.Replace("ou", "u", StringComparison.Ordinal).Replace("sh", "ch", StringComparison.Ordinal).Replace("ee", "i", StringComparison.Ordinal)
            .Replace("5", "kh", StringComparison.Ordinal).Replace("œ", "oe", StringComparison.Ordinal);
        var folded = new StringBuilder(spelled.Length);
        foreach (var symbol in spelled)
        {
            var letter = symbol switch { '3' => 'a', '7' => 'h', '9' or 'q' => 'k', 'w' => 'u', 'y' => 'i', _ => symbol };
            if (folded.Length == 0 || folded[^1] != letter) folded.Append(letter);
        }
        var told = folded.ToString();
        // "lma" is "ma" with its article.
        return told.Length > 2 && told[0] == 'l' && !"aeiouh".Contains(told[1], StringComparison.Ordinal) ? told[1..] : told;
    }
}
