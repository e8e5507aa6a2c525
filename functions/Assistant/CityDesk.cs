using CasaServerless.Bot;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Tickets;

namespace CasaServerless.Assistant;

/// <summary>The city as the assistant reaches it: every counter through its own acts, with the person's own code.</summary>
public sealed class CityDesk(LegalisationCounter legalisations, TicketDesk tickets) : ICityDesk
{
    public async Task<Standing> StandingOf(string reference, string? accessCode, Tongue tongue, CancellationToken stop)
    {
        if (Reference.Read(reference) is not { } its) return new(StandingFound.NotAReference);
        if (accessCode is null) return new(StandingFound.NeedsCode);
        var language = tongue == Tongue.Arabic ? Language.Arabic : Language.French;
        try
        {
            var prefix = its.Split('-')[0];
            return prefix == tickets.Kind.Prefix ? new(StandingFound.Told, StandingWords.Of(
                    await Services.Tickets.View.Run(its, accessCode, caller: null, language, tickets, stop), language))
                : prefix == legalisations.Kind.Prefix ? new(StandingFound.Told, StandingWords.Of(
                    await Services.Legalisation.View.Run(its, accessCode, caller: null, language, legalisations, stop), language))
                : new(StandingFound.Unknown);
        }
        catch (Refusal refusal) when (refusal.Status is 404 or 410)
        {
            return new(StandingFound.Unknown);
        }
    }
}
