using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Functions.Services.Legalisation;
using CasaServerless.Tests.Given;
using static CasaServerless.Tests.Functions.Common.Referentiels.ManagerCalls;

namespace CasaServerless.Tests.Functions.Common.Referentiels;

/// <summary>What one manager cannot do alone, and what two cannot do at once.</summary>
public sealed class SecondManagerTests(Azurite azurite)
{
    [Theory]
    [InlineData("name", """{"fr":"Un Autre","ar":"شخص آخر"}""")]
    [InlineData("function", """{"fr":"Cheffe de service","ar":"رئيسة مصلحة"}""")]
    [InlineData("bureau", "\"anfa-1\"")]
    public async Task Who_signs_is_renamed_by_two_managers_and_the_officer_is_neither(string field, string value)
    {
        await using var city = await Start();
        var (officer, tag) = await Entry(city, "officers", "maarif-1-officer-1");
        var before = officer.ToJsonString();
        officer[field] = JsonNode.Parse(value);
        var (proposed, _) = await Changed(city, HttpMethod.Put, "officers/maarif-1-officer-1", officer, tag);
        Assert.Equal("proposed", proposed["status"]!.GetValue<string>());
        Assert.Equal(before, (await Entry(city, "officers", "maarif-1-officer-1")).Value.ToJsonString());

        var approval = $"/api/referentiel-changes/{proposed["reference"]}/approval";
        foreach (var alone in (string[])["manager-1", "maarif-1-officer-1"])
            await StoryTests.Refused(await Post(city, approval, null, alone), "REF-006", HttpStatusCode.Forbidden);
        using (var approved = await Post(city, approval, null, "manager-2")) Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        Assert.Equal(officer.ToJsonString(), (await Entry(city, "officers", "maarif-1-officer-1")).Value.ToJsonString());
    }

