using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CasaServerless.Tests.Functions.Services.Legalisation;
using CasaServerless.Tests.Given;
using static CasaServerless.Tests.Functions.Common.Referentiels.ManagerCalls;

namespace CasaServerless.Tests.Functions.Common.Referentiels;

/// <summary>Managers keep what may be reported, who solves it and by when.</summary>
public sealed partial class SolvingTests(Azurite azurite)
{
    [Theory]
    [InlineData("services", "graffitis", "applied")]
    [InlineData("operators", "averda", "proposed")]
    [InlineData("operator-rules", "graffitis-voirie", "proposed")]
    [InlineData("agents", "averda-agent-1", "applied")]
    [InlineData("working-hours", "commune-2024", "applied")]
    [InlineData("escalation", "reminder", "applied")]
    public async Task Every_seeded_entry_has_the_form_that_is_asked_of_it(string kind, string id, string status)
    {
        await using var city = await Start();
        var entries = (await Get(city, $"/api/referentiels/{kind}", "manager"))["items"]!.AsArray();
        Assert.NotEmpty(entries);
        var (value, tag) = await Entry(city, kind, id);
        var (told, _) = await Changed(city, HttpMethod.Put, $"{kind}/{id}", value, tag);
        Assert.Equal(status, told["status"]!.GetValue<string>());
        // All the others keep it too: what is written is what was read.
        var form = await city.Counter.Referentiels.Form(default);
        foreach (var entry in entries)
        {
            var kept = entry!["value"]!;
            var (_, json) = form.Read(kind, entry["id"]!.GetValue<string>(), System.Text.Json.JsonDocument.Parse(kept.ToJsonString()).RootElement, null);
            // An hour may be written without its seconds.
            Assert.True(JsonNode.DeepEquals(kept, JsonNode.Parse(SecondsOfHours().Replace(json, "$1"))), json);
        }
    }

    [Theory]
    [InlineData("services", "graffitis", "family", "\"sport\"")]
    [InlineData("services", "graffitis", "group", "\"nothing\"")]
    [InlineData("services", "graffitis", "answerHours", "0")]
    [InlineData("services", "graffitis", "keywords", """["", "tag"]""")]
    [InlineData("services", "graffitis", "attributes", """[{"code":"a","datatype":"singlevaluelist","required":true,"variable":true,"description":{"fr":"A","ar":"ا"},"help":null,"values":[],"order":1}]""")]
    [InlineData("services", "graffitis", "attributes", """[{"code":"a","datatype":"colour","required":true,"variable":true,"description":{"fr":"A","ar":"ا"},"help":null,"values":[],"order":1}]""")]
    [InlineData("operator-rules", "graffitis-voirie", "operator", "\"nobody\"")]
    [InlineData("operator-rules", "graffitis-voirie", "service", "\"nothing\"")]
    [InlineData("operator-rules", "graffitis-voirie", "prefecture", "\"rabat\"")]
    [InlineData("operator-rules", "graffitis-voirie", "until", "\"2020-01-01\"")]
    [InlineData("operator-rules", "fuite-eau-lydec", "until", "\"2024-10-01\"")]
    [InlineData("agents", "averda-agent-1", "operator", "\"nobody\"")]
    [InlineData("escalation", "reminder", "percent", "100")]
    [InlineData("working-hours", "commune-2024", "hours", "[]")]
    public async Task What_does_not_fit_is_refused(string kind, string id, string field, string wrong)
    {
        await using var city = await Start();
        var (value, tag) = await Entry(city, kind, id);
        value[field] = JsonNode.Parse(wrong);
        await StoryTests.Refused(await Send(city, HttpMethod.Put, $"{kind}/{id}", value, tag), "REF-003", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Two_rules_proposed_for_the_same_place_and_day_do_not_both_come_to_hold()
    {
        await using var city = await Start();
        JsonNode Rule(string its) => JsonNode.Parse($$"""
            {"service":"taxi","prefecture":"ain-chock","operator":"{{its}}","from":"2026-01-01","until":null,"basis":{"fr":"Essai","ar":"تجربة"},"demonstration":true}
            """)!;
        var first = (await Changed(city, HttpMethod.Put, "operator-rules/one", Rule("circulation"), "*")).Told;
        var second = (await Changed(city, HttpMethod.Put, "operator-rules/two", Rule("voirie"), "*")).Told;
        // Who proposed it does not approve it.
        await StoryTests.Refused(await Post(city, $"/api/referentiel-changes/{first["reference"]}/approval", null, "manager-1"), "REF-006", HttpStatusCode.Forbidden);
        using (var approved = await Post(city, $"/api/referentiel-changes/{first["reference"]}/approval", null, "manager-2")) Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        await StoryTests.Refused(await Post(city, $"/api/referentiel-changes/{second["reference"]}/approval", null, "manager-2"), "REF-005", HttpStatusCode.PreconditionFailed);
        Assert.Contains(await city.Counter.Referentiels.OperatorRules(default), rule => rule.Id == "one");
        Assert.DoesNotContain(await city.Counter.Referentiels.OperatorRules(default), rule => rule.Id == "two");
    }

    [Theory]
    [InlineData("services/graffitis")]
    [InlineData("operators/averda")]
    public async Task What_tickets_name_is_never_removed(string entry)
    {
        await using var city = await Start();
        var (_, tag) = await Entry(city, entry.Split('/')[0], entry.Split('/')[1]);
        await StoryTests.Refused(await Send(city, HttpMethod.Delete, entry, null, tag), "REF-009", HttpStatusCode.Conflict);
    }

    [GeneratedRegex(@"(""\d\d:\d\d):00(?="")")]
    private static partial Regex SecondsOfHours();

    Task<CityInProcess> Start() => CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
}
