using CasaServerless.Hosting;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>A file of a conversation, for whoever was given its link, for half an hour.</summary>
static class OpenFile
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/chat/files/{token}", async (string token, HttpContext context, ConversationFiles files) =>
        {
            var (content, type) = await files.Open(token, context.RequestAborted) ?? throw DirectLineErrors.TokenOver();
            context.Response.Headers.CacheControl = "private, max-age=1800";
            return TypedResults.Stream(content, type);
        })
        .Produces(StatusCodes.Status200OK, null, "image/jpeg", "application/pdf").OnHttp("ChatFile").OpenToAnyone().Limited("readings", calls: 120);
}
