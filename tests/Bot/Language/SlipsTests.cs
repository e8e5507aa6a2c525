using System.Globalization;
using System.Text;
using System.Text.Json;
using CasaServerless.Bot.Language;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>Written in a hurry, or on another keyboard, a message is understood nearly as well: on the utterances that understanding is measured with. One slip in some ten signs.</summary>
public sealed class SlipsTests
{
    const double MostLost = 0.05;

    static readonly string file = Path.Combine(Root.Shared, "nlu", "dev.jsonl");
    static readonly (string Text, Intent Intent)[] measured = File.Exists(file) ? [.. File.ReadLines(file).Select(Line)] : [];

    static readonly double asWritten = Accuracy(text => text);

    public static TheoryData<string> EachSlip => [.. slips.Keys];

    static readonly Dictionary<string, Func<string, string>> slips = new()
    {
        ["accents dropped"] = text => string.Concat(text.Normalize(NormalizationForm.FormD).Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark)),
        ["a letter doubled"] = text => At(text, 9, (word, at) => word.Insert(at, word[at].ToString())),
        ["a letter held"] = text => At(text, 9, (word, at) => word.Insert(at, new string(word[at], 3))),
        ["a neighbouring key"] = text => At(text, 12, (word, at) => word[..at] + Neighbour(word[at]) + word[(at + 1)..]),
        ["two letters swapped"] = text => At(text, 16, (word, at) => at + 1 < word.Length ? word[..at] + word[at + 1] + word[at] + word[(at + 2)..] : word),
        ["Arabic letters for one another"] = text => text.Replace('أ', 'ا').Replace('إ', 'ا').Replace('آ', 'ا').Replace('ة', 'ه').Replace('ى', 'ي').Replace('ئ', 'ي').Replace('ؤ', 'و').Replace("ك", "ک", StringComparison.Ordinal),
        ["vowel signs and tatweel"] = text => string.Concat(text.Select(sign => sign is 'ل' or 'ب' or 'س' ? $"{sign}ـَ" : $"{sign}")),
        ["emoji"] = text => $"😡 {text.Replace(",", " 🙏,", StringComparison.Ordinal)} 😭😭",
        ["a space lost"] = text => text.IndexOf(' ', text.Length / 3) is >= 0 and var at ? text.Remove(at, 1) : text,
        ["capitals and no full stop"] = text => text.ToUpperInvariant().TrimEnd('.', '?', '!'),
    };

    [Theory]
    [MemberData(nameof(EachSlip))]
    public void A_slip_costs_less_than_five_points(string slip)
    {
        Assert.SkipUnless(measured.Length > 0, "The utterances to measure with are not here.");
        var slipped = Accuracy(slips[slip]);
        Assert.True(asWritten - slipped < MostLost, string.Create(CultureInfo.InvariantCulture, $"{asWritten:F3} as written, {slipped:F3} with {slip}"));
    }

    static double Accuracy(Func<string, string> slip) => measured.Count(each => Understanding.Of(slip(each.Text)).Intent == each.Intent) / (double)measured.Length;

    // In about one of so many letters, the same ones on every run.
    static string At(string text, int every, Func<string, int, string> change)
    {
        var signs = text;
        for (var at = every / 2 + text.Length % 5; at < signs.Length; at += every)
        {
            if (char.IsLetter(signs[at]) && (at + 1 >= signs.Length || char.IsLetter(signs[at + 1]))) signs = change(signs, at);
        }
        return signs;
    }

    static char Neighbour(char letter)
    {
        string[] rows = ["azertyuiop", "qsdfghjklm", "wxcvbn", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرلاىةوزظ"];
        foreach (var row in rows)
        {
            if (row.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at) return row[at + 1 < row.Length ? at + 1 : at - 1];
        }
        return letter;
    }

    static (string Text, Intent Intent) Line(string line)
    {
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("text").GetString()!, Intents.Of(json.RootElement.GetProperty("intent").GetString()!)!.Value);
    }
}
