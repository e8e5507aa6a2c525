using System.Globalization;
using CasaServerless.Kernel;
using CasaServerless.Services.Legalisation.Figures;

namespace Casa.Demonstration;

/// <summary>The same figures from two sources, line beside line.</summary>
static class YearFigures
{
    /// <summary>Answers whether they are equal, every single delay included.</summary>
    public static bool Compare(string bureau, BureauFigures events, BureauFigures lists, TextWriter output)
    {
        output.WriteLine($"  {"",-36}{"events",12}{"lists",12}");
        var equal = true;
        foreach (var (line, other) in Lines(bureau, events).Zip(Lines(bureau, lists)))
        {
            var same = line == other;
            equal &= same;
            output.WriteLine($"  {line.Name,-36}{line.Value,12}{other.Value,12}{(same ? "" : "  differ")}");
        }
        return equal & Equal(events, lists);
    }

    internal static bool Equal(BureauFigures one, BureauFigures other) =>
        one.NoShows == other.NoShows && one.Refusals.SequenceEqual(other.Refusals) && one.Denials.SequenceEqual(other.Denials)
        && one.Kinds.Zip(other.Kinds).All(pair => pair.First.Delays.SequenceEqual(pair.Second.Delays)
            && pair.First.DeskDelays.SequenceEqual(pair.Second.DeskDelays)
            && pair.First with { Delays = [], DeskDelays = [] } == pair.Second with { Delays = [], DeskDelays = [] });

    static IEnumerable<(string Name, string Value)> Lines(string bureau, BureauFigures figures)
    {
        var all = BureauReport.Of(bureau, figures);
        yield return ("requests", Count(all.Submitted));
        foreach (var kind in all.ByKind) yield return ($"  {kind.Kind.Kebab()}", Count(kind.Submitted));
        yield return ("certified", Count(all.Certified));
        foreach (var kind in all.ByKind) yield return ($"  {kind.Kind.Kebab()}", Count(kind.Certified));
        yield return ("refused", Count(all.Refused));
        foreach (var reason in Enum.GetValues<CasaServerless.Services.Legalisation.RefusalReason>())
            yield return ($"  {reason.Kebab()}", Count(all.Refusals.FirstOrDefault(one => one.Reason == reason)?.Count ?? 0));
        yield return ("abandoned", Count(all.Abandoned));
        yield return ("withdrawn", Count(all.Withdrawn));
        yield return ("revoked", Count(all.Revoked));
        yield return ("denied for want of a delegation", Count(all.Denials));
        yield return ("no-shows", Count(all.NoShows));
        yield return ("request to decision, median, h", Hours(all.MedianHours));
        yield return ("request to decision, 90th, h", Hours(all.P90Hours));
        yield return ("desk to certificate, median, h", Hours(all.DeskMedianHours));
        yield return ("desk to certificate, 90th, h", Hours(all.DeskP90Hours));
    }

    static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    static string Hours(double? hours) => hours?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";
}
