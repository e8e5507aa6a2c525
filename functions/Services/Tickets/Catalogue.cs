using CasaServerless.Common.Referentiels;

namespace CasaServerless.Services.Tickets;

/// <summary>What may be reported, found by what people call it: in French, Arabic, Darija or Arabizi, while they type.</summary>
public sealed class Catalogue(ReferentielStore referentiels)
{
    // A word counts by where it stands in a service, and less where it is only begun or misspelt.
    const double InName = 3, InKeywords = 3, InDescription = 1, Begun = 0.7, Misspelt = 0.5, WholeKeyword = 2;
    const int LongestQuery = 200;

    // What scores less than this share of the best one shares a small word with what was written, and nothing else.
    const double Noise = 0.25;

    Index? index;

    /// <summary>The services that are offered, in the catalogue's own order: by family, then as they are named.</summary>
    public async Task<IReadOnlyList<CityService>> All(CancellationToken stop) => (await Indexed(stop)).Services;

    /// <summary>A service that is offered; null where there is none.</summary>
    public async Task<CityService?> Find(string code, CancellationToken stop) => (await All(stop)).FirstOrDefault(service => service.Id == code);

    /// <summary>Services that fit what somebody wrote, the best first; none where nothing does.</summary>
    public async Task<IReadOnlyList<CityService>> Search(string text, CancellationToken stop) =>
        (await Indexed(stop)).Search(text.Length <= LongestQuery ? text
            // Never through the middle of a character of two halves.
            : text[..(char.IsHighSurrogate(text[LongestQuery - 1]) ? LongestQuery - 1 : LongestQuery)]);

    async Task<Index> Indexed(CancellationToken stop)
    {
        var services = await referentiels.Services(stop);
        // The référentiel answers the same list until it is read anew.
        return index is { } known && ReferenceEquals(known.Source, services) ? known : index = new(services);
    }

    sealed class Index
    {
        readonly List<Entry> entries;
        readonly Dictionary<string, double> rarity;

        public Index(IReadOnlyList<CityService> source)
        {
            Source = source;
            var families = ServiceFamilies.Names.Keys.ToList();
            Services = [.. source.Where(service => !service.Hidden)
                .OrderBy(service => families.IndexOf(service.Family)).ThenBy(service => service.Group, StringComparer.Ordinal).ThenBy(service => service.Id, StringComparer.Ordinal)];
            entries = [.. Services.Select(Entry.Of)];
            rarity = entries.SelectMany(entry => entry.Weights.Keys).GroupBy(word => word)
                .ToDictionary(word => word.Key, word => Math.Log(1 + entries.Count / (double)word.Count()));
        }

        public IReadOnlyList<CityService> Source { get; }

        public IReadOnlyList<CityService> Services { get; }

        public IReadOnlyList<CityService> Search(string text)
        {
            var words = SearchText.Words(text);
            if (words.Count == 0) return [];
            var joined = string.Join(' ', words);
            var found = entries.Select(entry => (entry.Service, Score: Score(entry, words, joined))).Where(one => one.Score > 0)
                .OrderByDescending(one => one.Score).ToList();
            return [.. found.TakeWhile(one => one.Score >= Noise * found[0].Score).Select(one => one.Service)];
        }

        double Score(Entry entry, IReadOnlyList<string> words, string joined)
        {
            double score = 0;
            var met = 0;
            foreach (var word in words.Distinct())
            {
                var best = entry.Weights.Max(known => known.Value * Likeness(word, known.Key) * rarity[known.Key]);
                if (best > 0) met++;
                score += best;
            }
            if (met == 0) return 0;
            score += WholeKeyword * entry.Phrases.Where(phrase => $" {joined} ".Contains($" {phrase} ", StringComparison.Ordinal)).Sum(phrase => phrase.Count(symbol => symbol == ' ') + 1);
            return score * met / words.Count;
        }

        static double Likeness(string word, string known) =>
            word == known ? 1
            : word.Length >= 2 && known.StartsWith(word, StringComparison.Ordinal) ? Begun * (0.5 + 0.5 * word.Length / known.Length)
            : known.Length >= 4 && word.StartsWith(known, StringComparison.Ordinal) && word.Length <= known.Length + 2 ? Misspelt
            : word.Length >= 5 && known.Length >= 5 && OneSlip(word, known) ? Misspelt : 0;

        // One letter too many, too few or another.
        static bool OneSlip(string one, string other)
        {
            if (Math.Abs(one.Length - other.Length) > 1) return false;
            var from = 0;
            while (from < one.Length && from < other.Length && one[from] == other[from]) from++;
            var rest = one.AsSpan(from);
            var others = other.AsSpan(from);
            return rest.IsEmpty && others.IsEmpty || (rest.Length == others.Length ? rest[1..].SequenceEqual(others[1..])
                : rest.Length > others.Length ? rest[1..].SequenceEqual(others) : rest.SequenceEqual(others[1..]));
        }
    }

    sealed record Entry(CityService Service, IReadOnlyDictionary<string, double> Weights, IReadOnlyList<string> Phrases)
    {
        public static Entry Of(CityService service)
        {
            var weights = new Dictionary<string, double>();
            foreach (var (text, weight) in (IEnumerable<(string, double)>)[
                (service.Name.Fr, InName), (service.Name.Ar, InName), .. service.Keywords.Select(word => (word, InKeywords)),
                (service.Description.Fr, InDescription), (service.Description.Ar, InDescription),
                (ServiceGroups.Names[service.Group].Fr, InDescription), (ServiceGroups.Names[service.Group].Ar, InDescription)])
            {
                // A word of one or two letters says little: "de", "un", "في".
                foreach (var word in SearchText.Words(text))
                    weights[word] = Math.Max(weights.GetValueOrDefault(word), word.Length <= 2 ? weight / 3 : weight);
            }
            return new(service, weights, [.. service.Keywords.Select(word => string.Join(' ', SearchText.Words(word))).Distinct()]);
        }
    }
}
