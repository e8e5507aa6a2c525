using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>Whose desk this is: who has signed in, in which bureau, and whether they may sign today.</summary>
public static class Desk
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/counter/desk", async (HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationDesk").AllowedTo(Roles.Officer, Roles.Manager, Roles.Auditor);

    public static async Task<Told> Run(Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var roles = caller.Roles.Order(StringComparer.Ordinal).ToList();
        if (!caller.Is(Roles.Officer))
        {
            var name = (await counter.Referentiels.Staff(stop)).FirstOrDefault(one => one.Id == caller.Id)?.Name;
            return new(caller.Id, roles, caller.Name is { } called ? new(called, called) : name, null, null, null, null);
        }
        var officer = await counter.Officer(caller, stop);
        var bureau = await counter.Referentiels.Bureau(officer.Bureau, stop);
        var delegation = (await SigningAuthority.Of(caller, counter, stop)).Delegation;
        return new(officer.Id, roles, officer.Name, officer.Function, officer.Bureau, bureau?.Name,
            delegation is null ? null : new(delegation.Act, delegation.Until));
    }

    /// <param name="Bureau">The officer's; absent for those who see every bureau.</param>
    /// <param name="Delegation">Under which they may certify today; absent when they may not.</param>
    public sealed record Told(
        string Id, IReadOnlyList<string> Roles, Bilingual? Name, Bilingual? Function, string? Bureau, Bilingual? BureauName, Authority? Delegation);

    /// <param name="Until">Its last day.</param>
    public sealed record Authority(Bilingual Act, DateOnly Until);
}
