using System.Globalization;
using System.Text;

namespace CasaServerless.Bot.Language;

/// <summary>
/// One sign of a message as it is compared: small, without accents, Arabic letters that are written for one another as one, digits Western. Pure.
/// </summary>
static class Folding
{
    /// <summary>What a sign becomes: nothing where it only decorates, a space where it parts words, up to three letters for ligatures.</summary>
    public static string Of(char sign) => sign < Known ? known[sign] : Far(sign);

    const int Known = 0x700;

    static readonly string[] known = [.. Enumerable.Range(0, Known).Select(sign => Near((char)sign))];

    static string Near(char sign) => sign switch
    {
        'œ' or 'Œ' => "oe",
        'æ' or 'Æ' => "ae",
        'ß' => "ss",
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'ı' => "i",
        'أ' or 'إ' or 'آ' or 'ٱ' => "ا",
        'ى' or 'ئ' or 'ی' or 'ې' => "ي",
        'ؤ' => "و",
        'ة' or 'ہ' or 'ۀ' or 'ە' => "ه",
        'ک' => "ك",
        'گ' or 'ڭ' or 'ڨ' or 'ݣ' => "گ",
        'پ' => "ب",
        'چ' => "ش",
        'ڤ' or 'ڢ' => "ف",
        // The tatweel only stretches; a lone hamza is written or not.
        'ـ' or 'ء' => "",
        _ => Plain(sign),
    };

    static string Plain(char sign)
    {
        if (char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign)) return sign.ToString();
        if (CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.EnclosingMark) return "";
        if (char.IsDigit(sign)) return ((char)('0' + (int)CharUnicodeInfo.GetNumericValue(sign))).ToString();
        if (!char.IsLetter(sign)) return " ";
        var bare = sign.ToString().Normalize(NormalizationForm.FormD);
        return char.ToLowerInvariant(bare[0]).ToString();
    }

    // Arabic as some keyboards and PDF files write it, wide Latin; everything else of other scripts is a letter as it is.
    static string Far(char sign)
    {
        if (char.IsSurrogate(sign)) return sign.ToString();
        if (sign is >= '\uFB50' and <= '\uFEFC' or >= '\uFF01' and <= '\uFF5E' or >= '\u1E00' and <= '\u1EFF')
        {
            var compatible = sign.ToString().Normalize(NormalizationForm.FormKC);
            return compatible.Length > 3 || compatible.Contains(sign, StringComparison.Ordinal) && sign >= Known && sign is < '\u1E00' or > '\u1EFF' ? " "
                : string.Concat(compatible.Select(each => each < Known ? known[each] : Plain(each)));
        }
        return Plain(sign);
    }
}
