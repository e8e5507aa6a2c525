using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>Tokens for a program of the city that holds the secret, and a token anew for whoever holds one.</summary>
static class MakeTokens
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(DirectLineFunctions.Root + "/tokens/generate", (HttpContext context, ChatDesk desk) =>
        {
            if (ChatDesk.Bearer(context) is not { } shown) throw DirectLineErrors.NoToken();
            if (desk.Options.Secret is not { } secret || !SecretText.Same(shown, secret))
                throw DirectLineErrors.TokenOver();
            var pass = ChatTokens.Begin(origin: null);
            return TypedResults.Json(new DirectLineConversation(pass.Conversation, desk.Tokens.Make(pass), ChatTokens.Life), Readable.DirectLine.DirectLineConversation);
        }).WithToken("DirectLineGenerate", calls: 300);

        routes.MapPost(DirectLineFunctions.Root + "/tokens/refresh", async (HttpContext context, ChatDesk desk) =>
        {
            var pass = await desk.Enter(context, null);
            return TypedResults.Json(new DirectLineConversation(pass.Conversation, desk.Tokens.Make(pass), ChatTokens.Life), Readable.DirectLine.DirectLineConversation);
        }).WithToken("DirectLineRefresh", calls: 300);

        // Asked for by clients before cookies are set; there are none here.
        routes.MapGet(DirectLineFunctions.Root + "/session/getsessionid", () => TypedResults.Ok(new SessionId("")))
            .WithToken("DirectLineSession", calls: 300);
    }
}
