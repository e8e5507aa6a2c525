using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>Whoever has shown a request's code in a conversation with the assistant wants its news there from now on; one conversation a request.</summary>
public static class TellInConversation
{
    const string Function = "AssistantTellLegalisation";

    /// <param name="conversation">The conversation's id, in which the code was shown.</param>
    public static async Task Run(string reference, string conversation, LegalisationCounter counter, CancellationToken stop)
    {
        var now = await counter.Cases.Find(counter.Kind, reference, stop) ?? throw CaseRefusals.Unknown();
        await counter.Cases.Change(counter.Kind, reference, new Actor("citizen", now.State.Citizen), Function, its =>
            its.Personal[Fields.Conversation] == conversation ? Decision<LegalisationEvent>.Nothing
                : new Decision<LegalisationEvent>(new ConversationNamed()) { Personal = new Dictionary<string, string?> { [Fields.Conversation] = conversation } }, stop);
    }
}
