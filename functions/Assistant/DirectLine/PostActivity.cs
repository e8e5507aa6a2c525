using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Hosting;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>The person says something; it is answered before this is.</summary>
static class PostActivity
{
    const int MaxBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(DirectLineFunctions.Root + "/conversations/{id}/activities", async (string id, HttpContext context, ChatDesk desk) =>
        {
            var pass = await desk.Enter(context, id);
            var posted = await Body(context, Readable.DirectLine.PostedActivity) ?? throw DirectLineErrors.NoMessage();
            return TypedResults.Json(new PostedId(await Run(pass, posted, [], desk, context.RequestAborted)), Readable.DirectLine.PostedId);
        })
        .WithToken("DirectLinePost", calls: 240).AcceptsUpTo(MaxBytes);

    public static async Task<string> Run(ChatPass pass, PostedActivity posted, IReadOnlyList<SentFile> files, ChatDesk desk, CancellationToken stop)
    {
        // Signs of life that clients send by themselves ask for no answer.
        if (posted.Type is "typing" or "event" or "conversationUpdate" && posted.Name != "webchat/join") return ChatLines.IdOf(pass.Conversation, "heard");
        var (mail, id) = Read(pass, posted, files) ?? throw DirectLineErrors.NoMessage();
        await desk.Say(pass, mail, id, stop);
        return id;
    }

    static (Mail Mail, string Id)? Read(ChatPass pass, PostedActivity posted, IReadOnlyList<SentFile> files)
    {
        try
        {
            return ChatLines.Read(pass.Conversation, posted, files);
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates, in what is looked at only now.
            return null;
        }
    }

    /// <summary>The body, if there is one; what cannot be read is refused.</summary>
    public static async Task<T?> Body<T>(HttpContext context, JsonTypeInfo<T> type) where T : class
    {
        if (context.Request.ContentLength == 0) return null;
        using var all = new MemoryStream();
        await context.Request.Body.CopyToAsync(all, context.RequestAborted);
        return all.Length == 0 ? null : Read(all.GetBuffer().AsSpan(0, (int)all.Length), type);
    }

    /// <summary>What was sent as JSON; what cannot be read is refused.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            throw DirectLineErrors.NoMessage();
        }
    }
}
