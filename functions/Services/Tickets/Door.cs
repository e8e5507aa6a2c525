using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>The way by which a report comes in.</summary>
/// <param name="Channel"><c>web</c>, <c>open311</c>, …</param>
/// <param name="By">Who brings it: the citizen, or a partner for one.</param>
/// <param name="Citizen">Random id under which the reporter acts.</param>
/// <param name="Function">The function through which it comes.</param>
sealed record Door(string Channel, Actor By, string Citizen, string Function)
{
    /// <summary>Whether a partner's program brings it, which may know no more of a place than an address.</summary>
    public bool IsPartners => By.Kind == Roles.Partner;

    /// <summary>Whether what is written is public, as the reporter was told beforehand.</summary>
    public bool Publishes { get; init; }

    /// <summary>Address of a picture that lies somewhere else.</summary>
    public string? Media { get; init; }

    /// <summary>The citizen themselves.</summary>
    public static Door OfCitizen(string channel, string function)
    {
        var citizen = Guid.NewGuid().ToString("N");
        return new(channel, new("citizen", citizen), citizen, function);
    }

    /// <summary>A partner, for a citizen.</summary>
    public static Door OfPartner(string channel, string function, string partner) =>
        new(channel, new(Roles.Partner, partner), Guid.NewGuid().ToString("N"), function);
}
