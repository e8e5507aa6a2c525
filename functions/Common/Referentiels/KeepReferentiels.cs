using System.Globalization;
using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Common.Referentiels;

/// <summary>
/// Managers keep bureaus, officers, delegations, tariffs, holidays, Ramadan hours, guidance, rules of retention, and the services that problems are
/// reported under with their operators, rules, agents, working hours, levels of escalation and templates of answers. Who changes an entry says
/// which version they saw; a delegation, what papers say of an officer or a bureau, or a rule of retention waits for a second manager. What has no dates of its own may be changed from a day on (<c>?from=</c>).
/// </summary>
public static class KeepReferentiels
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/referentiels/{kind}", async (string kind, ReferentielChanges changes, CancellationToken stop) =>
                TypedResults.Ok(new Entries(kind, [.. (await changes.Rows(kind, stop)).Select(row => new Entry(Id(row.Key), row.Version, JsonElement.Parse(row.Json!)))])))
            .OnHttp("ReferentielEntries").AllowedTo(Roles.Manager, Roles.Auditor);
        routes.MapGet("/api/referentiels/{kind}/{id}", async (string kind, string id, HttpContext context, ReferentielChanges changes) =>
            {
                var row = await changes.Row(kind, id, context.RequestAborted);
                if (row?.Json is null) throw ReferentielRefusals.UnknownEntry();
                context.Response.Headers.ETag = Tag(row.Version);
                return TypedResults.Ok(new Entry(id, row.Version, JsonElement.Parse(row.Json)));
            })
            .OnHttp("ReferentielEntry").AllowedTo(Roles.Manager, Roles.Auditor);
        routes.MapPut("/api/referentiels/{kind}/{id}", async (
                string kind, string id, DateOnly? from, [FromBody] JsonElement value, [FromHeader(Name = "If-Match")] string? ifMatch,
                [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, HttpContext context, ReferentielChanges changes) =>
            Answer(await changes.Propose(
                kind, id, Seen(ifMatch, ifNoneMatch), value, context.Caller(), "ReferentielChange", context.RequestAborted, from), context))
            .OnHttp("ReferentielChange").AllowedTo(Roles.Manager);
        routes.MapDelete("/api/referentiels/{kind}/{id}", async (
                string kind, string id, [FromHeader(Name = "If-Match")] string? ifMatch, HttpContext context, ReferentielChanges changes) =>
            Answer(await changes.Propose(kind, id, Seen(ifMatch, null), null, context.Caller(), "ReferentielRemove", context.RequestAborted), context))
            .OnHttp("ReferentielRemove").AllowedTo(Roles.Manager);
        routes.MapPost("/api/referentiels/delegations/{id}/revocation", async (string id, Revocation body, HttpContext context, ReferentielChanges changes) =>
            Answer(await changes.Revoke(id, Reason(body.Reason), context.Caller(), "ReferentielRevokeDelegation", context.RequestAborted), context))
            .OnHttp("ReferentielRevokeDelegation").AllowedTo(Roles.Manager);
    }

    /// <exception cref="Kernel.Refusal"><c>REF-010</c>.</exception>
    internal static string Reason(string? reason) =>
        PlainText.Read(reason, 3, 300) ?? throw ReferentielRefusals.ReasonMissing();

    static Results<Ok<ChangeTold>, Accepted<ChangeTold>> Answer(Case<ReferentielChange> its, HttpContext context)
    {
        if (its.State.Status == ReferentielChangeStatus.Overtaken) throw ReferentielRefusals.ChangedSince();
        var told = ChangeTold.Of(its);
        if (its.State.Version is not { } version) return TypedResults.Accepted($"/api/referentiel-changes/{its.Reference}", told);
        context.Response.Headers.ETag = Tag(version);
        return TypedResults.Ok(told);
    }

    static int Seen(string? ifMatch, string? ifNoneMatch) => ifNoneMatch == "*" ? 0
        : ifMatch is null ? throw ReferentielRefusals.SayWhatYouSaw()
        : int.TryParse(ifMatch.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? version : throw ReferentielRefusals.ChangedSince();

    static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    static string Id(string key) => key[(key.IndexOf('|') + 1)..];

    public sealed record Entries(string Kind, IReadOnlyList<Entry> Items);

    /// <param name="Version">Also the entry's ETag.</param>
    public sealed record Entry(string Id, int Version, JsonElement Value);

    /// <param name="Reason">3 to 300 characters; it stays in the history.</param>
    public sealed record Revocation(string? Reason);
}
