using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;
using CasaServerless.Services.Legalisation.Fees;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// A bureau's register of a year with the state of its chain, for managers and auditors; and its rows as they lie in storage, for those who
/// check it themselves.
/// </summary>
public static class ReadRegister
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bureaus/{bureau}/register", async (
                string bureau, int? year, int? before, int? most, HttpContext context, LegalisationCounter counter, RegisterHeads heads,
                PublishingKeyring keys) =>
                TypedResults.Ok(await Run(bureau, year, context.Language(), counter, heads, keys, context.RequestAborted, before, most)))
            .OnHttp("LegalisationReadRegister").AllowedTo(Roles.Manager, Roles.Auditor);
        routes.MapGet("/api/bureaus/{bureau}/register/rows", async (
                string bureau, int? year, string? book, HttpContext context, LegalisationCounter counter, RegisterReader reader) =>
            {
                var its = await Book(bureau, year, counter, context.RequestAborted, book);
                context.Response.Headers["X-Register"] = its.Name;
                return TypedResults.Stream(to => Rows(its.Name, reader, to, context.RequestAborted), "application/x-ndjson");
            })
            .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson")
            .OnHttp("LegalisationRegisterRows").AllowedTo(Roles.Manager, Roles.Auditor);
    }

    /// <param name="before">Only numbers lower than this are told; the chain is checked whole all the same.</param>
    /// <param name="most">Only the last so many of them are told.</param>
    public static async Task<Pages> Run(
        string bureau, int? year, Language language, LegalisationCounter counter, RegisterHeads heads, PublishingKeyring keys, CancellationToken stop,
        int? before = null, int? most = null)
    {
        var its = await Book(bureau, year, counter, stop);
        var pages = await counter.Register.Read(its.Name, stop);
        var published = await Published(its, counter, heads, keys, stop);
        var ends = pages.Links.Where(link => link.Outcome is not null).GroupBy(link => link.Number)
            .ToDictionary(same => same.Key, same => same.First().Outcome!);
        return new(bureau, its.Year, pages.Last, pages.Hash,
            [.. pages.Faults.Concat(pages.Against(published.Of(its.Name))).Select(fault => fault.Sentence.In(language))],
            [.. pages.Links.Where(link => link.Facts is not null && !(link.Number >= before)).TakeLast(most ?? int.MaxValue)
                .Select(link => Line(its.Year, link, ends.GetValueOrDefault(link.Number))).OfType<Entry>()])
        {
            Published = published.Of(its.Name).Select(stated => (DateOnly?)stated.Day).LastOrDefault(),
        };
    }

    /// <summary>The register of a bureau and year, this one by default; or, as <c>receipts</c>, its series of receipts, a chain of the same make.</summary>
    /// <exception cref="Refusal">No such bureau, no such year, or no such book.</exception>
    internal static async Task<(string Name, int Year)> Book(
        string bureau, int? year, LegalisationCounter counter, CancellationToken stop, string? book = null)
    {
        if (await counter.Referentiels.Bureau(bureau, stop) is null) throw LegalisationRefusals.UnknownBureau();
        var its = year ?? CityTime.Day(counter.Clock.GetUtcNow()).Year;
        if (its is < 2000 or > 9999) throw LegalisationRefusals.Invalid("année", "السنة");
        return book switch
        {
            null or "register" => (RegisterEntry.Book(bureau, its), its),
            "receipts" => (ReceiptEntry.Book(bureau, its), its),
            _ => throw LegalisationRefusals.Invalid("livre (book)", "السجل (book)"),
        };
    }

    /// <summary>The last day whose statement may name the register of a year: it is named until the next one ends.</summary>
    internal static DateOnly LastDay(int year) => new(Math.Min(year + 1, 9999), 12, 31);

    /// <summary>That day, or today while it has not come.</summary>
    internal static DateOnly LastDaySoFar(int year, LegalisationCounter counter) =>
        CityTime.Day(counter.Clock.GetUtcNow()) is var today && today < LastDay(year) ? today : LastDay(year);

    // The last statement that names the register covers all that came before; what the city itself signed is not believed unsigned.
    static async Task<StatedDays> Published(
        (string Name, int Year) its, LegalisationCounter counter, RegisterHeads heads, PublishingKeyring keys, CancellationToken stop)
    {
        var last = LastDaySoFar(its.Year, counter);
        var days = await heads.Between(last.AddDays(-7), last, 8, stop);
        return StatedDays.Read(days.TakeLast(1).Select(day => day.Cose), PublishedKeys.Of(await keys.CurrentAsync(stop)).Keys);
    }

    static async Task Rows(string book, RegisterReader reader, Stream to, CancellationToken stop)
    {
        await foreach (var row in reader.Rows(book, stop))
        {
            await JsonSerializer.SerializeAsync(to, row, RegisterJson.Default.RegisterRow, stop);
            await to.WriteAsync("\n"u8.ToArray(), stop);
        }
    }

    // A row whose facts cannot be read breaks the chain, and is told there.
    static Entry? Line(int year, RegisterLink link, RegisterOutcome? outcome) => RegisterEntry.TryRead(link.Facts!) is { } entry
        ? new(RegisterEntry.Written(year, link.Number), entry.Kind, entry.Day, entry.Officer, entry.Delegation, entry.Case, outcome?.Fate, outcome?.Sha256,
            entry.Witness)
        : null;

    /// <param name="Head">Hash of the chain's last link.</param>
    /// <param name="Faults">Where the chain, the numbering or what was published breaks, in the caller's language; empty for a sound register.</param>
    public sealed record Pages(string Bureau, int Year, int Last, string Head, IReadOnlyList<string> Faults, IReadOnlyList<Entry> Items)
    {
        /// <summary>The last published day that names this register; absent where none does, and nobody could tell a register made anew.</summary>
        public DateOnly? Published { get; init; }
    }

    /// <param name="Fate">Null while the paper is being sealed.</param>
    /// <param name="Witness">1 or 2 where the number legalises a witness's own signature.</param>
    public sealed record Entry(
        string Number, PaperKind Kind, DateOnly Day, string Officer, string Delegation, string Case, RegisterFate? Fate, string? Sha256,
        int? Witness);
}
