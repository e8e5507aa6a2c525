using CasaServerless.Hosting;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>A page of ours, or of a site that we know, gets a token for a conversation: a new one, or the one that it had.</summary>
static class OpenChat
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/chat/token", async (ChatTokenRequest request, HttpContext context, ChatDesk desk) =>
        {
            if (!desk.Options.Allows(context, out var origin)) throw DirectLineErrors.WrongSite();
            var pass = await Run(request, origin, desk, context.RequestAborted);
            return TypedResults.Ok(new ChatTokenReceipt(desk.Tokens.Make(pass), pass.Conversation, pass.User, ChatTokens.Life));
        })
        .OnHttp("ChatToken").OpenToAnyone().Limited("chat-tokens", calls: 120);

    static async Task<ChatPass> Run(ChatTokenRequest request, string origin, ChatDesk desk, CancellationToken stop)
    {
        if (request.Token is { Length: > 0 } last && await desk.Tokens.Read(last, late: true) is { } known && known.Origin == origin && await desk.Knows(known, stop)) return known;
        var pass = ChatTokens.Begin(origin);
        // The first word is there before the page asks for it.
        await desk.Say(pass, new(MailKind.Opened) { Tongue = Tongues.Of(request.Language), IsFetched = true }, ChatLines.IdOf(pass.Conversation, "open"), stop);
        return pass;
    }
}
