using System.Text;
using System.Text.RegularExpressions;
using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant.SecondOpinion;

/// <summary>A message as it may leave the city: who wrote it, and about which file, is not said. Pure.</summary>
static partial class OutgoingText
{
    /// <summary>What people want stands at the beginning.</summary>
    public const int MostSigns = 500;

    public static string Of(string text, Understood understood)
    {
        var shown = Addresses().Replace(TypedSigns.Of(Named(text, understood.Entities)), "[e-mail]");
        shown = References().Replace(shown, "[reference]");
        shown = Numbers().Replace(Links().Replace(shown, "[link]"), "[number]");
        return Cutting.Short(Codes().Replace(shown, found => IsCode(found.Value.Replace(" - ", "-", StringComparison.Ordinal)) ? "[code]" : found.Value).Trim(), MostSigns);
    }

    // Beyond what was read for them, nobody knows where the named things stand.
    static string Named(string text, IReadOnlyList<Entity> entities)
    {
        var read = text.AsSpan(0, Math.Min(text.Length, Utterance.MostSigns));
        var shown = new StringBuilder(read.Length);
        var at = 0;
        foreach (var each in entities.OrderBy(entity => entity.Start))
        {
            if (Word(each.Kind) is not { } word || each.Start + each.Length <= at) continue;
            if (each.Start > at) shown.Append(read[at..each.Start]);
            shown.Append(word);
            at = each.Start + each.Length;
        }
        return shown.Append(read[at..]).ToString();
    }

    static string? Word(EntityKind kind) => kind switch
    {
        EntityKind.Phone => "[phone]",
        EntityKind.Cin => "[cin]",
        EntityKind.Reference => "[reference]",
        _ => null,
    };

    // Words of Arabizi have digits too, but rarely so many, not in capitals, and hardly without the letters that codes do without.
    static bool IsCode(string word)
    {
        var (digits, small, strange) = (0, 0, 0);
        foreach (var sign in word)
        {
            if (char.IsAsciiDigit(sign)) digits++;
            else if (char.IsAsciiLetterLower(sign)) small++;
            if (char.IsAsciiLetter(sign) && !Base32.Alphabet.Contains(char.ToUpperInvariant(sign))) strange++;
        }
        return digits > 0 && (word[4] == '-' || small == 0 || (strange == 0 && digits > (word[4] == ' ' ? 2 : 1)));
    }

    [GeneratedRegex(@"\S+@\S+")]
    private static partial Regex Addresses();

    // Of the city, without its dashes: with them it is one of the named things.
    [GeneratedRegex(@"(?<![A-Z0-9])(?:TIC|LEG)[- ]?[0-9A-Z]{5}[- ]?[0-9A-Z]{6}(?![A-Z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex References();

    [GeneratedRegex(@"(?:https?://|www\.)\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Links();

    // An access code as it is written: 7K3Q-9XM2, in one, or in two words.
    [GeneratedRegex(@"(?<![\p{L}\p{N}-])(?:[0-9A-Za-z]{4}(?: - |-?)[0-9A-Za-z]{4}|(?=[A-Za-z]{0,3}[0-9])[0-9A-Za-z]{4} (?=[A-Za-z]{0,3}[0-9])[0-9A-Za-z]{4})(?![\p{L}\p{N}-])")]
    private static partial Regex Codes();

    // Whatever else has five digits or more tells somebody apart: accounts, dates of birth, numbers that were mistyped.
    [GeneratedRegex(@"[0-9](?:(?:[\s._\-/*()]{0,3}|,)[0-9]){4,}")]
    private static partial Regex Numbers();
}
