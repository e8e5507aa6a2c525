using System.Globalization;
using System.Text;

namespace CasaServerless.Bot.Messages;

/// <summary>
/// What a person wrote, in the signs that a Latin keyboard has: Western digits, narrow letters, one kind of dash and of blank, and none of the invisible marks that are copied with
/// a word. For what is compared sign by sign: references, codes, numbers. Pure.
/// </summary>
public static class TypedSigns
{
    public static string Of(string text) => Ascii.IsValid(text) ? text : string.Concat(text.Where(sign => !IsInvisible(sign)).Select(Typed));

    static char Typed(char sign) => sign switch
    {
        < '\u0080' => sign,
        // Wide Latin, as keyboards of East Asia and some pages of ornaments write it.
        >= '\uFF01' and <= '\uFF5E' => (char)(sign - 0xFEE0),
        >= '\u2010' and <= '\u2015' or '\u2212' => '-',
        '\u00A0' or '\u202F' => ' ',
        _ => CharUnicodeInfo.GetDecimalDigitValue(sign) is >= 0 and var digit ? (char)('0' + digit) : sign,
    };

    // What makes a digit a key to touch is of the same kind.
    static bool IsInvisible(char sign) => sign >= '\u0080' && (sign == '\uFE0F' || CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.Format or UnicodeCategory.EnclosingMark);
}