    [Fact]
    public async Task A_name_that_one_manager_took_away_comes_back_under_two_hands()
    {
        await using var city = await Start();
        var (officer, tag) = await Entry(city, "officers", "maarif-1-officer-1");
        await Changed(city, HttpMethod.Delete, "officers/maarif-1-officer-1", null, tag);
        officer["function"] = JsonNode.Parse("""{"fr":"Cheffe de service","ar":"رئيسة مصلحة"}""");
        var (proposed, _) = await Changed(city, HttpMethod.Put, "officers/maarif-1-officer-1", officer, "*");
        Assert.Equal("proposed", proposed["status"]!.GetValue<string>());
        Assert.Null(await city.Counter.Referentiels.OfficerNow("maarif-1-officer-1", default));
        // The second manager sees what was taken away.
        var story = await Get(city, $"/api/referentiel-changes/{proposed["reference"]}", Roles.Manager);
        Assert.Contains(officer["name"]!["fr"]!.GetValue<string>(), story["history"]![0]!["event"]!["before"]!.GetValue<string>());

        officer["name"] = JsonNode.Parse("""{"fr":"Un Autre","ar":"شخص آخر"}""");
        await StoryTests.Refused(await Send(city, HttpMethod.Put, "officers/maarif-1-officer-1", officer, "*"), "REF-022", HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("name", """{"fr":"Bureau central","ar":"المكتب المركزي"}""", "proposed")]
    [InlineData("arrondissement", "\"anfa\"", "proposed")]
    [InlineData("demonstration", "false", "proposed")]
    [InlineData("address", """{"fr":"1, rue de la Paix","ar":"1، زنقة السلام"}""", "applied")]
    public async Task What_papers_say_of_a_bureau_needs_two_managers_and_where_it_is_found_one(string field, string value, string status)
    {
        await using var city = await Start();
        var (bureau, tag) = await Entry(city, "bureaus", "maarif-1");
        bureau[field] = JsonNode.Parse(value);
        var (changed, _) = await Changed(city, HttpMethod.Put, "bureaus/maarif-1", bureau, tag);
        Assert.Equal(status, changed["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_delegation_that_comes_while_a_new_name_waits_for_its_day_finds_the_name_that_was_agreed_to()
    {
        await using var city = await Start();
        var officer = new Officer("new-officer", "maarif-1", new("Nadia Essai", "نادية تجربة"), new("Officière", "ضابطة"), true);
        await Changed(city, HttpMethod.Put, "officers/new-officer", Json(officer), "*");
        var tomorrow = CityTime.Day(TimeProvider.System.GetUtcNow()).AddDays(1);
        var (renamed, _) = await Changed(city, HttpMethod.Put, $"officers/new-officer?from={tomorrow:yyyy-MM-dd}",
            Json(officer with { Name = new("Un Autre", "شخص آخر") }), "\"1\"");
        Assert.Equal("proposed", renamed["status"]!.GetValue<string>());
        var (act, _) = await Changed(city, HttpMethod.Put, "delegations/new-act", Act("new-officer", tomorrow, tomorrow), "*");
        using (await Post(city, $"/api/referentiel-changes/{act["reference"]}/approval", null, "manager-2"))
            Assert.Equal(officer.Name, (await city.Counter.Referentiels.OfficerNow("new-officer", default))!.Name);
    }

    [Theory]
    [InlineData("PUT", "certified-2024", 1)]
    [InlineData("PUT", "another", 1)]
    [InlineData("DELETE", "certified-2024", null)]
    public async Task One_manager_alone_shortens_no_time_for_which_persons_are_known(string method, string id, int? months)
    {
        await using var city = await Start();
        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        var kept = await city.Counter.Referentiels.MonthsKept("certified", today, default);
        var known = id == "another" ? null : (await Entry(city, "retention", id)).Tag;
        var rule = new Retention(id, "certified", months ?? 1, new(2024, 1, 1), null, new("Note", "مذكرة"), true);
        var value = months is null ? null : JsonSerializer.SerializeToNode(rule, ReferentielJson.Default.Retention);
        var (proposed, _) = await Changed(city, new(method), $"retention/{id}", value, known ?? "*");
        Assert.Equal("proposed", proposed["status"]!.GetValue<string>());
        await StoryTests.Refused(await Post(city, $"/api/referentiel-changes/{proposed["reference"]}/approval", null, "manager-1"), "REF-006", HttpStatusCode.Forbidden);
        city.Counter.Referentiels.Forget();
        Assert.Equal(kept, await city.Counter.Referentiels.MonthsKept("certified", today, default));
    }

    [Fact]
    public async Task Of_many_fees_for_one_day_that_are_set_at_the_same_moment_one_is_adopted()
    {
        await using var city = await Start();
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(amount => Send(city, HttpMethod.Put, $"tariffs/stamp-{amount}", Fee(amount), "*")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers) answer.Dispose();
        city.Counter.Referentiels.Forget();
        Assert.Single(await city.Counter.Referentiels.Tariffs(default), tariff => tariff.Procedure == "stamp");
    }

    [Fact]
    public void A_fee_contradicts_another_of_its_act_on_a_common_day_and_shares_a_row_with_all_of_them()
    {
        var change = new ReferentielChange { Kind = "tariffs", Entry = "stamp-2", Key = "stamp-2", Value = Fee(2).ToJsonString() };
        Assert.NotNull(Contradictions.SharedRow(change));
        Assert.True(Contradictions.Among([new("stamp-1", Fee(1).ToJsonString(), 1)], change));
        Assert.False(Contradictions.Among([new("stamp-2", Fee(1, "stamp-2").ToJsonString(), 1), new("stamp-1", null, 2), new("|", null, 1)], change));
        Assert.Null(Contradictions.SharedRow(change with { Value = null }));
    }

    static JsonNode Fee(int amount, string? id = null) => JsonSerializer.SerializeToNode(
        new Tariff(id ?? $"stamp-{amount}", "stamp", amount, "MAD", new(2027, 1, 1), null, new("Arrêté", "قرار"), true), ReferentielJson.Default.Tariff)!;

    static JsonNode Json(Officer officer) => JsonSerializer.SerializeToNode(officer, ReferentielJson.Default.Officer)!;

    Task<CityInProcess> Start() => CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
}
