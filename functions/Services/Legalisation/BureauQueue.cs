using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>A bureau's requests in one status, oldest first, for its officers.</summary>
public static class BureauQueue
{
    const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/legalisations",
            async (string bureau, string? status, string? continuation, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(bureau, status, continuation, context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationBureauQueue").AllowedTo(Roles.Officer, Roles.Manager, Roles.Auditor);

    public static async Task<Page> Run(
        string bureau, string? status, string? continuation, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var wanted = status is null ? LegalisationStatus.Submitted
            : KebabText.Read<LegalisationStatus>(status) ?? throw LegalisationRefusals.UnknownStatus();
        if (await counter.Referentiels.Bureau(bureau, stop) is null) throw LegalisationRefusals.UnknownBureau();
        await counter.MustSee(bureau, caller, stop);
        var page = await counter.Lists.Page(LegalisationKind.OfBureau(bureau, wanted), PageSize, continuation, stop);
        var now = counter.Clock.GetUtcNow();
        return new([.. page.Items.Select(item => JsonSerializer.Deserialize(item.Shows, LegalisationJson.Default.BureauQueueItem)!)
            .Select(item => item with { Claim = Holder.Now(item.Claim, now) })], page.Continuation);
    }

    public sealed record Page(IReadOnlyList<BureauQueueItem> Items, string? Continuation);
}

/// <summary>What a bureau's list shows of a request: no personal value; the case itself tells the rest.</summary>
/// <param name="As">What the person who was looked for is in it; absent from lists and where a reference was asked for.</param>
public sealed record BureauQueueItem(
    string Reference, PaperKind Kind, LegalisationStatus Status, int Copies, DateTimeOffset RequestedAt, int? Pages,
    Holder? Claim = null, PersonRole? As = null)
{
    public static BureauQueueItem Of(string reference, LegalisationCase state) =>
        new(reference, state.Kind, state.Status, state.Copies, CityTime.In(state.RequestedAt), state.Judged?.Pages, Holder.Of(state.Claim));
}
