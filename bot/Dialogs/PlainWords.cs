using System.Globalization;
using System.Text;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Bot.Dialogs;

/// <summary>The few words that mean an act wherever they stand alone, and the script of a text. All else is understood in <c>Language</c>. Pure.</summary>
static class PlainWords
{
    const int Longest = 120;

    static readonly Dictionary<string, string> acts = new(StringComparer.Ordinal)
    {
        ["menu"] = Acts.Menu,
        ["aide"] = Acts.Menu,
        ["القائمة"] = Acts.Menu,
        ["قائمة"] = Acts.Menu,
        ["مساعدة"] = Acts.Menu,
        ["annuler"] = Acts.Menu,
        ["retour"] = Acts.Menu,
        ["الغاء"] = Acts.Menu,
        ["رجوع"] = Acts.Menu,
        ["مرحبا"] = Acts.Hello,
        ["اهلا"] = Acts.Hello,
        ["صباح الخير"] = Acts.Hello,
        ["مساء الخير"] = Acts.Hello,
        ["bonjour"] = Acts.Hello,
        ["bonsoir"] = Acts.Hello,
        ["salut"] = Acts.Hello,
        ["salam"] = Acts.Peace,
        ["slm"] = Acts.Peace,
        ["السلام عليكم"] = Acts.Peace,
        ["سلام"] = Acts.Peace,
        ["merci"] = Acts.Thanks,
        ["merci beaucoup"] = Acts.Thanks,
        ["شكرا"] = Acts.Thanks,
        ["شكرا جزيلا"] = Acts.Thanks,
        ["suivi"] = Acts.Standing,
        ["statut"] = Acts.Standing,
        ["تتبع"] = Acts.Standing,
        ["agent"] = Acts.Person,
        ["humain"] = Acts.Person,
        ["une personne"] = Acts.Person,
        ["عون"] = Acts.Person,
        ["موظف"] = Acts.Person,
        ["francais"] = Acts.Tongue + ":fr",
        ["الفرنسية"] = Acts.Tongue + ":fr",
        ["arabe"] = Acts.Tongue + ":ar",
        ["العربية"] = Acts.Tongue + ":ar",
        ["عربية"] = Acts.Tongue + ":ar",
        ["assistant"] = Acts.Assistant,
        ["المساعد"] = Acts.Assistant,
        ["stop"] = Acts.Stop,
        ["arret"] = Acts.Stop,
        ["توقف"] = Acts.Stop,
        ["قف"] = Acts.Stop,
        ["ايقاف"] = Acts.Stop,
        ["start"] = Acts.Start,
        ["reprendre"] = Acts.Start,
        ["recommencer"] = Acts.Start,
        ["commencer"] = Acts.Start,
        ["ابدا"] = Acts.Start,
        ["ابدؤوا"] = Acts.Start,
        ["استئناف"] = Acts.Start,
    };

    // Latin letters, and nobody's language: they stand on buttons, in our own sentences and on every other service.
    static readonly HashSet<string> eitherTongues = new(["menu", "stop", "start", "ok", "salam", "slm", "assistant"], StringComparer.Ordinal);

    static readonly HashSet<string> no = new(["non", "non merci", "no", "rien", "laisse tomber", "laissez tomber", "non laissez tomber", "لا", "لا شكرا", "لا شيء", "لا شي", "walo", "والو"], StringComparer.Ordinal);

    // Sent alone they are meant as thanks.
    static readonly string[] kind = ["👍", "🙏", "❤", "👌", "🤝", "🌹"];

    static readonly HashSet<string> yes = new(["oui", "ok", "d accord", "yes", "نعم", "اه", "ايه", "واخا", "موافق", "ah", "iyeh", "wakha", "waxa"], StringComparer.Ordinal);

    /// <summary>The act that a message consisting of these words alone asks for.</summary>
    public static string? ActOf(string text)
    {
        var act = acts.GetValueOrDefault(Plain(text));
        // Without its hamzas « never » is « begin ».
        if (act == Acts.Start && text.Contains("أبد", StringComparison.Ordinal) && !text.Contains("دأ", StringComparison.Ordinal)) return null;
        return act ?? (kind.Any(text.Trim().StartsWith) && !text.Any(char.IsLetterOrDigit) ? Acts.Thanks : null);
    }

    /// <summary>Whether a message is a no and nothing else.</summary>
    public static bool IsNo(string text) => no.Contains(Plain(text));

    /// <summary>Whether a message is a yes and nothing else.</summary>
    public static bool IsYes(string text) => yes.Contains(Plain(text));

    /// <summary>Whether a message tells nothing of its writer's language.</summary>
    public static bool IsEitherTongues(string text) => eitherTongues.Contains(Plain(text));

    /// <summary>Whether a message is one of our own wordings, in either language.</summary>
    public static bool Are(string text, Words words) => Plain(text) is { Length: > 0 } its && (its == Folded(words.Fr) || its == Folded(words.Ar));

    /// <summary>A number that stands alone, in Western or Eastern digits; null where it is none.</summary>
    public static int? NumberOf(string text)
    {
        var digits = TypedSigns.Of(text).Trim().TrimEnd('.', ')');
        if (digits.Length is 0 or > 2 || !digits.All(char.IsAsciiDigit)) return null;
        return int.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether most of the letters are Arabic; null where there are no letters.</summary>
    public static bool? IsArabic(string text)
    {
        var (arabic, latin) = (text.Count(symbol => symbol is >= '\u0620' and <= '\u06D3' or >= '\uFB50' and <= '\uFEFC'), text.Count(char.IsAsciiLetter));
        return arabic + latin == 0 ? null : arabic >= latin;
    }

    // No such word is longer, and who writes much is not read anew for each.
    static string Plain(string text) => text.Length <= Longest ? Folded(text) : "";

    /// <summary>Text as such words are compared: small letters without accents, one space between words, no sign at the ends.</summary>
    internal static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var symbol in Sound(text).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(symbol) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            if (char.IsLetterOrDigit(symbol)) folded.Append(char.ToLowerInvariant(symbol));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }

    // What cannot be normalised, half a surrogate pair and what is no character (U+FFFE and its like), becomes the sign that stands for what cannot be shown.
    static string Sound(string text) => string.Concat(text.EnumerateRunes().Select(rune => (rune.Value & 0xFFFE) == 0xFFFE ? Rune.ReplacementChar : rune));
}
