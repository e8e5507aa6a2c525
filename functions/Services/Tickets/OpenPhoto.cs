using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>A photo of a ticket, for its reporter and for staff who may read it; never for the public.</summary>
public static class OpenPhoto
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/{reference}/photos/{photo}", async (
            string reference, string photo, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, TicketDesk desk) =>
        {
            var file = await Run(reference, photo, accessCode, context.CallerIfKnown(), desk, context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Stream(file, "image/jpeg");
        })
        .Produces(StatusCodes.Status200OK, null, "image/jpeg").OnHttp("TicketPhoto").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<Stream> Run(string reference, string photo, string? code, Caller? caller, TicketDesk desk, CancellationToken stop)
    {
        var its = await desk.Open(reference, code, caller, stop);
        if (caller is not null && TicketDesk.IsStaff(caller) && TicketDesk.OnlyAudits(caller)) throw TicketRefusals.NoPhoto();
        var sha256 = photo.Length == 16 ? its.State.Photos.FirstOrDefault(one => one.Sha256?.StartsWith(photo, StringComparison.Ordinal) == true)?.Sha256 : null;
        return sha256 is not null && await desk.Blobs.Open(its.Reference, PhotoFolders.Photos, sha256, stop) is { } file ? file : throw TicketRefusals.NoPhoto();
    }
}
