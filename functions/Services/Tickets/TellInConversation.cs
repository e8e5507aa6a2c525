using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>Whoever has shown a ticket's code in a conversation with the assistant wants its news there from now on; one conversation a ticket.</summary>
public static class TellInConversation
{
    const string Function = "AssistantTellTicket";

    /// <param name="conversation">The conversation's id, in which the code was shown.</param>
    public static async Task Run(string reference, string conversation, TicketDesk desk, CancellationToken stop)
    {
        var now = await desk.Cases.Find(desk.Kind, reference, stop) ?? throw CaseRefusals.Unknown();
        await desk.Cases.Change(desk.Kind, reference, new Actor("citizen", now.State.Citizen), Function, its =>
            its.Personal[Fields.Conversation] == conversation ? Decision<TicketEvent>.Nothing
                : new Decision<TicketEvent>(new ConversationNamed()) { Personal = new Dictionary<string, string?> { [Fields.Conversation] = conversation } }, stop);
    }
}
