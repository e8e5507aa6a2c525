using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The citizen's document comes in parts, over a line that breaks: the same address as for the whole, then a slash and the file's SHA-256, with
/// the headers of the IETF's resumable uploads (draft-ietf-httpbis-resumable-upload). HEAD tells how much has come, PATCH adds to it; whoever has
/// the file can go on from any device while the case awaits it. One file at a time: the first part of another one clears what was begun.
/// </summary>
public static class ReceiveParts
{
    const string OffsetHeader = "Upload-Offset", CompleteHeader = "Upload-Complete", MediaType = "application/partial-upload";

    static readonly string[] head = [HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes, long maxBytes)
    {
        routes.MapMethods("/api/uploads/{token}/{sha256}", head, async (string token, string sha256, HttpContext context, LegalisationCounter counter) =>
            {
                Tell(context.Response, await Look(token, sha256, counter, context.RequestAborted));
                context.Response.Headers["Upload-Limit"] = string.Create(CultureInfo.InvariantCulture, $"max-size={maxBytes}");
                return TypedResults.NoContent();
            })
            .OnHttp("LegalisationUploadProgress").OpenToAnyone().Limited("upload-parts", calls: 120);
        routes.MapPatch("/api/uploads/{token}/{sha256}", async Task<IResult> (
                string token, string sha256, [FromHeader(Name = OffsetHeader)] string? begins, [FromHeader(Name = CompleteHeader)] string? complete,
                HttpContext context, LegalisationCounter counter) =>
            {
                var (offset, last) = Read(context.Request.ContentType, begins, complete);
                var progress = await Run(token, sha256, offset, last, context.Request.Body, counter, context.RequestAborted);
                Tell(context.Response, progress);
                if (!progress.Fits) throw LegalisationRefusals.OtherPart();
                return progress.Whole is { } receipt ? TypedResults.Accepted($"/api/legalisations/{receipt.Reference}", receipt) : TypedResults.NoContent();
            })
            .Produces<ReceiveDocument.Receipt>(StatusCodes.Status202Accepted).Produces(StatusCodes.Status204NoContent)
            .OnHttp("LegalisationReceivePart").OpenToAnyone().AcceptsUpTo(maxBytes + 1).TakesFile(MediaType).Limited("upload-parts", calls: 120);
    }

    /// <summary>How much of a file has come.</summary>
    public static async Task<Progress> Look(string token, string sha256, LegalisationCounter counter, CancellationToken stop)
    {
        var its = await Awaiting(token, sha256, counter, stop);
        return Received(its, sha256) ?? new(true, await counter.Parts.Length(its.Reference, sha256, stop), null);
    }

    /// <summary>Adds a part; the last one makes the file the case's document, if it is the one that was announced.</summary>
    public static async Task<Progress> Run(
        string token, string sha256, long offset, bool last, Stream body, LegalisationCounter counter, CancellationToken stop)
    {
        var its = await Awaiting(token, sha256, counter, stop);
        if (Received(its, sha256) is { } received) return received;
        var (reference, most) = (its.Reference, counter.Options.MaxBytes);
        if (offset == 0) await counter.Blobs.Delete(reference, PartialFiles.Folder, stop, keep: sha256);
        (bool Fits, long Length)? appended;
        try
        {
            appended = await counter.Parts.Append(reference, sha256, offset, body, most, stop);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            await Now(CancellationToken.None);
            throw;
        }
        // Closed or erased while the part came, whose bytes may have come in after all had been deleted.
        if (await Now(stop) is { } over) return Received(over, sha256) ?? throw LegalisationRefusals.NoUploadNow();
        if (appended is not { } added)
        {
            await counter.Blobs.Delete(reference, PartialFiles.Folder, stop);
            throw LegalisationRefusals.TooLarge(most);
        }
        if (!added.Fits || !last) return new(added.Fits, added.Length, null);

        await using var parts = await counter.Blobs.Open(reference, PartialFiles.Folder, sha256, stop) ?? throw LegalisationRefusals.OtherPart();
        var receipt = await ReceiveDocument.Keep(its, parts, sha256, counter, stop);
        if (receipt.Sha256 == sha256) return new(true, added.Length, receipt);
        await counter.Blobs.Delete(reference, PartialFiles.Folder, stop);
        throw LegalisationRefusals.OtherFile();

        // Null while the case awaits its document; otherwise no part of one is left.
        async Task<Case<LegalisationCase>?> Now(CancellationToken cancel)
        {
            var now = await counter.Cases.Find(counter.Kind, reference, cancel) ?? throw CaseRefusals.Unknown();
            if (now.State.AwaitsUpload) return null;
            await counter.Blobs.Delete(reference, PartialFiles.Folder, cancel);
            return now;
        }
    }

    static async Task<Case<LegalisationCase>> Awaiting(string token, string sha256, LegalisationCounter counter, CancellationToken stop)
    {
        var reference = counter.Links.Read(UploadAddress.Purpose, token) ?? throw LegalisationRefusals.LinkOver();
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)) throw LegalisationRefusals.NoSuchHash();
        var its = await counter.Cases.Find(counter.Kind, reference, stop) ?? throw CaseRefusals.Unknown();
        if (Received(its, sha256) is not null) return its;
        if (!its.State.AwaitsUpload) throw LegalisationRefusals.NoUploadNow();
        return its.State.UploadsUsedUp ? throw LegalisationRefusals.TooManyUploads() : its;
    }

    // Whoever was not told that the last part had come is told now.
    static Progress? Received(Case<LegalisationCase> its, string sha256) =>
        its.State.Upload is { } upload && upload.Sha256 == sha256 && its.State.Status != LegalisationStatus.DocumentRefused
            ? new(true, upload.Bytes, new(its.Reference, its.State.Status, sha256)) : null;

    static (long Offset, bool Last) Read(string? type, string? begins, string? complete) =>
        type == MediaType && complete is "?0" or "?1" && long.TryParse(begins, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? (offset, complete == "?1") : throw LegalisationRefusals.NoPart();

    static void Tell(HttpResponse response, Progress progress)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers[OffsetHeader] = progress.Length.ToString(CultureInfo.InvariantCulture);
        response.Headers[CompleteHeader] = progress.Whole is null ? "?0" : "?1";
    }

    /// <param name="Fits">Whether the part began where the last one ended; if not, nothing was added.</param>
    /// <param name="Length">Bytes that have come.</param>
    /// <param name="Whole">The document's receipt, once it is whole.</param>
    public sealed record Progress(bool Fits, long Length, ReceiveDocument.Receipt? Whole);
}
