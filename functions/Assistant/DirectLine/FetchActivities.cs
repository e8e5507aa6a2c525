namespace CasaServerless.Assistant.DirectLine;

/// <summary>What was said since, as soon as there is something: a call is held for some seconds, so that a chat needs few.</summary>
static class FetchActivities
{
    // Clients give up after twenty seconds.
    static readonly TimeSpan held = TimeSpan.FromSeconds(12);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(DirectLineFunctions.Root + "/conversations/{id}/activities", async (string id, string? watermark, HttpContext context, ChatDesk desk) =>
        {
            var pass = await desk.Enter(context, id);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Json(await desk.Lines(pass, watermark, held, context.RequestAborted), Readable.DirectLine.ActivitySet);
        })
        .WithToken("DirectLineActivities", calls: 1200);
}
