using System.Security.Cryptography;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>The citizen's document comes in; a queue function judges it before any officer sees it.</summary>
public static class ReceiveDocument
{
    public static void Map(IEndpointRouteBuilder routes, long maxBytes) => routes
        .MapPut("/api/uploads/{token}", async (string token, HttpContext context, LegalisationCounter counter) =>
        {
            var receipt = await Run(token, context.Request.Body, context.Request.ContentLength, counter, context.RequestAborted);
            return TypedResults.Accepted($"/api/legalisations/{receipt.Reference}", receipt);
        })
        .OnHttp("LegalisationReceiveDocument").OpenToAnyone().AcceptsUpTo(maxBytes + 1)
        .TakesFile("application/pdf", "image/jpeg", "image/png").Limited("uploads", calls: 20);

    public static async Task<Receipt> Run(string token, Stream body, long? length, LegalisationCounter counter, CancellationToken stop)
    {
        var desk = counter.Links.Read(UploadAddress.DeskPurpose, token)?.Split(' ', 2);
        var reference = desk?[0] ?? counter.Links.Read(UploadAddress.Purpose, token) ?? throw LegalisationRefusals.LinkOver();
        if (length > counter.Options.MaxBytes) throw LegalisationRefusals.TooLarge(counter.Options.MaxBytes);
        var before = await counter.Cases.Find(counter.Kind, reference, stop) ?? throw CaseRefusals.Unknown();
        var awaited = before.State.AwaitsUpload && (desk is not null || !before.State.UploadsUsedUp);
        if (!awaited && (desk is null || before.State.Status != LegalisationStatus.Submitted))
        {
            // Not a byte is kept; but whoever sends the same document again was not told that it had arrived.
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(body, stop));
            _ = before.State.Receive(sha256, 0);
            return new(reference, before.State.Status, sha256);
        }
        if (desk is not null) await FreeForDesk(before.State, desk[1], counter, stop);
        return await Keep(before, body, null, counter, stop, desk?[1]);
    }

    /// <summary>Makes what comes in the case's document; where another one was announced, nothing is kept and the receipt tells what came.</summary>
    internal static async Task<Receipt> Keep(
        Case<LegalisationCase> before, Stream body, string? announced, LegalisationCounter counter, CancellationToken stop, string? desk = null)
    {
        var received = await counter.Blobs.Receive(
            before.Reference, Folders.Uploads, body, counter.Options.MaxBytes, "application/octet-stream", stop, announced)
            ?? throw LegalisationRefusals.TooLarge(counter.Options.MaxBytes);
        if (announced is not null && received.Sha256 != announced) return new(before.Reference, before.State.Status, received.Sha256);
        Case<LegalisationCase> after;
        try
        {
            after = await counter.Cases.Change(
                counter.Kind, before.Reference, desk is null ? new Actor("citizen", before.State.Citizen) : new Actor("officer", desk), "LegalisationReceiveDocument",
                its =>
                {
                    var decision = its.State.Receive(received.Sha256, received.Bytes, atDesk: desk is not null);
                    if (desk is not null && decision.Events.Count > 0) its.State.MustBeFreeFor(desk, counter.Clock.GetUtcNow(), null);
                    return decision;
                }, stop);
        }
        catch (Refusal)
        {
            // The case closed, or the person was erased, while the bytes came. Only a refusal is certain: after anything else they may be the case's.
            await DropUnlessOurs(await counter.Cases.Find(counter.Kind, before.Reference, stop));
            throw;
        }
        await DropUnlessOurs(after);
        return new(before.Reference, after.State.Status, received.Sha256);

        Task DropUnlessOurs(Case<LegalisationCase>? its) => its is { Erased: null, State.Purged: false } && its.State.Upload?.Sha256 == received.Sha256
            ? Task.CompletedTask : counter.Blobs.Drop(before.Reference, Folders.Uploads, received.Sha256, stop);
    }

    // The address of a scan lives longer than a claim, and may live longer than the officer's place at the bureau.
    static async Task FreeForDesk(LegalisationCase its, string id, LegalisationCounter counter, CancellationToken stop)
    {
        if ((await counter.Referentiels.Officer(id, stop))?.Bureau != its.Bureau) throw LegalisationRefusals.OtherBureau();
        its.MustBeFreeFor(id, counter.Clock.GetUtcNow(), null);
    }

    /// <param name="Sha256">Of what was received, so that the sender can compare.</param>
    public sealed record Receipt(string Reference, LegalisationStatus Status, string Sha256);
}

/// <summary>The folders of a case's files.</summary>
public static class Folders
{
    /// <summary>As they came; nobody but the judge opens them.</summary>
    public const string Uploads = "uploads";

    /// <summary>Accepted by the judge: what officers see and what is certified.</summary>
    public const string Judged = "judged";

    /// <summary>Sealed files.</summary>
    public const string Sealed = "sealed";
}
