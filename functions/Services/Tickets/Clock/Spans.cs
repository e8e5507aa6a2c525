namespace CasaServerless.Services.Tickets.Clock;

/// <summary>Stretches of time, beginnings included and ends not. Pure.</summary>
static class Spans
{
    /// <summary>What is left of stretches, which come in their order, between two moments and outside of all pauses; these may overlap.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Between(
        this IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> open, DateTimeOffset from, DateTimeOffset until, IReadOnlyList<Pause> pauses)
    {
        var still = pauses.Where(pause => pause.From < pause.Until).OrderBy(pause => pause.From).ToList();
        foreach (var (opens, closes) in open)
        {
            var at = opens > from ? opens : from;
            var end = closes < until ? closes : until;
            foreach (var pause in still)
            {
                if (pause.Until <= at) continue;
                if (pause.From >= end) break;
                if (pause.From > at) yield return (at, pause.From);
                at = pause.Until;
            }
            if (at < end) yield return (at, end);
        }
    }

    /// <summary>The moment at which stretches have lasted so long together; null where they never do.</summary>
    public static DateTimeOffset? After(this IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> stretches, TimeSpan lasting)
    {
        foreach (var (from, until) in stretches)
        {
            if (lasting <= until - from) return from + lasting;
            lasting -= until - from;
        }
        return null;
    }
}
