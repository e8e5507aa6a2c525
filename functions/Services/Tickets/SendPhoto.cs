using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>A photo of the problem comes in; a queue function judges it before anybody sees it.</summary>
public static class SendPhoto
{
    public static void Map(IEndpointRouteBuilder routes, long maxBytes) => routes
        .MapPut("/api/ticket-photos/{token}", async (string token, HttpContext context, TicketDesk desk) =>
        {
            var receipt = await Run(token, context.Request.Body, context.Request.ContentLength, desk, context.RequestAborted);
            return TypedResults.Accepted($"/api/tickets/{receipt.Reference}", receipt);
        })
        .OnHttp("TicketSendPhoto").OpenToAnyone().AcceptsUpTo(maxBytes + 1).TakesFile("image/jpeg", "image/png").Limited("uploads", calls: 20);

    public static async Task<Receipt> Run(string token, Stream body, long? length, TicketDesk desk, CancellationToken stop)
    {
        var reference = desk.Links.Read(PhotoAddress.Purpose, token) ?? throw TicketRefusals.LinkOver();
        if (length > desk.Options.MaxBytes) throw TicketRefusals.PhotoTooLarge(desk.Options.MaxBytes);
        var before = await desk.Cases.Find(desk.Kind, reference, stop) ?? throw CaseRefusals.Unknown();
        // Nothing is kept that will be refused anyway; whether this one is a repeat, only its bytes tell.
        if (!before.State.IsOpen || before.Erased is not null) throw TicketRefusals.NotNow(before.State.Status);
        var received = await desk.Blobs.Receive(reference, PhotoFolders.Uploads, body, desk.Options.MaxBytes, "application/octet-stream", stop)
            ?? throw TicketRefusals.PhotoTooLarge(desk.Options.MaxBytes);
        Case<TicketCase> after;
        try
        {
            after = await desk.Cases.Change(desk.Kind, reference, new Actor("citizen", before.State.Citizen), "TicketSendPhoto",
                its => its.State.Receive(received.Sha256, received.Bytes), stop);
        }
        catch (Refusal)
        {
            // Closed or erased while the bytes came. Only a refusal is certain: after anything else they may be the ticket's.
            await desk.Blobs.Drop(reference, PhotoFolders.Uploads, received.Sha256, stop);
            throw;
        }
        // A repeat of one that is judged already: its bytes are kept by nobody.
        if (!after.State.AwaitsJudgement(received.Sha256)) await desk.Blobs.Drop(reference, PhotoFolders.Uploads, received.Sha256, stop);
        return new(reference, after.State.Status, received.Sha256);
    }

    /// <param name="Sha256">Of what was received, so that the sender can compare.</param>
    public sealed record Receipt(string Reference, TicketStatus Status, string Sha256);
}

/// <summary>The folders of a ticket's photos.</summary>
static class PhotoFolders
{
    /// <summary>As they came; nobody but the judge opens them, and they go once they are judged.</summary>
    public const string Uploads = "uploads";

    /// <summary>Judged, and drawn anew.</summary>
    public const string Photos = "photos";
}
