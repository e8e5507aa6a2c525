using System.Globalization;
using System.Text;

namespace CasaServerless.Bot.Training;

/// <summary>A message as a hurried hand would have written it: signs left out, doubled, swapped, words run together, accents dropped.</summary>
static class Slips
{
    public static string Of(string text, Chance chance)
    {
        var signs = new StringBuilder(Bare(text, chance));
        for (var slips = signs.Length / 14 + 1; slips > 0 && signs.Length > 3; slips--)
        {
            var at = 1 + chance.Below(signs.Length - 2);
            if (char.IsSurrogate(signs[at]) || char.IsSurrogate(signs[at + 1])) continue;
            switch (chance.Below(5))
            {
                case 0 when char.IsLetter(signs[at]):
                    signs.Remove(at, 1);
                    break;
                case 1:
                    signs.Insert(at, signs[at]);
                    break;
                case 2 when char.IsLetter(signs[at]) && char.IsLetter(signs[at + 1]):
                    (signs[at], signs[at + 1]) = (signs[at + 1], signs[at]);
                    break;
                case 3 when signs[at] == ' ':
                    signs.Remove(at, 1);
                    break;
                case 4 when signs[at] is 'a' or 'e' or 'i' or 'o' or 'u':
                    signs[at] = "aeiou"[chance.Below(5)];
                    break;
            }
        }
        return signs.ToString();
    }

    static string Bare(string text, Chance chance) => chance.Below(2) == 0 ? text
        : string.Concat(text.Normalize(NormalizationForm.FormD).Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark));
}
