using CasaServerless.Bot;
using CasaServerless.Bot.Messages;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Fees;
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

    public string AddressOf(CityPage page, Tongue tongue) => Address(page switch
    {
        CityPage.Legalise => "legalisation",
        CityPage.FollowRequest => "legalisation/follow",
        CityPage.Complain => $"report?service={Problems.OfService}",
        _ => throw new ArgumentOutOfRangeException(nameof(page)),
    }, tongue);

    public async Task<ReportPlace> ReportOf(string? category, Tongue tongue, CancellationToken stop)
    {
        if (Problems.ServiceOf(category) is not { } id || await tickets.Referentiels.Service(id, stop) is not { Hidden: false } its) return new(Address("report", tongue));
        return new(Address($"report?service={its.Id}", tongue), its.Name.In(tongue.Language()), its.DangerToLife);
    }

    public DateOnly Today => CityTime.Day(tickets.Clock.GetUtcNow());

    public async Task<string> HoursOf(string? arrondissement, DateOnly? day, Tongue tongue, CancellationToken stop) =>
        await new BureauHours(tickets.Referentiels, tickets.Clock).Of(arrondissement, day, tongue.Language(), stop);

    public async Task<string?> FeeFor(string procedure, Tongue tongue, CancellationToken stop)
    {
        if (Paper(procedure) is not { } paper || await FeeRate.Of(paper, legalisations, stop) is not { } rate) return null;
        var (fr, ar) = paper == PaperKind.Signature ? ("par signature", "عن كل إمضاء") : ("par copie", "عن كل نسخة");
        var each = rate.Each.Words();
        return new Bilingual($"Taxe : {each.Fr} {fr}.", $"الرسم: {each.Ar} {ar}.").In(tongue.Language());
    }

    public async Task<string?> PapersFor(string procedure, Tongue tongue, CancellationToken stop)
    {
        if (Paper(procedure) is not { } its) return null;
        var language = tongue.Language();
        var bring = (await legalisations.Referentiels.Guidance(stop)).Where(each => each.Bureau is null && each.Holds(its.Kebab(), "", Today)).SelectMany(each => each.Bring).ToList();
        if (bring.Count == 0) return null;
        var begins = language == Kernel.Language.French ? "Au bureau, apportez :" : "أحضروا معكم إلى المكتب:";
        var fee = await FeeFor(procedure, tongue, stop) is { } told ? told + "\n\n" : "";
        return $"{begins}\n{string.Join('\n', bring.Select(each => $"• {each.In(language)}"))}\n\n{fee}{AddressOf(CityPage.Legalise, tongue)}";
    }

    static PaperKind? Paper(string procedure) => procedure switch
    {
        "certify_copy" => PaperKind.CertifiedCopy,
        "legalise_signature" => PaperKind.Signature,
        _ => null,
    };

    // In the language of the conversation, which a browser need not share.
    string Address(string page, Tongue tongue) =>
        $"{legalisations.Options.PublicUrl}/{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={tongue.Language().Tag()}";
}
