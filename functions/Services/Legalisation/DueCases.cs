namespace CasaServerless.Services.Legalisation;

/// <summary>
/// Work through a list whose order is a day: what is due, and nothing else is read. A case that fails is told of at the end: it must not keep
/// all that sort behind it waiting, night after night.
/// </summary>
static class DueCases
{
    const int PageSize = 200;

    public static async Task<int> EachDue(
        this LegalisationCounter counter, string list, Func<string, Task> act, CancellationToken stop)
    {
        var tomorrow = LegalisationKind.Day(counter.Clock.GetUtcNow().AddDays(1));
        var (count, failures) = (0, new List<Exception>());
        for (string? continuation = null; ;)
        {
            var page = await counter.Lists.Page(list, PageSize, continuation, stop, before: tomorrow);
            foreach (var item in page.Items)
            {
                try
                {
                    await act(item.Reference);
                    count++;
                }
                catch (Exception failure) when (!stop.IsCancellationRequested)
                {
                    failures.Add(failure);
                }
            }
            if (page.Continuation is null) return failures.Count == 0 ? count : throw new AggregateException(failures);
            continuation = page.Continuation;
        }
    }
}
