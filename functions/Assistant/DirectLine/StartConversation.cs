namespace CasaServerless.Assistant.DirectLine;

/// <summary>The token's conversation begins, or goes on where it was.</summary>
static class StartConversation
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The body is optional, and some clients send none with a JSON type: it is read by hand.
        routes.MapPost(DirectLineFunctions.Root + "/conversations", async (HttpContext context, ChatDesk desk) =>
        {
            var pass = await desk.Enter(context, null);
            var existed = await desk.Knows(pass, context.RequestAborted);
            if (!existed)
            {
                var request = await PostActivity.Body(context, Readable.DirectLine.StartRequest);
                await desk.Say(pass, new(MailKind.Opened) { Tongue = Tongues.Of(request?.Locale), IsFetched = true }, ChatLines.IdOf(pass.Conversation, "open"), context.RequestAborted);
            }
            return TypedResults.Json(Told(pass, context, desk, null), Readable.DirectLine.DirectLineConversation, statusCode: existed ? 200 : 201);
        }).WithToken("DirectLineStart", calls: 120);

        routes.MapGet(DirectLineFunctions.Root + "/conversations/{id}", async (string id, string? watermark, HttpContext context, ChatDesk desk) =>
        {
            var pass = await desk.Enter(context, id);
            if (!await desk.Knows(pass, context.RequestAborted)) throw DirectLineErrors.Gone();
            return TypedResults.Json(Told(pass, context, desk, watermark), Readable.DirectLine.DirectLineConversation);
        }).WithToken("DirectLineReconnect", calls: 300);
    }

    static DirectLineConversation Told(ChatPass pass, HttpContext context, ChatDesk desk, string? watermark)
    {
        var token = desk.Tokens.Make(pass);
        return new(pass.Conversation, token, ChatTokens.Life, desk.Options.Streams ? StreamActivities.Address(context, pass, token, watermark) : null);
    }
}
