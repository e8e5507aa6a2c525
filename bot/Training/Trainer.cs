using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;

namespace CasaServerless.Bot.Training;

/// <summary>
/// Learns the model from labelled utterances, each also as a hurried hand would have written it. Everything in one order and in plain arithmetic, so that
/// the same utterances give the same bytes.
/// </summary>
static class Trainer
{
    // Of each utterance; over all of them, first with all features and then with those that are kept; utterances that a feature must be in.
    const int Copies = 3, FirstRounds = 8, Rounds = 16, Least = 2;

    public static byte[] Learn(IReadOnlyList<Labelled> utterances)
    {
        var (wants, problems) = (new List<Seen>(), new List<Seen>());
        for (var number = 0; number < utterances.Count; number++)
        {
            var its = utterances[number];
            int[] labels = [(int)Intents.Of(its.Intent!)!.Value, Intents.Count + (int)Enum.Parse<Form>(its.Lang!, ignoreCase: true)];
            var category = Categories.IndexOf(its.Pairs().FirstOrDefault(pair => pair.Kind == "category").Value ?? "");
            var chance = new Chance(its.Text.Aggregate(17u, (sum, sign) => sum * 31 + sign));
            for (var copy = 0; copy <= Copies; copy++)
            {
                var features = FeaturesOf(copy == 0 ? its.Text : Slips.Of(its.Text, chance));
                wants.Add(new(number, features, labels));
                if (category >= 0) problems.Add(new(number, features, [category]));
            }
        }
        var (want, scales) = Learn(wants, LanguageModel.Wants, [0..Intents.Count, Intents.Count..LanguageModel.Wants.Classes]);
        var (problem, more) = Learn(problems, LanguageModel.Problems, [0..Categories.Ids.Count]);
        return LanguageModel.Write(want, problem, [.. scales, .. more]);
    }

    // Twice: with all features that more than one utterance has, then with those that counted most.
    static (FeatureTable, float[]) Learn(List<Seen> seen, (int Places, int Classes) size, Range[] heads)
    {
        var counts = new Dictionary<uint, (int Last, int Count)>();
        foreach (var each in seen)
        {
            foreach (var feature in each.Features)
            {
                var (last, count) = counts.GetValueOrDefault(feature, (-1, 0));
                if (last != each.Number) counts[feature] = (each.Number, count + 1);
            }
        }
        Dictionary<uint, int> all = [];
        foreach (var each in seen)
        {
            foreach (var feature in each.Features)
            {
                if (counts[feature].Count >= Least) all.TryAdd(feature, all.Count);
            }
        }
        var first = new Regression((all.Count, size.Classes), heads);
        first.Learn([.. seen.Select(each => new Example([.. each.Features.Where(all.ContainsKey).Select(feature => all[feature])], each.Labels))], FirstRounds);
        var table = new FeatureTable(size);
        foreach (var feature in all.Keys.OrderByDescending(feature => Length(first.At(all[feature])) * Math.Sqrt(counts[feature].Count)).ThenBy(feature => feature)) table.Add(feature);
        var second = new Regression(size, heads);
        second.Learn([.. seen.Select(each => new Example([.. each.Features.Select(table.PlaceOf).Where(place => place >= 0)], each.Labels))], Rounds);
        return (table, second.Pack(table));
    }

    static double Length(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights) sum += weight * weight;
        return Math.Sqrt(sum);
    }

    static uint[] FeaturesOf(string text)
    {
        var into = new uint[Features.Most];
        var said = new Utterance(text);
        return [.. into.AsSpan(0, Features.Of(said, EntityFinder.In(said), into))];
    }

    sealed record Seen(int Number, uint[] Features, int[] Labels);
}

/// <summary>An utterance to learn from.</summary>
/// <param name="Places">Of its features.</param>
/// <param name="Labels">One class of each head.</param>
sealed record Example(int[] Places, int[] Labels);
