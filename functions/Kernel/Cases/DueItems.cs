namespace CasaServerless.Kernel.Cases;

/// <summary>Work through a list whose order is a day or a moment: what is due, and nothing else is read.</summary>
public static class DueItems
{
    const int PageSize = 200;

    /// <summary>
    /// Acts on each case before that place of the list; answers how many. One that fails is told of at the end: it must not keep all that sort
    /// behind it waiting, night after night.
    /// </summary>
    /// <param name="before">Only what sorts before this is due.</param>
    /// <param name="most">So many are done at the most; those that fail do not count, or they would keep the others waiting.</param>
    public static Task<int> EachDue(
        this Lists lists, string list, string before, Func<string, Task> act, CancellationToken stop, int most = int.MaxValue) =>
        lists.EachDue(list, before, async reference =>
        {
            await act(reference);
            return true;
        }, stop, most);

    /// <summary>The same where there may be nothing to do after all.</summary>
    /// <param name="act">False: nothing was done, and it does not count; what stays at the head of the list must not keep the others waiting.</param>
    public static async Task<int> EachDue(
        this Lists lists, string list, string before, Func<string, Task<bool>> act, CancellationToken stop, int most = int.MaxValue)
    {
        var (count, failures) = (0, new List<Exception>());
        await foreach (var item in lists.All(list, PageSize, stop, before))
        {
            if (count >= most) break;
            try
            {
                if (await act(item.Reference)) count++;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }
        return failures.Count == 0 ? count : throw new AggregateException(failures);
    }
}
