using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Identity;

/// <summary>Names of people, written by whoever types them: the same in capitals, without accents or hyphens, and in both spellings of an alif.</summary>
public static class PersonalNames
{
    const char Tatweel = '\u0640';

    /// <summary>Whether two writings are one name. A name in Latin letters and one in Arabic never are: nobody can tell from letters alone.</summary>
    public static bool Same(string? one, string? other) => Bare(one) is { Length: > 0 } bare && bare == Bare(other);

    /// <summary>Letters and digits alone, in small letters. Decomposing takes the hamza and the madda off their letters, and the accents off theirs.</summary>
    internal static string Bare(string? name)
    {
        var kept = new StringBuilder();
        foreach (var rune in PlainText.Normal(name ?? "", NormalizationForm.FormKD).EnumerateRunes())
        {
            if (rune.Value == Tatweel || !PlainText.IsWritten(rune)) continue;
            kept.Append(rune.Value switch
            {
                'ٱ' => "ا",
                'ى' or 'ی' => "ي",
                'ة' => "ه",
                'ک' => "ك",
                'œ' or 'Œ' => "oe",
                'æ' or 'Æ' => "ae",
                _ when Rune.IsDigit(rune) => ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture),
                _ => Rune.ToLower(rune, CultureInfo.InvariantCulture).ToString(),
            });
        }
        return kept.ToString();
    }
}
