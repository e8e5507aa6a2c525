using System.Text;

namespace CasaServerless.Kernel.Identity;

/// <summary>
/// Numbers that people write in many ways, brought to one form so that a person is found again. Loose on purpose: a card's number is never
/// refused for its prefix.
/// </summary>
public static class PersonalNumbers
{
    /// <summary>Upper case without blanks; null where it can't be a card's number.</summary>
    public static string? Cin(string? typed)
    {
        var number = Only(typed, char.IsAsciiLetterOrDigit, " -.").ToUpperInvariant();
        return number.Length is >= 3 and <= 12 && number.Any(char.IsAsciiDigit) ? number : null;
    }

    /// <summary>Whether two numbers, as <see cref="Cin"/> reads them, are of one card: noughts before the digits are written or left out.</summary>
    public static bool SameCin(string? one, string? other) => one is not null && other is not null && WithoutNoughts(one) == WithoutNoughts(other);

    /// <summary>One writing of a card's number, for those who write the noughts and those who leave them out.</summary>
    internal static string WithoutNoughts(string cin)
    {
        var letters = cin.TakeWhile(char.IsAsciiLetter).Count();
        return cin[..letters] + cin[letters..].TrimStart('0');
    }

    /// <summary>E.164, with +212 for a national number; null where it can't be one.</summary>
    public static string? Phone(string? typed)
    {
        var number = Only(typed, symbol => char.IsAsciiDigit(symbol) || symbol == '+', " -.()/");
        if (number.StartsWith("00", StringComparison.Ordinal)) number = "+" + number[2..];
        if (number is ['0', >= '5' and <= '8', ..] && number.Length == 10) number = "+212" + number[1..];
        if (number.StartsWith("+2120", StringComparison.Ordinal)) number = "+212" + number[5..];
        return number is ['+', >= '1' and <= '9', ..] && number.Length is >= 8 and <= 16 && number.LastIndexOf('+') == 0 ? number : null;
    }

    // Empty where a character is neither wanted nor a separator; Arabic digits are read as digits.
    static string Only(string? typed, Func<char, bool> wanted, string separators)
    {
        var kept = new StringBuilder();
        foreach (var symbol in PlainText.Normal(typed ?? "", NormalizationForm.FormKC))
        {
            var read = symbol is >= '٠' and <= '٩' ? (char)('0' + (symbol - '٠')) : symbol;
            if (wanted(read)) kept.Append(read);
            else if (!separators.Contains(read) && !char.IsWhiteSpace(read) && !IsDirectionMark(read)) return "";
        }
        return kept.ToString();
    }

    static bool IsDirectionMark(char symbol) => symbol is '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
