namespace CasaServerless.Services.Legalisation;

/// <summary>Work through a list whose order is a day: what is due, and nothing else is read.</summary>
static class DueCases
{
    const int PageSize = 200;

    public static async Task<int> EachDue(
        this LegalisationCounter counter, string list, Func<string, Task> act, CancellationToken stop)
    {
        var tomorrow = LegalisationKind.Day(counter.Clock.GetUtcNow().AddDays(1));
        var count = 0;
        for (string? continuation = null; ;)
        {
            var page = await counter.Lists.Page(list, PageSize, continuation, stop, before: tomorrow);
            foreach (var item in page.Items)
            {
                await act(item.Reference);
                count++;
            }
            if (page.Continuation is null) return count;
            continuation = page.Continuation;
        }
    }
}
