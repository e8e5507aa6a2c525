using CasaServerless.Hosting;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>The person sends files, with a message or alone.</summary>
static class UploadFile
{
    const int MostFiles = 5;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(DirectLineFunctions.Root + "/conversations/{id}/upload", async (string id, HttpContext context, ChatDesk desk, ConversationFiles files) =>
        {
            var pass = await desk.Enter(context, id);
            var (posted, sent) = context.Request.HasFormContentType ? await Form(context, pass, files) : await Single(context, pass, files);
            return TypedResults.Json(new PostedId(await PostActivity.Run(pass, posted, sent, desk, context.RequestAborted)), Readable.DirectLine.PostedId);
        })
        .WithToken("DirectLineUpload", calls: 60).AcceptsUpTo(ConversationFiles.MaxBytes * 2);

    static async Task<(PostedActivity, IReadOnlyList<SentFile>)> Form(HttpContext context, ChatPass pass, ConversationFiles files)
    {
        var form = await Read(context);
        // Clients send the activity as a file of its own.
        var posted = form.Files.GetFile("activity") is { } activity ? PostActivity.Read((await Bytes(activity, context.RequestAborted)).Span, Readable.DirectLine.PostedActivity) ?? throw DirectLineErrors.NoMessage() : new("message", null);
        var sent = new List<SentFile>();
        foreach (var file in form.Files.Where(one => one.Name != "activity").Take(MostFiles))
            sent.Add(await files.Keep(pass.Conversation, Named(file.FileName), await Bytes(file, context.RequestAborted), context.RequestAborted));
        return sent.Count > 0 ? (posted, sent) : throw DirectLineErrors.NoFile();
    }

    static async Task<IFormCollection> Read(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        // Without a boundary, with thousands of fields, or broken off.
        catch (Exception odd) when (odd is InvalidDataException || odd is IOException and not BadHttpRequestException)
        {
            throw DirectLineErrors.NoFile();
        }
    }

    static async Task<(PostedActivity, IReadOnlyList<SentFile>)> Single(HttpContext context, ChatPass pass, ConversationFiles files)
    {
        using var all = new MemoryStream();
        await context.Request.Body.CopyToAsync(all, context.RequestAborted);
        if (all.Length == 0) throw DirectLineErrors.NoFile();
        var name = System.Net.Http.Headers.ContentDispositionHeaderValue.TryParse(context.Request.Headers.ContentDisposition, out var disposition)
            ? disposition.FileNameStar ?? disposition.FileName?.Trim('"') : null;
        return (new("message", null), [await files.Keep(pass.Conversation, Named(name), all.ToArray(), context.RequestAborted)]);
    }

    static async Task<ReadOnlyMemory<byte>> Bytes(IFormFile file, CancellationToken stop)
    {
        using var all = new MemoryStream((int)file.Length);
        await file.CopyToAsync(all, stop);
        return all.ToArray();
    }

    // Only to be shown again: no path, and not without end.
    static string Named(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1].Trim();
        return last.Length == 0 ? "fichier" : last.Length > 120 ? last[..120] : last;
    }
}
