using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;

namespace CasaServerless.Bot.Training;

/// <summary>
/// Learns the model's weights: multinomial logistic regression by AdaGrad, rare intents weighing as much as frequent ones. Everything in one order and in
/// plain arithmetic, so that the same utterances give the same bytes.
/// </summary>
sealed class Trainer
{
    static readonly List<string> ids = [.. Categories.Ids];
    static readonly (int From, int To)[] heads = [.. LanguageModel.Heads.Select(head => (head.Start.Value, head.End.Value))];

    const int Rounds = 24;
    const double Rate = 0.25, Decay = 2e-6;
    readonly double[] weights = new double[Features.Buckets * LanguageModel.Classes], gradients = new double[Features.Buckets * LanguageModel.Classes];
    readonly double[] output = new double[LanguageModel.Classes];

    public static byte[] Learn(IReadOnlyList<Labelled> utterances)
    {
        var trainer = new Trainer();
        var examples = utterances.SelectMany(Examples).ToList();
        var counts = new double[LanguageModel.Classes];
        foreach (var label in examples.SelectMany(example => example.Labels)) counts[label]++;
        var balance = new double[counts.Length];
        foreach (var (from, to) in heads)
        {
            var all = counts[from..to].Sum();
            for (var at = from; at < to; at++) balance[at] = counts[at] == 0 ? 0 : Math.Sqrt(all / ((to - from) * counts[at]));
        }
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var chance = new Chance(7);
        for (var round = 0; round < Rounds; round++)
        {
            for (var at = order.Length - 1; at > 0; at--)
            {
                var other = chance.Below(at + 1);
                (order[at], order[other]) = (order[other], order[at]);
            }
            foreach (var at in order) trainer.Step(examples[at], balance);
        }
        return trainer.Packed();
    }

    static IEnumerable<Example> Examples(Labelled its)
    {
        int[] labels = [(int)Intents.Of(its.Intent!)!.Value, heads[1].From + (int)Enum.Parse<Form>(its.Lang!, ignoreCase: true)];
        // What a report is of; other messages have no category to learn from.
        if (its.Pairs().FirstOrDefault(pair => pair.Kind == "category").Value is { } category) labels = [.. labels, heads[2].From + ids.IndexOf(category)];
        yield return new(Seen(its.Text), labels);
        // As a hurried hand would have written it.
        var chance = new Chance(its.Text.Aggregate(17u, (sum, sign) => sum * 31 + sign));
        for (var copy = 0; copy < 2; copy++) yield return new(Seen(Slips.Of(its.Text, chance)), labels);
    }

    static int[] Seen(string text)
    {
        var into = new int[Features.Most];
        var said = new Utterance(text);
        return [.. into.AsSpan(0, Features.Of(said, EntityFinder.In(said), into))];
    }

    void Step(Example example, double[] balance)
    {
        var share = 1 / Math.Sqrt(Math.Max(1, example.Features.Length));
        Array.Clear(output);
        foreach (var feature in example.Features)
        {
            var row = feature * LanguageModel.Classes;
            for (var at = 0; at < output.Length; at++) output[at] += weights[row + at];
        }
        var end = 0;
        foreach (var label in example.Labels)
        {
            var (from, to) = heads[Array.FindIndex(heads, head => label >= head.From && label < head.To)];
            Soften(output.AsSpan(from, to - from), share);
            output[label] -= 1;
            for (var at = from; at < to; at++) output[at] *= balance[label] * share;
            end = to;
        }
        foreach (var feature in example.Features)
        {
            var row = feature * LanguageModel.Classes;
            for (var at = 0; at < end; at++)
            {
                var gradient = output[at] + Decay * weights[row + at];
                gradients[row + at] += gradient * gradient;
                weights[row + at] -= Rate * gradient / (Math.Sqrt(gradients[row + at]) + 1e-8);
            }
        }
    }

    static void Soften(Span<double> scores, double share)
    {
        var (most, total) = (double.MinValue, 0.0);
        foreach (var score in scores) most = Math.Max(most, score);
        for (var at = 0; at < scores.Length; at++) total += scores[at] = Exponential.Of((scores[at] - most) * share);
        for (var at = 0; at < scores.Length; at++) scores[at] /= total;
    }

    byte[] Packed()
    {
        var packed = new sbyte[weights.Length];
        return LanguageModel.Write(packed, [.. heads.Select(head => (float)Pack(head.From, head.To, packed))]);
    }

    // The few largest weights are cut rather than all the others made coarse.
    double Pack(int from, int to, sbyte[] packed)
    {
        List<double> sizes = [];
        for (var at = 0; at < weights.Length; at++)
        {
            if (at % LanguageModel.Classes >= from && at % LanguageModel.Classes < to && weights[at] != 0) sizes.Add(Math.Abs(weights[at]));
        }
        sizes.Sort();
        var scale = sizes[(int)(sizes.Count * 0.9995)] / 127;
        for (var at = 0; at < weights.Length; at++)
        {
            if (at % LanguageModel.Classes >= from && at % LanguageModel.Classes < to) packed[at] = (sbyte)Math.Clamp(Math.Round(weights[at] / scale), -127, 127);
        }
        return scale;
    }

    /// <param name="Labels">One of intents, one of forms, and where there is one of categories, in this order.</param>
    sealed record Example(int[] Features, int[] Labels);
}
