namespace CasaServerless.Services.Tickets.Figures;

/// <summary>The numbers of a line that are told; null for one that is not.</summary>
sealed record Counts(int? Open, int? Reported, int? Ended, int? Withdrawn, int? Merged)
{
    public static Counts Of(TicketFigures its) => new(its.Open, its.Reported, its.Ended, its.Withdrawn, its.Merged);
}

/// <summary>Which numbers of a table the public is told. Pure.</summary>
static class SmallNumbers
{
    /// <summary>Fewer than these are told to nobody outside.</summary>
    public const int Fewest = 5;

    /// <summary>What is told of each line of a table whose sums are known too.</summary>
    public static IReadOnlyList<Counts> Told(IReadOnlyList<TicketFigures> lines)
    {
        var (open, reported, ended) = (Column(its => its.Open), Column(its => its.Reported), Column(its => its.Ended));
        var (withdrawn, merged) = (Column(its => its.Withdrawn), Column(its => its.Merged));
        return [.. lines.Select((_, at) => new Counts(open[at], reported[at], ended[at], withdrawn[at], merged[at]))];

        IReadOnlyList<int?> Column(Func<TicketFigures, int> of) => Told([.. lines.Select(of)]);
    }

    /// <summary>
    /// A column without its small numbers. Nothing tells of nobody, so nought may be told. What is left out must not follow from the sum and the rest:
    /// where it would, the next smallest number is left out with it.
    /// </summary>
    internal static IReadOnlyList<int?> Told(IReadOnlyList<int> column)
    {
        var small = column.Where(number => number is > 0 and < Fewest).ToList();
        var next = small.Count == 0 || (small.Count > 1 && small.Sum() >= Fewest) ? null
            : column.Select((number, at) => (number, at)).Where(one => one.number >= Fewest).OrderBy(one => one.number).Select(one => (int?)one.at).FirstOrDefault();
        return [.. column.Select((number, at) => number is > 0 and < Fewest || at == next ? null : (int?)number)];
    }
}
