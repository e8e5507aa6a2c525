using System.Text.Json.Serialization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Common.Referentiels;

/// <summary>The audit of the référentiels, for managers and auditors; and a second manager's word on what was proposed.</summary>
public static class DecideChanges
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/referentiel-changes", async (
                string? status, string? kind, string? entry, string? continuation, ReferentielChanges changes, ReferentielStore store, CancellationToken stop) =>
            {
                var list = kind is not null && entry is not null ? ReferentielChangeKind.OfEntry(kind, entry)
                    : status is null ? ReferentielChangeKind.All
                    : ReferentielChangeKind.OfStatus(KebabText.Read<ReferentielChangeStatus>(status) ?? throw ReferentielRefusals.Invalid("statut", "الوضعية"));
                var (items, next) = await changes.Page(list, continuation, stop);
                var names = await Names(store, stop);
                return TypedResults.Ok(new Page([.. items.Select(told => told with { ProposedByName = names.GetValueOrDefault(told.ProposedBy) })], next));
            })
            .OnHttp("ReferentielChanges").AllowedTo(Roles.Manager, Roles.Auditor);
        routes.MapGet("/api/referentiel-changes/{reference}", async (string reference, ReferentielChanges changes, ReferentielStore store, CancellationToken stop) =>
            {
                var its = await changes.Find(reference, stop);
                var names = await Names(store, stop);
                var told = ChangeTold.Of(its) with { ProposedByName = names.GetValueOrDefault(its.State.ProposedBy) };
                return TypedResults.Ok(new Story(told, [.. (await changes.History(its.Reference, stop))
                    .Select(happened => Line(happened) with { Name = names.GetValueOrDefault(happened.By.Id) })]));
            })
            .OnHttp("ReferentielChangeStory").AllowedTo(Roles.Manager, Roles.Auditor);
        routes.MapPost("/api/referentiel-changes/{reference}/approval", async (string reference, HttpContext context, ReferentielChanges changes) =>
            {
                var its = await changes.Approve(reference, context.Caller(), "ReferentielApprove", context.RequestAborted);
                return TypedResults.Ok(ChangeTold.Of(its.State.Status == ReferentielChangeStatus.Overtaken ? throw ReferentielRefusals.ChangedSince() : its));
            })
            .OnHttp("ReferentielApprove").AllowedTo(Roles.Manager);
        routes.MapPost("/api/referentiel-changes/{reference}/rejection", async (string reference, Rejection body, HttpContext context, ReferentielChanges changes) =>
                TypedResults.Ok(ChangeTold.Of(await changes.Reject(
                    reference, KeepReferentiels.Reason(body.Reason), context.Caller(), "ReferentielReject", context.RequestAborted))))
            .OnHttp("ReferentielReject").AllowedTo(Roles.Manager);
    }

    // Someone of another role may be a manager too. What two hands agreed to is said before what a token says.
    static async Task<Dictionary<string, Bilingual>> Names(ReferentielStore store, CancellationToken stop)
    {
        var names = (await store.Officers(stop)).ToDictionary(officer => officer.Id, officer => officer.Name);
        foreach (var one in await store.Staff(stop)) names.TryAdd(one.Id, one.Name);
        return names;
    }

    static Step Line(Recorded<ReferentielChangeEvent> happened) => new(CityTime.In(happened.At), happened.By.Kind, happened.By.Id, happened.Function, happened.Event);

    /// <summary>Changes, the last proposed first.</summary>
    public sealed record Page(IReadOnlyList<ChangeTold> Items, string? Continuation);

    /// <summary>A change with all that has happened to it.</summary>
    public sealed record Story(ChangeTold Change, IReadOnlyList<Step> History);

    /// <param name="By">Kind of actor: <c>manager</c>, or <c>city</c> for the program itself.</param>
    /// <param name="Id">Of the actor.</param>
    /// <param name="Event">What happened, with the values before and after.</param>
    /// <param name="Name">By which the actor is known today; absent where nobody knows it.</param>
    public sealed record Step(DateTimeOffset At, string By, string Id, string Function, ReferentielChangeEvent Event, Bilingual? Name = null);

    /// <param name="Reason">3 to 300 characters.</param>
    public sealed record Rejection(string? Reason);
}

/// <summary>What is told of a change.</summary>
/// <param name="Entry">Id of the entry that it changes.</param>
/// <param name="Version">The entry's, once the change is applied.</param>
/// <param name="From">The day on which it is applied, where that was put off.</param>
public sealed record ChangeTold(
    string Reference, ReferentielChangeStatus Status, string Kind, string Entry, int? Version, string ProposedBy, DateTimeOffset ProposedAt, string? ApprovedBy,
    DateOnly? From = null)
{
    /// <summary>By which the proposer is known today; absent where nobody knows it, and in the lists as they are kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Bilingual? ProposedByName { get; init; }

    internal static ChangeTold Of(Case<ReferentielChange> its) => Of(its.Reference, its.State);

    internal static ChangeTold Of(string reference, ReferentielChange state) => new(
        reference, state.Status, state.Kind, state.Entry, state.Version, state.ProposedBy, CityTime.In(state.ProposedAt), state.ApprovedBy, state.From);
}
