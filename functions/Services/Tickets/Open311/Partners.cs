using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>Knows partners by their keys, and counts what each sends on a day.</summary>
/// <param name="development">Whether keys that <c>casa.cs token partner</c> makes on this machine are taken; true only in Development.</param>
sealed class Partners(ReferentielStore referentiels, DayTable days, CityKeys keys, TimeProvider clock, bool development)
{
    const int PerDayInDevelopment = 5000;
    static readonly string nobodys = new('0', 64);

    /// <summary>Whose key it is; a report of theirs is counted.</summary>
    /// <exception cref="Refusal">No key, a wrong one, one whose time is not now, or more than was agreed for the day.</exception>
    public async Task<Partner> Enter(string? key, CancellationToken stop)
    {
        var partner = await Of(key ?? throw Open311Refusals.NoKey(), stop) ?? throw Open311Refusals.WrongKey();
        var today = CityTime.Day(clock.GetUtcNow());
        if (!partner.Holds(today)) throw Open311Refusals.WrongKey();
        return await days.Count($"partner:{partner.Id}", today, partner.PerDay, stop) ? partner : throw Open311Refusals.QuotaUsedUp();
    }

    async Task<Partner?> Of(string key, CancellationToken stop)
    {
        var id = ApiKey.Partner(key);
        var known = id is null ? null : await referentiels.PartnerNow(id, stop);
        // A partner who is not there costs the same comparison as one whose key is wrong.
        if (ApiKey.Matches(key, known?.KeySha256 ?? nobodys)) return known;
        if (!development || id is null || !ApiKey.Matches(key, ApiKey.Digest(ApiKey.Make(keys, id)))) return null;
        return known ?? new(id, new(id, id), null, PerDayInDevelopment, true, DateOnly.MinValue, null, true);
    }
}
