using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;

namespace CasaServerless.Bot.Training;

/// <summary>
/// Learns the model from labelled utterances, each also as a hurried hand would have written it. Everything in one order and in plain arithmetic, so that
/// the same utterances give the same bytes.
/// </summary>
static class Trainer
{
    const int Copies = 3, Rounds = 16;

    public static byte[] Learn(IReadOnlyList<Labelled> utterances)
    {
        var (wants, problems) = (new List<Example>(), new List<Example>());
        List<string> categories = [.. Categories.Ids];
        foreach (var its in utterances)
        {
            int[] labels = [(int)Intents.Of(its.Intent!)!.Value, Intents.Count + (int)Enum.Parse<Form>(its.Lang!, ignoreCase: true)];
            var category = categories.IndexOf(its.Pairs().FirstOrDefault(pair => pair.Kind == "category").Value ?? "");
            var chance = new Chance(its.Text.Aggregate(17u, (sum, sign) => sum * 31 + sign));
            for (var copy = 0; copy <= Copies; copy++)
            {
                var seen = Seen(copy == 0 ? its.Text : Slips.Of(its.Text, chance));
                wants.Add(new(seen, LanguageModel.Share(seen.Length), labels));
                if (category >= 0) problems.Add(new(seen, LanguageModel.Share(seen.Length), [category]));
            }
        }
        var (want, problem) = (new Regression(LanguageModel.Wants, [0..Intents.Count, Intents.Count..LanguageModel.Wants.Classes]), new Regression(LanguageModel.Problems, [0..Categories.Ids.Count]));
        want.Learn(wants, Rounds);
        problem.Learn(problems, Rounds);
        var ((its1, scales1), (its2, scales2)) = (want.Packed(), problem.Packed());
        return LanguageModel.Write(its1, its2, [.. scales1, .. scales2]);
    }

    static uint[] Seen(string text)
    {
        var into = new uint[Features.Most];
        var said = new Utterance(text);
        return [.. into.AsSpan(0, Features.Of(said, EntityFinder.In(said), into))];
    }
}

/// <summary>An utterance to learn from.</summary>
/// <param name="Share">What each feature counts.</param>
/// <param name="Labels">One class of each head.</param>
sealed record Example(uint[] Features, double Share, int[] Labels);
