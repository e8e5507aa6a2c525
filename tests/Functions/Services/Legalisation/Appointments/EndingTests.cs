using CasaServerless.Common.Erasure;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using static CasaServerless.Services.Legalisation.Appointments.AppointmentEvent;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Appointments;

/// <summary>Whatever ends the applicant's way to the bureau ends the appointment, and the asking for one, with the same stroke.</summary>
public sealed class EndingTests
{
    const string Booked = "maarif-1@2026-12-01T10:00", Asked = "maarif-1@2026-12-02T10:00";

    static readonly DateTimeOffset monday = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    static readonly Dictionary<string, (Func<LegalisationCase, Decision<LegalisationEvent>> Decide, AppointmentEnd End)> ways = new()
    {
        ["known by the card"] = (its => its.Present(new(IdentityProof.Cnie, true), new Dictionary<string, string?>(), Personal.None), AppointmentEnd.Kept),
        ["vouched for"] = (its => its.Present(new(IdentityProof.Witnesses, true), new Dictionary<string, string?>(), Personal.None), AppointmentEnd.Kept),
        ["known by the specimen"] = (its => its.Present(new(IdentityProof.KnownSignature, true, "SPE-1"), new Dictionary<string, string?>(), Personal.None), AppointmentEnd.NotNeeded),
        ["refused"] = (its => its.Refuse(RefusalReason.Cut, null), AppointmentEnd.CaseClosed),
        ["abandoned"] = (its => its.Abandon(monday.AddDays(90)), AppointmentEnd.CaseClosed),
        ["erased"] = (its => its.Erase(ErasureReason.PersonAsked), AppointmentEnd.CaseClosed),
    };

    public static TheoryData<string> Ways { get; } = [.. ways.Keys];

    [Theory, MemberData(nameof(Ways))]
    public void It_ends_with_the_case_and_so_does_the_asking_for_another(string way)
    {
        var (decide, end) = ways[way];
        foreach (var kind in Enum.GetValues<PaperKind>())
        {
            var its = Waiting(kind);
            var decision = decide(its);
            Assert.Equal([(Asked, end), (Booked, end)], decision.Events.OfType<AppointmentEnded>().Select(one => (one.Slot, one.Reason)));
            var after = decision.Events.Aggregate(its, (before, one) => before.After(Happened(one)));
            Assert.Equal((null, null), (after.Visit!.Booked, after.Visit.Asked));
            Assert.Equal((after.Status == LegalisationStatus.Presented ? monday.AddDays(90) : null, null), (after.AbandonedFrom, after.FreedFrom()));
            // And none is begun any more.
            Assert.Equal("LEG-009", Assert.Throws<Refusal>(() => after.AskAppointment(new("k3", Booked, 15))).Code);
        }
    }

    [Fact]
    public void Whoever_was_seen_and_then_forgotten_is_closed_after_ninety_days_and_so_ends_in_retention()
    {
        var its = Waiting(PaperKind.CertifiedCopy).After(Happened(new Presented(IdentityProof.Cnie, true))).After(Happened(new Claimed("amina", new("Amina", "أمينة"), monday)));
        Assert.Empty(its.Abandon(monday.AddDays(90).AddSeconds(-1)).Events);
        var after = its.Abandon(monday.AddDays(90)).Events.Aggregate(its, (before, one) => before.After(Happened(one)).Noted(Happened(one)));
        Assert.Equal((LegalisationStatus.Abandoned, monday, null), (after.Status, after.ClosedAt!.Value, after.Claim));
        Assert.NotNull(after.PurgedFrom);
        // A certification that came to nothing begins the time anew.
        var annulled = its with { Status = LegalisationStatus.Certifying, MovedAt = monday.AddDays(-100), PresentedAt = monday.AddDays(-99) };
        Assert.Equal(monday.AddDays(90), annulled.After(Happened(new CertificationAnnulled("c", null, "lost"))).AbandonedFrom);
    }

    [Fact]
    public void What_is_certified_one_by_one_or_together_was_presented_and_so_has_none_to_end()
    {
        foreach (var status in Enum.GetValues<LegalisationStatus>())
        {
            var its = Waiting(PaperKind.CertifiedCopy) with { Status = status };
            if (status is LegalisationStatus.Presented) Assert.NotEmpty(its.StartCertification(null!).Events);
            else if (status is LegalisationStatus.Certifying or LegalisationStatus.Certified) Assert.Empty(its.StartCertification(null!).Events);
            else Assert.Throws<Refusal>(() => its.StartCertification(null!));
        }
    }

    [Fact]
    public void Whose_signature_was_known_at_a_distance_was_not_received()
    {
        var its = Waiting(PaperKind.Signature);
        var after = its.After(Happened(new Presented(IdentityProof.KnownSignature, false, "SPE-1")));
        Assert.Null(after.Visit!.ReceivedAt);
        Assert.NotNull(its.After(Happened(new Presented(IdentityProof.Cnie, true))).Visit!.ReceivedAt);
    }

    static LegalisationCase Waiting(PaperKind kind) => new()
    {
        Status = LegalisationStatus.Submitted,
        Kind = kind,
        Bureau = "maarif-1",
        MovedAt = monday,
        Visit = new() { Booked = new("k1", Booked, 15, monday, false), Asked = new("k2", Asked, 15) },
    };

    static Recorded<LegalisationEvent> Happened(LegalisationEvent one) => new(9, monday, new("officer", "amina"), "Test", one, new Dictionary<string, string>());
}
