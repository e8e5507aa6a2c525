using System.Globalization;
using CasaServerless.Bot.Language;

namespace CasaServerless.Bot.Training;

/// <summary>How well labelled utterances were understood.</summary>
sealed class Scores
{
    readonly List<(Labelled Its, Told Told)> all = [];

    public void Add(Labelled its, Told told)
    {
        if (its.Intent is not null) all.Add((its, told));
    }

    public void Print(TextWriter into)
    {
        if (all.Count == 0) return;
        into.WriteLine($"{"",-10}{"lines",7}{"intent",9}{"macro F1",10}{"form",8}");
        Row("all", all);
        foreach (var form in all.GroupBy(each => each.Its.Lang).OrderBy(each => each.Key, StringComparer.Ordinal)) Row(form.Key ?? "?", [.. form]);
        var emergency = Intent.Emergency.Id();
        var (real, other) = (all.Where(each => each.Its.Intent == emergency).ToList(), all.Where(each => each.Its.Intent != emergency).ToList());
        into.WriteLine($"emergencies found {Share(real, each => each.Told.Intent == emergency, "F3")} of {real.Count}, false alarms {Share(other, each => each.Told.Intent == emergency, "F4")} of {other.Count}");
        var categories = all.Where(each => each.Its.Entities?.ContainsKey("category") == true).ToList();
        into.WriteLine($"category {Share(categories, each => Same(each, "category"), "F3")} of {categories.Count}");
        Entities(into);
        Confused(into);

        void Row(string name, List<(Labelled Its, Told Told)> some) => into.WriteLine(Said(
            $"{name,-10}{some.Count,7}{Share(some, each => each.Its.Intent == each.Told.Intent),9:F3}{MacroF1(some),10:F3}{Share(some, each => each.Its.Lang == each.Told.Lang),8:F3}"));
    }

    static double MacroF1(List<(Labelled Its, Told Told)> some)
    {
        var intents = some.Select(each => each.Its.Intent!).Distinct().ToList();
        return intents.Average(intent => new Figures
        {
            Right = some.Count(each => each.Its.Intent == intent && each.Told.Intent == intent),
            Wrong = some.Count(each => each.Its.Intent != intent && each.Told.Intent == intent),
            Missed = some.Count(each => each.Its.Intent == intent && each.Told.Intent != intent),
        }.F1);
    }

    void Entities(TextWriter into)
    {
        var (kinds, sum) = (new SortedDictionary<string, Figures>(StringComparer.Ordinal), new Figures());
        foreach (var (its, told) in all)
        {
            var wanted = its.Pairs().ToList();
            var labelled = kinds.Keys.Concat(wanted.Select(pair => pair.Kind)).ToHashSet();
            var found = told.Entities.SelectMany(each => Told.Values(each.Value).Select(value => (each.Key, value))).ToList();
            foreach (var pair in wanted) Of(pair.Kind, found.Remove(pair) ? figures => figures.Right++ : figures => figures.Missed++);
            foreach (var (kind, _) in found) Of(kind, figures => figures.Wrong++);
        }
        foreach (var (kind, figures) in kinds) Line(kind, figures);
        Line("all", sum);

        void Of(string kind, Action<Figures> count)
        {
            if (!kinds.TryGetValue(kind, out var its)) kinds[kind] = its = new();
            count(its);
            count(sum);
        }

        void Line(string kind, Figures figures) => into.WriteLine(Said($"entity {kind,-16} F1 {figures.F1:F3}  right {figures.Right}, for nothing {figures.Wrong}, missed {figures.Missed}"));
    }

    void Confused(TextWriter into)
    {
        foreach (var pair in all.Where(each => each.Its.Intent != each.Told.Intent).GroupBy(each => $"{each.Its.Intent} → {each.Told.Intent}").OrderByDescending(each => each.Count()).Take(12))
            into.WriteLine(Said($"confused {pair.Count(),3}  {pair.Key}"));
    }

    static bool Same((Labelled Its, Told Told) each, string kind) =>
        each.Its.Pairs().Where(pair => pair.Kind == kind).Select(pair => pair.Value).Order(StringComparer.Ordinal).SequenceEqual(each.Told.Values(kind).Order(StringComparer.Ordinal));

    // Of none there is no share.
    static string Share(List<(Labelled Its, Told Told)> some, Predicate<(Labelled Its, Told Told)> holds, string format) =>
        some.Count == 0 ? "none" : Share(some, holds).ToString(format, CultureInfo.InvariantCulture);

    static double Share(List<(Labelled Its, Told Told)> some, Predicate<(Labelled Its, Told Told)> holds) => some.FindAll(holds).Count / (double)some.Count;

    static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
