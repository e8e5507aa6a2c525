using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>Without a delegation that holds that day in Casablanca nothing is certified, and the attempt is kept.</summary>
public sealed class AuthorityTests(Azurite azurite)
{
    const string Officer = "maarif-1-officer-1";

    [Theory]
    // From and until, the instant, and whether it holds. Until 20 September 2026 the city is an hour ahead of UTC, but for Ramadan.
    [InlineData("2026-01-01", "2026-06-30", "2026-06-30T22:59:59Z", null)]
    [InlineData("2026-01-01", "2026-06-30", "2026-06-30T23:00:00Z", DenialReason.DelegationExpired)]
    [InlineData("2026-07-01", "2026-12-31", "2026-06-30T22:59:59Z", DenialReason.DelegationNotYet)]
    [InlineData("2026-07-01", "2026-12-31", "2026-06-30T23:00:00Z", null)]
    [InlineData("2026-03-01", "2026-03-10", "2026-03-10T23:59:59Z", null)]
    [InlineData("2026-03-01", "2026-03-10", "2026-03-11T00:00:00Z", DenialReason.DelegationExpired)]
    [InlineData("2026-03-11", "2026-03-20", "2026-03-10T23:30:00Z", DenialReason.DelegationNotYet)]
    // Since then it is level with UTC.
    [InlineData("2026-01-01", "2026-12-31", "2026-12-31T23:59:59Z", null)]
    [InlineData("2026-01-01", "2026-12-31", "2027-01-01T00:00:00Z", DenialReason.DelegationExpired)]
    // In Tokyo or in Los Angeles it may be another day: nobody asks.
    [InlineData("2026-07-01", "2026-07-01", "2026-07-02T07:30:00+09:00", null)]
    [InlineData("2026-07-01", "2026-07-01", "2026-07-01T16:30:00-07:00", DenialReason.DelegationExpired)]
    public async Task Its_days_are_days_of_Casablanca(string from, string until, string now, DenialReason? denied)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var reference = await Presented(city);
        await Delegate(city, Act(DateOnly.Parse(from, null), DateOnly.Parse(until, null)));
        var counter = city.Counter with { Clock = new FakeTimeProvider(DateTimeOffset.Parse(now, null)) };
        var refusal = await Record.ExceptionAsync(() => Certify.Run(reference, Caller(), counter, default));
        var state = (await counter.Cases.Find(counter.Kind, reference, default))!.State;
        if (denied is null)
        {
            Assert.Null(refusal);
            Assert.Equal(CityTime.Day(DateTimeOffset.Parse(now, null)), state.Certification!.Day);
            return;
        }
        Assert.Equal("LEG-012", Assert.IsType<Refusal>(refusal).Code);
        Assert.Equal((LegalisationStatus.Presented, null), (state.Status, state.Certification));
        Assert.Equal(new CertificationDenied(Officer, CityTime.Day(DateTimeOffset.Parse(now, null)), denied.Value), Assert.Single(state.Denied!));
        Assert.Equal(0, (await counter.Register.Read(RegisterEntry.Book("maarif-1", 2026), default)).Last);
    }

    [Fact]
    public async Task Revoked_it_certifies_nothing_though_its_days_are_not_over_and_though_it_was_read_a_moment_ago()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (first, second) = (await Presented(city), await Presented(city));
        await Certify.Run(first, Caller(), city.Counter, default);
        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        await Delegate(city, Act(today.AddYears(-1), today.AddYears(1)) with { RevokedAt = TimeProvider.System.GetUtcNow() });
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Certify.Run(second, Caller(), city.Counter, default));
        Assert.Equal("LEG-012", refusal.Code);
        Assert.Equal(DenialReason.DelegationRevoked, Assert.Single((await State(city, second)).Denied!).Reason);
    }

    [Fact]
    public async Task Who_was_removed_or_moved_through_another_instance_certifies_nothing_from_that_moment()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (moved, removed) = (await Presented(city), await Presented(city));
        var officer = (await city.Counter.Referentiels.Officer(Officer, default))!;
        var table = city.Services.GetRequiredService<ReferenceTable>();
        Assert.True(await table.Write("officers", await table.Find("officers", Officer, default), Officer,
            JsonSerializer.Serialize(officer with { Bureau = "anfa-1" }, ReferentielJson.Default.Officer), null, default));
        await Assert.ThrowsAsync<Refusal>(() => Certify.Run(moved, Caller(), city.Counter, default));
        Assert.Equal(DenialReason.NoDelegation, Assert.Single((await State(city, moved)).Denied!).Reason);
        Assert.True(await table.Write("officers", await table.Find("officers", Officer, default), Officer, null, null, default));
        await Assert.ThrowsAsync<Refusal>(() => Certify.Run(removed, Caller(), city.Counter, default));
        Assert.Equal(DenialReason.UnknownOfficer, Assert.Single((await State(city, removed)).Denied!).Reason);
    }

    [Fact]
    public async Task Who_may_not_certify_may_not_take_a_certification_back()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (reference, today) = (await Presented(city), CityTime.Day(TimeProvider.System.GetUtcNow()));
        await Certify.Run(reference, Caller(), city.Counter, default);
        await Eventually.True(async () => (await State(city, reference)).Status == LegalisationStatus.Certified, "the paper is sealed");
        await Delegate(city, Act(today.AddYears(-2), today.AddYears(-1)));
        Task Revoked() => Revoke.Run(reference, new("Erreur sur la personne"), Caller(), city.Counter, default);
        Assert.Equal("LEG-027", (await Assert.ThrowsAsync<Refusal>(Revoked)).Code);
        Assert.Equal(LegalisationStatus.Certified, (await State(city, reference)).Status);
        await Delegate(city, Act(today, today));
        await Revoked();
        Assert.Equal(LegalisationStatus.Revoked, (await State(city, reference)).Status);
    }

    [Fact]
    public async Task However_often_they_click_the_attempt_is_kept_once_a_day_and_only_staff_see_it()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        var citizen = await Citizen.Submits(city.Http);
        await Delegate(city, Act(today.AddYears(-2), today.AddYears(-1)));
        for (var click = 0; click < 3; click++)
        {
            using var answer = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/certification", null, city.Token(Roles.Officer));
            await StoryTests.Refused(answer, "LEG-012", HttpStatusCode.Forbidden);
        }
        using (var other = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/certification", null, city.Token(Roles.Officer, "anfa-1-officer-1")))
            await StoryTests.Refused(other, "LEG-008", HttpStatusCode.Forbidden);
        using (var unknown = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/certification", null, city.Token(Roles.Officer, "nobody")))
            await StoryTests.Refused(unknown, "LEG-008", HttpStatusCode.Forbidden);

        var history = await city.Counter.Cases.History(city.Counter.Kind, citizen.Reference, default);
        Assert.Equal(
            [(Officer, DenialReason.DelegationExpired), ("anfa-1-officer-1", DenialReason.OtherBureau), ("nobody", DenialReason.UnknownOfficer)],
            history.Select(happened => happened.Event).OfType<CertificationDenied>().Select(attempt => (attempt.Officer, attempt.Reason)));
        Assert.Empty(await city.Counter.Cases.FaultsOf(citizen.Reference, default));
        Assert.Single((await citizen.Views())["history"]!.AsArray());
        using (var seen = await citizen.Call(HttpMethod.Get, citizen.Path, token: city.Token(Roles.Auditor)))
            Assert.Equal(4, (await seen.Content.ReadFromJsonAsync<JsonNode>())!["history"]!.AsArray().Count);
        using var denials = await citizen.Call(HttpMethod.Get, "/api/bureaus/maarif-1/denials", token: city.Token(Roles.Auditor));
        var item = Assert.Single((await denials.Content.ReadFromJsonAsync<JsonNode>())!["items"]!.AsArray())!;
        Assert.Equal((citizen.Reference, 3), (item["reference"]!.GetValue<string>(), item["attempts"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_decision_that_meets_midnight_is_taken_anew_under_the_new_day()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var reference = await Presented(city);
        await Delegate(city, Act(new(2026, 1, 1), new(2026, 12, 31)));
        var counter = city.Counter with { Clock = new Midnight(DateTimeOffset.Parse("2026-12-31T23:59:59.9Z", null)) };
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Certify.Run(reference, Caller(), counter, default));
        Assert.Equal("LEG-012", refusal.Code);
        Assert.Equal(new DateOnly(2027, 1, 1), Assert.Single((await State(city, reference)).Denied!).Day);
    }

    // Shows one instant once, and a second later from then on.
    sealed class Midnight(DateTimeOffset first) : TimeProvider
    {
        int asked;

        public override DateTimeOffset GetUtcNow() => Interlocked.Increment(ref asked) == 1 ? first : first.AddSeconds(1);
    }

    internal static Delegation Act(DateOnly from, DateOnly until, string officer = Officer) =>
        new($"{officer}-2024", officer, "maarif-1", "D900/2026", from, from, until, true);

    /// <summary>Puts a delegation in the place of the officer's seeded one, or beside it.</summary>
    internal static async Task Delegate(CityInProcess city, Delegation act)
    {
        var (table, key) = (city.Services.GetRequiredService<ReferenceTable>(), $"{act.Officer}|{act.Id}");
        Assert.True(await table.Write("delegations", await table.Find("delegations", key, default), key,
            JsonSerializer.Serialize(act, ReferentielJson.Default.Delegation), null, default));
    }

    internal static Caller Caller(string officer = Officer) => new(officer, new HashSet<string> { Roles.Officer });

    static async Task<LegalisationCase> State(CityInProcess city, string reference) =>
        (await city.Counter.Cases.Find(city.Counter.Kind, reference, default))!.State;

    /// <summary>A case that only waits for its certification; no queue has run.</summary>
    internal static async Task<string> Presented(CityInProcess city)
    {
        var (counter, citizen) = (city.Counter, await Citizen.Submits(city.Http));
        var sha256 = await counter.Blobs.Save(citizen.Reference, Folders.Judged, SamplePage.Pdf, "application/pdf", default);
        await counter.Cases.Change(counter.Kind, citizen.Reference, Actor.City, "Test", its => new CasaServerless.Kernel.Cases.Decision<LegalisationEvent>(
            new DocumentReceived(sha256, SamplePage.Pdf.Length), new DocumentAccepted(sha256, sha256, 1, false), new Presented(IdentityProof.Cnie, true)), default);
        return citizen.Reference;
    }
}
