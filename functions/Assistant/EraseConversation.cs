using CasaServerless.Common.Erasure;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant;

/// <summary>
/// A person's conversations are erased (loi 09-08): all that was said and sent in them. They leave no chain behind that would have to hold, so nothing of
/// them stays but the line of the log that says when and why.
/// </summary>
static partial class EraseConversation
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/conversations/erasures", async (Request request, IEnumerable<IDoor> doors, ConversationStore conversations, ILoggerFactory logs, CancellationToken stop) =>
            TypedResults.Ok(await Run(request, doors, conversations, logs.CreateLogger("CasaServerless.Assistant"), stop)))
        .OnHttp("AssistantErase").AllowedTo(Roles.Manager);

    static async Task<Receipt> Run(Request request, IEnumerable<IDoor> doors, ConversationStore conversations, ILogger log, CancellationToken stop)
    {
        var reason = request.Reason is { } given and not ErasureReason.RetentionOver ? given : throw DoorRefusals.ReasonMissing();
        if (request.Whom?.Trim() is not { Length: > 0 and <= 200 } whom) throw DoorRefusals.WhomMissing();
        var erased = 0;
        foreach (var door in doors)
        {
            foreach (var conversation in await door.ConversationsOf(whom, stop))
                if (await conversations.Forget(conversation, stop) > 0) erased++;
        }
        if (erased > 0) Erased(log, erased, reason);
        return new(erased);
    }

    /// <param name="Whom">A number or an id of WhatsApp, or a conversation's own id; required.</param>
    /// <param name="Reason">Required.</param>
    public sealed record Request(string? Whom, ErasureReason? Reason = null, string? Note = null);

    /// <param name="Conversations">How many there were.</param>
    public sealed record Receipt(int Conversations);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} conversation(s) erased: {Reason}")]
    static partial void Erased(ILogger log, int count, ErasureReason reason);
}

/// <summary>What the assistant's doors refuse, whatever the channel. Codes are never renumbered.</summary>
static class DoorRefusals
{
    public static Refusal ReasonMissing() => new("BOT-011", new("Indiquez le motif de l’effacement.", "المرجو ذكر سبب المحو."), 422);

    public static Refusal WhomMissing() => new("BOT-012", new("Indiquez qui est concerné.", "المرجو ذكر الشخص المعني."), 422);
}
