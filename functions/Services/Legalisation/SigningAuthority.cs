using System.Security.Cryptography;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Specimens;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// By what right somebody certifies on a day of Casablanca, read at this moment: an officer of the bureau under a delegation that holds, or
/// nobody. Who has none is refused, and the case keeps the attempt.
/// </summary>
sealed record SigningAuthority(string Caller, DateOnly Day, Officer? Officer, Delegation? Delegation, DenialReason? Lacks)
{
    public static async Task<SigningAuthority> Of(Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var day = CityTime.Day(counter.Clock.GetUtcNow());
        if (await counter.Referentiels.OfficerNow(caller.Id, stop) is not { } officer) return new(caller.Id, day, null, null, DenialReason.UnknownOfficer);
        var acts = await counter.Referentiels.DelegationsOf(officer.Id, officer.Bureau, stop);
        var act = acts.FirstOrDefault(act => act.Holds(day));
        return new(caller.Id, day, officer, act, act is null ? Missing(acts, day) : null);
    }

    /// <summary>
    /// Starts the certification of a case, or keeps the attempt and then refuses. An act that was decided while the city's day turned is
    /// decided anew under the delegations of the new day.
    /// </summary>
    /// <param name="seen">What the officer was shown; see <see cref="LegalisationCase.MustBeFreeFor"/>.</param>
    /// <param name="desk">The bureau that the request names; who is not of that bureau has no right there.</param>
    /// <exception cref="Refusal">No right to certify this case, or it cannot be certified now.</exception>
    public static async Task<Case<LegalisationCase>> Certify(
        string reference, Caller caller, SigningAuthority? known, bool together, string function, LegalisationCounter counter, CancellationToken stop,
        string? seen = null, string? desk = null)
    {
        var specimen = (Reference: (string?)null, Read: (Case<SpecimenCase>?)null);
        for (var authority = known ?? await Of(caller, counter, stop); ; authority = await Of(caller, counter, stop))
        {
            var certification = authority.Start(together);
            var (denied, turned) = ((DenialReason?)null, false);
            var unread = (string?)null;
            var after = await counter.Cases.Change(
                counter.Kind, Reference.Read(reference) ?? throw CaseRefusals.Unknown(), new Actor("officer", caller.Id), function, its =>
                {
                    turned = CityTime.Day(counter.Clock.GetUtcNow()) != authority.Day;
                    if (turned) return Decision<LegalisationEvent>.Nothing;
                    denied = authority.Lacks
                        ?? (authority.Officer!.Bureau != its.State.Bureau || (desk ?? its.State.Bureau) != its.State.Bureau ? DenialReason.OtherBureau : null);
                    // A refusal changes nothing, so the attempt is committed first and refused after.
                    if (denied is { } reason) return its.State.Deny(new(caller.Id, authority.Day, reason));
                    var known = its.State.KnownBy;
                    unread = known != specimen.Reference ? known : null;
                    if (unread is not null) return Decision<LegalisationEvent>.Nothing;
                    if (known is not null && specimen.Read?.State.Holds(authority.Day) != true) throw LegalisationRefusals.SpecimenHoldsNoLonger();
                    var decision = its.State.StartCertification(certification!);
                    if (decision.Events.Count > 0) its.State.MustBeFreeFor(caller.Id, counter.Clock.GetUtcNow(), seen);
                    return decision;
                }, stop);
            if (turned) continue;
            // The specimen that a signature was known by is read only now: it may have been withdrawn since the presentation.
            if (unread is not null)
            {
                specimen = (unread, await counter.Cases.Find(counter.Specimens.Kind, unread, stop));
                continue;
            }
            return denied switch
            {
                null => after,
                DenialReason.OtherBureau or DenialReason.UnknownOfficer => throw LegalisationRefusals.OtherBureau(),
                _ => throw LegalisationRefusals.NoDelegation(),
            };
        }
    }

    // What the paper will say is fixed here, before a number is taken.
    CertificationStarted? Start(bool together) => Lacks is not null ? null : new(
        Guid.NewGuid().ToString("N"), Officer!.Bureau, Day.Year, Day, Officer.Id, Officer.Name, Officer.Function,
        Delegation!.Id, Delegation.Act, Base32.Encode(RandomNumberGenerator.GetBytes(8), 12), together);

    // The act that comes nearest to holding says best what is missing.
    static DenialReason Missing(IReadOnlyList<Delegation> acts, DateOnly day) =>
        acts.Any(act => act.RevokedAt is not null && act.From <= day && day <= act.Until) ? DenialReason.DelegationRevoked
        : acts.Any(act => act.RevokedAt is null && act.From > day) ? DenialReason.DelegationNotYet
        : acts.Any(act => act.Until < day) ? DenialReason.DelegationExpired : DenialReason.NoDelegation;
}
