using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;

namespace CasaServerless.Services.Legalisation;

/// <summary>A bureau's register of a year with the state of its chain, for managers and auditors.</summary>
public static class ReadRegister
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/register", async (string bureau, int? year, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(bureau, year, counter, context.RequestAborted)))
        .OnHttp("LegalisationReadRegister").AllowedTo(Roles.Manager, Roles.Auditor);

    public static async Task<Pages> Run(string bureau, int? year, LegalisationCounter counter, CancellationToken stop)
    {
        if (await counter.Referentiels.Bureau(bureau, stop) is null) throw LegalisationRefusals.UnknownBureau();
        var its = year ?? CityTime.Day(counter.Clock.GetUtcNow()).Year;
        var pages = await counter.Register.Read(RegisterEntry.Book(bureau, its), stop);
        var ends = pages.Links.Where(link => link.Outcome is not null).ToDictionary(link => link.Number, link => link.Outcome!);
        return new(bureau, its, pages.Last, pages.Hash, pages.Faults,
            [.. pages.Links.Where(link => link.Facts is not null).Select(link => Line(its, link, ends.GetValueOrDefault(link.Number)))]);
    }

    static Entry Line(int year, RegisterLink link, RegisterOutcome? outcome)
    {
        var entry = RegisterEntry.Read(link.Facts!);
        return new(RegisterEntry.Written(year, link.Number), entry.Kind, entry.Day, entry.Officer, entry.Delegation, entry.Case,
            outcome?.Fate, outcome?.Sha256);
    }

    /// <param name="Head">Hash of the chain's last link.</param>
    /// <param name="Faults">Where the chain or the numbering breaks; empty for a sound register.</param>
    public sealed record Pages(string Bureau, int Year, int Last, string Head, IReadOnlyList<string> Faults, IReadOnlyList<Entry> Items);

    /// <param name="Fate">Null while the paper is being sealed.</param>
    public sealed record Entry(
        string Number, PaperKind Kind, DateOnly Day, string Officer, string Delegation, string Case, RegisterFate? Fate, string? Sha256);
}
