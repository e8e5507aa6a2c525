using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class ClaimTests(Azurite azurite)
{
    static readonly DateTimeOffset nine = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);
    static readonly Officer amina = new("amina", "maarif-1", new("Amina", "أمينة"), new("Officière", "ضابطة"), true);
    static readonly Officer youssef = amina with { Id = "youssef", Name = new("Youssef", "يوسف") };

    static LegalisationCase Waiting { get; } = new() { Status = LegalisationStatus.Submitted, Bureau = "maarif-1", Revision = 3 };

    [Fact]
    public void A_claim_holds_for_ten_minutes_and_keeps_the_second_officer_out_unless_they_take_over()
    {
        var held = After(Waiting, Waiting.ClaimFor(amina, false, nine));
        Assert.Equal(nine.AddMinutes(10), held.Claim!.Until);
        var refusal = Assert.Throws<Refusal>(() => held.ClaimFor(youssef, false, nine.AddMinutes(9)));
        Assert.Equal(("LEG-060", 409), (refusal.Code, refusal.Status));
        Assert.Contains("Amina", refusal.Sentence.Fr, StringComparison.Ordinal);
        Assert.Contains(CityTime.In(nine.AddMinutes(10)).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), refusal.Sentence.Ar, StringComparison.Ordinal);
        Assert.Equal("LEG-060", Assert.Throws<Refusal>(() => held.MustBeFreeFor("youssef", nine.AddMinutes(9), null)).Code);
        held.MustBeFreeFor("amina", nine.AddMinutes(9), null);
        held.MustBeFreeFor("youssef", nine.AddMinutes(10), null);

        var taken = After(held, held.ClaimFor(youssef, true, nine.AddMinutes(1)));
        Assert.Equal("youssef", taken.Claim!.Officer);
        Assert.Throws<Refusal>(() => taken.MustBeFreeFor("amina", nine.AddMinutes(2), null));
    }

    [Fact]
    public void A_claim_is_renewed_in_its_second_half_only_and_given_back_by_its_holder_only()
    {
        var held = After(Waiting, Waiting.ClaimFor(amina, false, nine));
        Assert.Empty(held.ClaimFor(amina, false, nine.AddMinutes(4)).Events);
        Assert.Equal(nine.AddMinutes(16), After(held, held.ClaimFor(amina, false, nine.AddMinutes(6))).Claim!.Until);
        Assert.Empty(held.ReleaseBy("youssef").Events);
        Assert.Null(After(held, held.ReleaseBy("amina")).Claim);
    }

    [Fact]
    public void A_claim_leaves_the_tag_alone_and_ends_with_the_decision()
    {
        var held = After(Waiting, Waiting.ClaimFor(amina, false, nine));
        Assert.Equal(Waiting.Tag, held.Tag);
        var presented = After(held, held.Present(new(IdentityProof.Cnie, true), new Dictionary<string, string?>(), Personal.None));
        Assert.NotEqual(Waiting.Tag, presented.Tag);
        Assert.NotNull(presented.Claim);
        Assert.Equal("LEG-061", Assert.Throws<Refusal>(() => presented.MustBeFreeFor("amina", nine, Waiting.Tag)).Code);
        presented.MustBeFreeFor("amina", nine, presented.Tag);
        Assert.Null(After(presented, presented.Refuse(RefusalReason.Cut, null)).Claim);
    }

    [Fact]
    public void A_scan_at_the_desk_leaves_the_case_in_its_officers_hands_while_it_is_judged()
    {
        var held = After(Waiting, Waiting.ClaimFor(amina, false, nine));
        var scanned = After(held, held.Receive("a", 1, atDesk: true));
        Assert.Equal((LegalisationStatus.AwaitingDocument, "amina"), (scanned.Status, scanned.Claim!.Officer));
        Assert.Equal("amina", After(scanned, scanned.Accept(new("a", new string('b', 64), 1, false))).Claim!.Officer);
        Assert.Equal("amina", After(scanned, scanned.RefuseDocument(new("a", "empty"))).Claim!.Officer);
    }

    [Fact]
    public void What_no_officer_awaits_is_not_claimed() => Assert.Equal("LEG-009", Assert.Throws<Refusal>(
        () => (Waiting with { Status = LegalisationStatus.Certified }).ClaimFor(amina, true, nine)).Code);

    [Fact]
    public async Task Two_officers_on_one_case_the_second_is_told_in_every_act_and_may_take_over()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (first, second) = (city.Token(Roles.Officer), city.Token(Roles.Officer, "maarif-1-officer-2"));
        var citizen = await Waits(city);
        await citizen.Act("claim", first, null, HttpStatusCode.OK);
        foreach (var (act, body) in new (string, JsonNode?)[]
        {
            ("claim", null), ("refusal", new JsonObject { ["reason"] = "cut" }),
            ("presentation", new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }), ("scan", null),
        })
        {
            await StoryTests.Refused(await citizen.Call(HttpMethod.Post, $"{citizen.Path}/{act}", body, second), "LEG-060", HttpStatusCode.Conflict);
        }
        // That the applicant stands at the door is noted by whoever sits there, and is no reason to read the case again.
        using var shown = await citizen.Call(HttpMethod.Get, citizen.Path, token: first);
        await citizen.Act("check-in", second, null, HttpStatusCode.OK);
        using var after = await citizen.Call(HttpMethod.Get, citizen.Path, token: first);
        Assert.Equal(shown.Headers.ETag, after.Headers.ETag);
        await citizen.Act("presentation", first, new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
        await StoryTests.Refused(await citizen.Call(HttpMethod.Post, $"{citizen.Path}/certification", null, second), "LEG-060", HttpStatusCode.Conflict);

        await citizen.Act("claim", second, new JsonObject { ["takeOver"] = true }, HttpStatusCode.OK);
        await StoryTests.Refused(await citizen.Call(HttpMethod.Post, $"{citizen.Path}/certification", null, first), "LEG-060", HttpStatusCode.Conflict);
        var queue = await Json(await citizen.Call(HttpMethod.Get, "/api/bureaus/maarif-1/legalisations?status=presented", token: first));
        Assert.Equal("maarif-1-officer-2", queue["items"]![0]!["claim"]!["officer"]!.GetValue<string>());

        (await citizen.Call(HttpMethod.Delete, $"{citizen.Path}/claim", token: second)).Dispose();
        await citizen.Act("certification", first, null, HttpStatusCode.Accepted);
        await citizen.Reaches("certified");
        // A repeat of what is done collides with nobody.
        await citizen.Act("certification", second, null, HttpStatusCode.Accepted);

        var story = (await Json(await citizen.Call(HttpMethod.Get, citizen.Path, token: first)))["history"]!.AsArray();
        Assert.Equal(2, story.Count(line => line!["what"]!.GetValue<string>().StartsWith("Dossier pris en charge", StringComparison.Ordinal)));
        Assert.DoesNotContain("pris en charge", (await citizen.Views())["history"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_certified_but_what_the_officer_was_shown()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await Waits(city);
        using var shown = await citizen.Call(HttpMethod.Get, citizen.Path, token: officer);
        var before = shown.Headers.ETag!;
        await citizen.Act("presentation", officer, new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
        await StoryTests.Refused(await Certify(before), "LEG-061", HttpStatusCode.PreconditionFailed);
        using var again = await citizen.Call(HttpMethod.Get, citizen.Path, token: officer);
        Assert.Equal(HttpStatusCode.Accepted, (await Certify(again.Headers.ETag!)).StatusCode);
        await citizen.Reaches("certified");

        Task<HttpResponseMessage> Certify(EntityTagHeaderValue tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{citizen.Path}/certification");
            request.Headers.Authorization = new("Bearer", officer);
            request.Headers.IfMatch.Add(tag);
            return city.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task Who_stands_at_the_desk_is_found_by_card_phone_or_reference_in_their_bureau_alone()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Waits(city);
        foreach (var whom in new[] { "bk 771199", "06 61 99 88 77", Citizen.Email.ToUpperInvariant(), citizen.Reference.ToLowerInvariant() })
        {
            var found = await Find(whom, "maarif-1", Roles.Officer);
            Assert.Equal(citizen.Reference, Assert.Single(found["items"]!.AsArray())!["reference"]!.GetValue<string>());
        }
        Assert.Empty((await Find("ZZ111", "maarif-1", Roles.Officer))["items"]!.AsArray());
        Assert.Empty((await Find(Citizen.Cin, "anfa-1", Roles.Manager))["items"]!.AsArray());
        // However many they have elsewhere.
        for (var elsewhere = 0; elsewhere < 25; elsewhere++) await Citizen.Submits(city.Http, Citizen.Request("anfa-1"));
        Assert.Single((await Find(Citizen.Cin, "maarif-1", Roles.Officer))["items"]!.AsArray());
        Assert.Equal(20, (await Find(Citizen.Cin, "anfa-1", Roles.Manager))["items"]!.AsArray().Count);
        await StoryTests.Refused(await Call("?", "maarif-1", Roles.Officer), "LEG-062", HttpStatusCode.UnprocessableEntity);
        await StoryTests.Refused(await Call(Citizen.Cin, "anfa-1", Roles.Officer), "LEG-008", HttpStatusCode.Forbidden);

        Task<HttpResponseMessage> Call(string whom, string bureau, string role) =>
            citizen.Call(HttpMethod.Post, $"/api/bureaus/{bureau}/searches", new JsonObject { ["whom"] = whom }, city.Token(role));

        async Task<JsonNode> Find(string whom, string bureau, string role) => await Json(await Call(whom, bureau, role));
    }

    [Fact]
    public async Task The_desk_tells_whose_it_is_and_whether_they_may_sign_today()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false", "--Casa:Clock=2031-12-31T10:00:00Z");
        var desk = await Desk(Roles.Officer);
        Assert.Equal(("maarif-1", "2031-12-31"), (desk["bureau"]!.GetValue<string>(), desk["delegation"]!["until"]!.GetValue<string>()));
        Assert.Null((await Desk(Roles.Manager))["bureau"]);
        await using var dayAfter = await CityInProcess.Start(city.Storage, "--Casa:Runner:Enabled=false", "--Casa:Clock=2032-01-01T00:30:00Z");
        Assert.Null((await Json(await Get(dayAfter, Roles.Officer)))["delegation"]);

        async Task<JsonNode> Desk(string role) => await Json(await Get(city, role));

        static Task<HttpResponseMessage> Get(CityInProcess city, string role)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/counter/desk");
            request.Headers.Authorization = new("Bearer", city.Token(role));
            return city.Http.SendAsync(request);
        }
    }

    static async Task<Citizen> Waits(CityInProcess city)
    {
        var citizen = await Citizen.Submits(city.Http);
        (await citizen.Sends(SamplePage.Pdf)).Dispose();
        await citizen.Reaches("submitted");
        return citizen;
    }

    static async Task<JsonNode> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    static LegalisationCase After(LegalisationCase its, Decision<LegalisationEvent> decision)
    {
        var happened = new Recorded<LegalisationEvent>(9, nine, new("officer", "amina"), "Test", Assert.Single(decision.Events), new Dictionary<string, string>());
        return its.After(happened).Noted(happened);
    }
}
