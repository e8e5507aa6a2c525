using CasaServerless.Bot;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Tickets;

namespace CasaServerless.Assistant;

/// <summary>The city as one conversation reaches it: every counter through its own acts, with the person's own code.</summary>
sealed class CityDesk(string conversation, LegalisationCounter legalisations, TicketDesk tickets) : ICityDesk
{
    public async Task<Standing> StandingOf(string reference, string? accessCode, Tongue tongue, CancellationToken stop)
    {
        if (Reference.Read(reference) is not { } its) return new(StandingFound.NotAReference);
        if (accessCode is null) return new(StandingFound.NeedsCode);
        var language = tongue.Language();
        try
        {
            var prefix = its.Split('-')[0];
            if (prefix == tickets.Kind.Prefix)
            {
                var told = await Services.Tickets.View.Run(its, accessCode, caller: null, language, tickets, stop);
                return new(StandingFound.Told, StandingWords.Of(told, language), told.Erased is null);
            }
            if (prefix == legalisations.Kind.Prefix)
            {
                var told = await Services.Legalisation.View.Run(its, accessCode, caller: null, language, legalisations, stop);
                return new(StandingFound.Told, StandingWords.Of(told, language), told.Erased is null);
            }
            return new(StandingFound.Unknown);
        }
        catch (Refusal refusal) when (refusal.Status is 404 or 410)
        {
            return new(StandingFound.Unknown);
        }
    }

    public async Task<bool> TellHere(string reference, CancellationToken stop)
    {
        if (Reference.Read(reference) is not { } its) return false;
        try
        {
            if (its.StartsWith(tickets.Kind.Prefix, StringComparison.Ordinal)) await Services.Tickets.TellInConversation.Run(its, conversation, tickets, stop);
            else await Services.Legalisation.TellInConversation.Run(its, conversation, legalisations, stop);
            return true;
        }
        catch (Refusal gone) when (gone.Status is 404 or 410)
        {
            return false;
        }
    }
}
