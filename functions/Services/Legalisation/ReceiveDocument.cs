using System.Security.Cryptography;
using CasaServerless.Hosting;
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
        .OnHttp("LegalisationReceiveDocument").OpenToAnyone().AcceptsUpTo(maxBytes + 1).Limited("uploads", calls: 20);

    public static async Task<Receipt> Run(string token, Stream body, long? length, LegalisationCounter counter, CancellationToken stop)
    {
        var reference = counter.Links.Read(UploadAddress.Purpose, token) ?? throw LegalisationRefusals.LinkOver();
        if (length > counter.Options.MaxBytes) throw LegalisationRefusals.TooLarge(counter.Options.MaxBytes);
        var before = await counter.Cases.Find(counter.Kind, reference, stop) ?? throw CaseRefusals.Unknown();
        if (!before.State.AwaitsUpload)
        {
            // Not a byte is kept; but whoever sends the same document again was not told that it had arrived.
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(body, stop));
            _ = before.State.Receive(sha256, 0);
            return new(reference, before.State.Status, sha256);
        }
        var received = await counter.Blobs.Receive(reference, Folders.Uploads, body, counter.Options.MaxBytes, "application/octet-stream", stop)
            ?? throw LegalisationRefusals.TooLarge(counter.Options.MaxBytes);
        var after = await counter.Cases.Change(
            counter.Kind, reference, new Actor("citizen", before.State.Citizen), "LegalisationReceiveDocument",
            its => its.State.Receive(received.Sha256, received.Bytes), stop);
        return new(reference, after.State.Status, received.Sha256);
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
