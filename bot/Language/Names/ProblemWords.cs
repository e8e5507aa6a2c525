using System.Globalization;

namespace CasaServerless.Bot.Language.Names;

/// <summary>
/// Which of the fourteen kinds of street problems a message is about, by the words of <c>problems.txt</c>, and what labelled messages
/// have added to them (<c>problems-learned.txt</c>): each speaks for a category with a weight, pairs
/// of words wherever they stand; the heaviest category wins.
/// </summary>
public static class ProblemWords
{
    // A lone hint is no finding. In tenths, as all weights are here.
    const int Enough = 20;

    static readonly PhraseTable table = new();
    static readonly List<Meaning[]> meanings = [];
    static readonly List<(int One, int Other, Meaning Its)> pairs = [];
    static readonly List<string> categories = [];

    static ProblemWords()
    {
        Dictionary<string, List<Meaning>> terms = new(StringComparer.Ordinal);
        List<(string One, string Other, Meaning Its)> joined = [];
        foreach (var (section, name, spellings) in DataFile.Read("problems.txt").Concat(DataFile.Read("problems-learned.txt")))
        {
            if (!categories.Contains(section)) categories.Add(section);
            Meaning its = new(categories.IndexOf(section), (int)(decimal.Parse(name, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 10));
            foreach (var spelling in spellings)
            {
                var parts = spelling.Split('+', StringSplitOptions.TrimEntries);
                foreach (var part in parts)
                {
                    if (!terms.ContainsKey(part)) terms[part] = [];
                }
                if (parts.Length == 1) terms[spelling].Add(its);
                else joined.Add((parts[0], parts[1], its));
            }
        }
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (var (spelling, its) in terms)
        {
            // Two spellings of one sound are one term.
            var number = table.Number(spelling);
            if (number < 0)
            {
                number = meanings.Count;
                meanings.Add([]);
                table.Add(spelling, number);
            }
            meanings[number] = [.. meanings[number], .. its.Where(each => !meanings[number].Contains(each))];
            numbers[spelling] = number;
        }
        foreach (var (one, other, its) in joined) pairs.Add((numbers[one], numbers[other], its));
    }

    /// <summary>The ids of the categories.</summary>
    public static IReadOnlyList<string> Categories => categories;

    /// <summary>The category that a text speaks of; null where of none.</summary>
    public static string? Category(string text)
    {
        var said = new Utterance(text);
        Span<SpokenWord> words = stackalloc SpokenWord[SpokenWord.MostWords];
        return Category(said, words[..SpokenWord.Of(said, words)])?.Id;
    }

    internal static (string Id, Word Word)? Category(Utterance said, ReadOnlySpan<SpokenWord> words)
    {
        Span<int> scores = stackalloc int[categories.Count], found = stackalloc int[64];
        Span<(int Weight, int At)> strongest = stackalloc (int, int)[categories.Count];
        scores.Clear();
        strongest.Clear();
        var count = 0;
        for (var at = 0; at < words.Length && count < found.Length;)
        {
            var (number, length) = table.Longest(words[at..]);
            if (number < 0) (number, length) = (table.Stem(said.Of(said.WordList[at])), 1);
            if (number >= 0 && !found[..count].Contains(number))
            {
                found[count++] = number;
                var denied = IsDenied(said, at);
                foreach (var (category, weight) in meanings[number])
                {
                    scores[category] += denied ? -weight : weight;
                    if (weight > strongest[category].Weight) strongest[category] = (weight, at);
                }
            }
            at += length;
        }
        foreach (var (one, other, its) in pairs)
        {
            if (found[..count].Contains(one) && found[..count].Contains(other)) scores[its.Category] += its.Weight;
        }
        var best = -1;
        for (var at = 0; at < scores.Length; at++)
        {
            if (scores[at] >= Enough && (best < 0 || scores[at] > scores[best] || scores[at] == scores[best] && strongest[at].At < strongest[best].At)) best = at;
        }
        return best < 0 ? null : (categories[best], said.WordList[strongest[best].At]);
    }

    // "c'est pas une fuite", "ماشي زبل"; but "pas de lumière" says what is wrong.
    static bool IsDenied(Utterance said, int at)
    {
        if (at == 0) return false;
        var before = said.Of(said.WordList[at - 1]);
        return before is "machi" or "mashi" or "ماشي" or "مشي" or "ليس" or "ليست" || before is "un" or "une" && at > 1 && said.Of(said.WordList[at - 2]) is "pas";
    }

    readonly record struct Meaning(int Category, int Weight);
}
