using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// Every day that was closed is stated once, signed, chained to the one before; what it states of each register is what the register still says.
/// </summary>
static class DayAudit
{
    /// <returns>How many days are stated.</returns>
    public static async Task<int> Of(CityStorage storage, string publishingKey, IReadOnlySet<DateOnly> closed, IEnumerable<string> books, Action<string> fault)
    {
        var register = new Register(storage, new(), TimeProvider.System);
        using var keys = new PublishingKeyring(new() { Path = publishingKey }, development: true, TimeProvider.System);
        var heads = new RegisterHeads(storage, register, keys, new CaseOptions(), TimeProvider.System);
        var published = await heads.Between(DateOnly.MinValue, DateOnly.MaxValue, int.MaxValue, default);
        var stated = StatedDays.Read(published.Select(day => day.Cose), PublishedKeys.Of(await keys.CurrentAsync(default)).Keys);
        foreach (var one in stated.Faults) fault($"heads: {one}");
        foreach (var day in closed.Where(day => stated.Days.All(one => one.Date != day))) fault($"heads: {day:yyyy-MM-dd} was closed and is not stated");
        if (closed.Count == 0) fault("heads: no day was ever closed");
        foreach (var book in books)
        {
            var pages = await register.Read(book, default);
            foreach (var one in pages.Against(stated.Of(book))) fault($"heads: {book}: {one}");
            if (stated.Of(book).LastOrDefault().Head != await register.HeadOf(book, default)) fault($"heads: the last day does not state {book} as it is");
        }
        return stated.Days.Count;
    }
}
