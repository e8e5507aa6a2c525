using System.Globalization;
using System.Text.Json.Serialization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// What was published of a bureau's register, or of its receipts, day by day, and whether the register still says so: for managers and auditors. Whoever trusts the
/// city less than that fetches rows and heads, and compares them with those they kept.
/// </summary>
public static class CompareHeads
{
    const int PageSize = 31;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/register/heads", async (
                string bureau, int? year, string? book, string? continuation, HttpContext context, LegalisationCounter counter, RegisterHeads heads,
                PublishingKeyring keys) =>
            TypedResults.Ok(await Run(bureau, year, book, continuation, context.Language(), counter, heads, keys, context.RequestAborted)))
        .OnHttp("LegalisationCompareHeads").AllowedTo(Roles.Manager, Roles.Auditor);

    /// <summary>The last 31 published days that may name the register, the latest first; those before them by <paramref name="continuation"/>.</summary>
    /// <param name="book">As <see cref="ReadRegister.Book"/> reads it.</param>
    public static async Task<Days> Run(
        string bureau, int? year, string? book, string? continuation, Language language, LegalisationCounter counter, RegisterHeads heads,
        PublishingKeyring keys, CancellationToken stop)
    {
        var its = await ReadRegister.Book(bureau, year, counter, stop, book);
        var (first, end) = (new DateOnly(its.Year, 1, 1), ReadRegister.LastDay(its.Year));
        var last = continuation is not { Length: > 0 } ? ReadRegister.LastDaySoFar(its.Year, counter)
            : DateOnly.TryParseExact(continuation, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
                ? asked < first ? first : asked > end ? end : asked : throw LegalisationRefusals.Invalid("continuation", "continuation");
        var from = last.DayNumber - first.DayNumber >= PageSize ? last.AddDays(1 - PageSize) : first;
        var published = await heads.Between(from, last, PageSize, stop);
        var read = StatedDays.Read(published.Select(day => day.Cose), PublishedKeys.Of(await keys.CurrentAsync(stop)).Keys);
        var pages = await counter.Register.Read(its.Name, stop);
        var stated = read.Of(its.Name).ToDictionary(each => each.Day, each => each.Head);
        return new([.. published.Select(each => Compare(each.Day.Date)).Reverse()], read.Faults.Count == 0,
            from > first ? from.AddDays(-1).ToString("O", CultureInfo.InvariantCulture) : null);

        Compared Compare(DateOnly day)
        {
            if (read.Days.All(one => one.Date != day)) return new(day, HeadState.Unsigned, null, null, null, null);
            if (!stated.TryGetValue(day, out var head)) return new(day, HeadState.Silent, null, null, null, null);
            var fault = pages.Against([(day, head)]).FirstOrDefault();
            return new(day, fault is null ? HeadState.Holds : HeadState.Differs, head.Number, head.Count, head.Hash, fault?.Sentence.In(language));
        }
    }

    /// <param name="Items">The latest first.</param>
    /// <param name="Chained">Whether these days follow each other, signed by one of the city's keys, without a gap.</param>
    /// <param name="Continuation">For the days before these; null for the first of them.</param>
    public sealed record Days(IReadOnlyList<Compared> Items, bool Chained, string? Continuation);

    /// <param name="Number">The last number as it was published.</param>
    /// <param name="Count">Links of the chain then.</param>
    /// <param name="Fault">What differs, in the caller's language.</param>
    public sealed record Compared(DateOnly Date, HeadState State, int? Number, int? Count, string? Hash, string? Fault);
}

/// <summary>How a register stands to what was published of it on a day.</summary>
[JsonConverter(typeof(Kebab<HeadState>))]
public enum HeadState
{
    Holds,
    Differs,

    /// <summary>None of the city's keys signed that day.</summary>
    Unsigned,

    /// <summary>That day says nothing of the register.</summary>
    Silent,
}
