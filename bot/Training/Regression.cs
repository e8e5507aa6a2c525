using CasaServerless.Bot.Language;

namespace CasaServerless.Bot.Training;

/// <summary>Multinomial logistic regression by AdaGrad; a head is a group of classes of which one holds. Rare classes weigh more than their number.</summary>
sealed class Regression((int Places, int Classes) table, Range[] heads)
{
    const double Rate = 0.25, Decay = 2e-4;
    readonly double[] weights = new double[table.Places * table.Classes], squares = new double[table.Places * table.Classes], output = new double[table.Classes];

    /// <summary>The weights of a place.</summary>
    public ReadOnlySpan<double> At(int place) => weights.AsSpan(place * table.Classes, table.Classes);

    public void Learn(IReadOnlyList<Example> examples, int rounds)
    {
        var balance = Balance(examples);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var chance = new Chance(7);
        for (var round = 0; round < rounds; round++)
        {
            for (var at = order.Length - 1; at > 0; at--)
            {
                var other = chance.Below(at + 1);
                (order[at], order[other]) = (order[other], order[at]);
            }
            foreach (var at in order) Step(examples[at], balance);
        }
    }

    /// <summary>Into a byte each; answers what a byte of each head is worth. The few largest are cut rather than all the others made coarse.</summary>
    public float[] Pack(FeatureTable into)
    {
        var scales = new float[heads.Length];
        for (var head = 0; head < heads.Length; head++)
        {
            var (from, to) = (heads[head].Start.Value, heads[head].End.Value);
            var sizes = Enumerable.Range(0, table.Places).SelectMany(place => At(place)[from..to].ToArray()).Select(Math.Abs).Where(size => size > 0).Order().ToList();
            var scale = sizes[(int)(sizes.Count * 0.9995)] / 127;
            for (var place = 0; place < table.Places; place++)
            {
                for (var at = from; at < to; at++) into.At(place)[at] = (sbyte)Math.Clamp(Math.Round(At(place)[at] / scale), -127, 127);
            }
            scales[head] = (float)scale;
        }
        return scales;
    }

    double[] Balance(IReadOnlyList<Example> examples)
    {
        var (counts, balance) = (new double[table.Classes], new double[table.Classes]);
        foreach (var label in examples.SelectMany(example => example.Labels)) counts[label]++;
        foreach (var head in heads)
        {
            var (from, to) = (head.Start.Value, head.End.Value);
            for (var at = from; at < to; at++) balance[at] = counts[at] == 0 ? 0 : Math.Sqrt(examples.Count / ((to - from) * counts[at]));
        }
        return balance;
    }

    void Step(Example example, double[] balance)
    {
        Array.Clear(output);
        foreach (var place in example.Places)
        {
            var row = At(place);
            for (var at = 0; at < row.Length; at++) output[at] += row[at];
        }
        var share = LanguageModel.Share(example.Places.Length);
        for (var head = 0; head < heads.Length; head++)
        {
            var its = output.AsSpan(heads[head]);
            var label = example.Labels[head];
            Soften(its, share);
            output[label] -= 1;
            foreach (ref var each in its) each *= balance[label] * share;
        }
        foreach (var place in example.Places)
        {
            var row = place * table.Classes;
            for (var at = 0; at < output.Length; at++)
            {
                var gradient = output[at] + Decay * weights[row + at];
                squares[row + at] += gradient * gradient;
                weights[row + at] -= Rate * gradient / (Math.Sqrt(squares[row + at]) + 1e-8);
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
}
