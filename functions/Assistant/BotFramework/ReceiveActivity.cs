using System.Text.Json;
using CasaServerless.Hosting;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// Takes an activity from a channel of Azure Bot Service. Believed only with the channel’s token; kept before it is answered, since a channel waits for
/// seconds only. What is asked for at once (invoke, expectReplies) is answered at once.
/// </summary>
static class ReceiveActivity
{
    const string Function = "AssistantMessages";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/messages", async (HttpContext context, ChannelTokens tokens, ActivityTurns turns) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var activity = Read(body.ToArray());
            await tokens.Admit(context.Request.Headers.Authorization, activity, context.RequestAborted);
            return await Run(activity, turns, context.RequestAborted);
        })
        // Few addresses call, each for many people.
        .OnHttp(Function).OpenToToken().TakesFile("application/json").Limited("activities", calls: 6000);

    /// <exception cref="Kernel.Refusal"><c>BOT-301</c>: it is no activity; <c>BOT-304</c>: it has no name, which its type must have.</exception>
    internal static Activity Read(byte[] body)
    {
        try
        {
            var activity = JsonSerializer.Deserialize(body, Readable.BotFramework.Activity);
            if (activity?.Type is not { Length: > 0 } type) throw BotRefusals.NotAnActivity();
            if (type is ActivityTypes.Event or ActivityTypes.Invoke && activity.Name is not { Length: > 0 }) throw BotRefusals.NameMissing();
            return activity with { CallerId = null };
        }
        catch (JsonException)
        {
            throw BotRefusals.NotAnActivity();
        }
    }

    internal static async Task<IResult> Run(Activity activity, ActivityTurns turns, CancellationToken stop)
    {
        var invoked = activity.Type == ActivityTypes.Invoke ? Invokes.Answer(activity) : null;
        var replies = await turns.Take(activity, stop);
        if (activity.DeliveryMode == DeliveryModes.ExpectReplies) return TypedResults.Json(new ExpectedReplies(replies), Readable.BotFramework.ExpectedReplies);
        if (activity.Type != ActivityTypes.Invoke) return TypedResults.Json(new Nothing(), Readable.BotFramework.NothingToSay);
        // 501: what nobody knows, as every bot says it.
        return invoked is null ? TypedResults.Json(new Nothing(), Readable.BotFramework.NothingToSay, statusCode: StatusCodes.Status501NotImplemented)
            : TypedResults.Json(invoked.Body, Readable.BotFramework.JsonElement, statusCode: invoked.Status);
    }
}
