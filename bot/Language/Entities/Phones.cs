namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// Moroccan numbers as people write them: 06 61 20 45 98, +212 661-204598, 00212…, ٠٦٦١…; foreign ones with their plus, since half of those who
/// write live abroad.
/// </summary>
static class Phones
{
    const int Longest = 15;

    static readonly WordSet asked = new("tel téléphone telephone phone gsm mobile portable whatsapp wattsap هاتف الهاتف هاتفي تلفون تلفوني التلفون telefon tilifoun tilifon");

    public static void Find(Utterance said, List<Entity> into)
    {
        var text = said.Text.AsSpan(0, Math.Min(said.Text.Length, Utterance.MostSigns));
        Span<char> digits = stackalloc char[Longest + 1];
        for (var at = 0; at < text.Length; at++)
        {
            var plus = text[at] is '+' or '＋';
            if (!plus && Reading.Digit(text[at]) < 0 || at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '/' or '-' or '_' && !plus)) continue;
            var (count, end) = Run(text, plus ? at + 1 : at, digits);
            // Digits are read as far as they go on, then as far as a number of ours goes.
            var length = Length(digits[..count], plus);
            if (length == 0 && !plus && count >= 9 && digits[0] is >= '5' and <= '8' && IsAsked(said, at)) length = 9;
            if (length > 0 && (length == count || (end = After(text, plus ? at + 1 : at, length)) == text.Length || !char.IsLetterOrDigit(text[end])))
                into.Take(said, EntityKind.Phone, (at, end - at));
            at = Math.Max(at, end - 1);
        }
    }

    static (int Count, int End) Run(ReadOnlySpan<char> text, int at, Span<char> digits)
    {
        var (count, end) = (0, at);
        for (var between = 0; at < text.Length && count < digits.Length; at++)
        {
            if (Reading.Digit(text[at]) is >= 0 and var digit)
            {
                digits[count++] = (char)('0' + digit);
                (between, end) = (0, at + 1);
            }
            else if (text[at] is not (' ' or '.' or '-' or '/' or '(' or ')' or '\u00A0' or '\u202F') || ++between > 2) break;
        }
        return (count, end);
    }

    static int After(ReadOnlySpan<char> text, int at, int digits)
    {
        for (; digits > 0; at++)
        {
            if (Reading.Digit(text[at]) >= 0) digits--;
        }
        return at;
    }

    static int Length(ReadOnlySpan<char> digits, bool plus)
    {
        var code = plus ? 0 : digits.StartsWith("00") ? 2 : 0;
        var national = digits[code..];
        if ((plus || code > 0 || national is [_, _, _, '5' or '6' or '7' or '8', ..]) && national.StartsWith("212"))
        {
            // Some leave the zero in: +212 (0)6…
            var zero = national is [_, _, _, '0', ..] ? 1 : 0;
            return national.Length >= 12 + zero && national[3 + zero] is >= '5' and <= '8' ? code + 12 + zero : 0;
        }
        if (plus || code > 0) return national.Length is >= 9 and <= 14 ? code + national.Length : 0;
        return digits is ['0', >= '5' and <= '8', ..] && digits.Length >= 10 ? 10 : 0;
    }

    static bool IsAsked(Utterance said, int at)
    {
        for (var word = 0; word < said.WordList.Count; word++)
        {
            if (said.Stretch(word, word).Start != at) continue;
            return asked.Has(said.At(word - 1)) || asked.Has(said.At(word - 2));
        }
        return false;
    }
}
