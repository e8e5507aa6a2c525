using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// Who of the city writes in Teams. Teams vouches for the sender’s id in the directory, and the channel’s token with the tenant for Teams; what that person
/// may do the référentiels say, as they do for those who sign in to the pages.
/// </summary>
public sealed class TeamsStaff(ReferentielStore referentiels)
{
    /// <summary>Who wrote an activity that was admitted; null for somebody whom the référentiels do not know, and outside Teams.</summary>
    public async Task<Caller?> Of(Activity activity, CancellationToken stop)
    {
        if (activity.ChannelId != ChannelIds.Teams || activity.From?.AadObjectId is not { Length: > 0 } id) return null;
        // The directory’s ids are written in small letters; Teams does the same.
        if (await referentiels.Officer(id, stop) is { } officer) return Known(officer.Id, Roles.Officer, officer.Bureau);
        if (await referentiels.Agent(id, stop) is { } agent) return Known(agent.Id, Roles.Agent, null);
        // Managers and auditors are made such by the directory’s own roles, which Teams does not tell: they are known, and may no more than anyone. Those of
        // the demonstration are called after their role.
        return (await referentiels.Staff(stop)).FirstOrDefault(one => one.Id == id) is not { } colleague ? null
            : new(colleague.Id, new HashSet<string>(colleague.Demonstration ? Roles.All.Where(role => colleague.Id.StartsWith(role, StringComparison.Ordinal)) : []));

        static Caller Known(string id, string role, string? bureau) => new(id, new HashSet<string> { role }, bureau);
    }
}
