using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Legalisation;

/// <summary>Work through one of the counter's lists that are ordered by day or moment.</summary>
static class DueCases
{
    /// <param name="before">Only what sorts before this is due; by default what is due today.</param>
    public static Task<int> EachDue(
        this LegalisationCounter counter, string list, Func<string, Task> act, CancellationToken stop, string? before = null,
        int most = int.MaxValue) =>
        counter.Lists.EachDue(list, before ?? LegalisationKind.Day(counter.Clock.GetUtcNow().AddDays(1)), act, stop, most);
}
