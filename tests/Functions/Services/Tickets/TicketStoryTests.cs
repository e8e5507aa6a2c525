using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>A ticket from its report to its end, as calls from outside.</summary>
public sealed class TicketStoryTests(Azurite azurite)
{
    [Fact]
    public async Task A_problem_is_reported_asked_about_answered_rated_and_reopened()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var resident = await Resident.Reports(city.Http);
        Assert.StartsWith("TIC-", resident.Reference, StringComparison.Ordinal);
        var its = resident.Receipt["operator"]!["id"]!.GetValue<string>();
        var agent = city.Token(Roles.Agent, $"{its}-agent-1");

        var list = await city.Listed(agent, "status=received");
        Assert.Contains(resident.Reference, list);
        await resident.Has("assignment", agent, new JsonObject { ["agent"] = $"{its}-agent-1" });
        await resident.Has("question", agent, Resident.Text("Quel numéro porte le poteau ?"));
        var asked = await resident.Views();
        Assert.Equal("awaiting-reporter", asked["status"]!.GetValue<string>());
        Assert.NotNull(asked["pausedSince"]);
        var told = await resident.Does("messages", Resident.Text("Le numéro 4 512."), idempotencyKey: "reponse");
        Assert.Equal("assigned", told["status"]!.GetValue<string>());
        // A repeat writes nothing twice.
        await resident.Does("messages", Resident.Text("Le numéro 4 512."), idempotencyKey: "reponse");
        await resident.Has("note", agent, Resident.Text("Équipe de nuit prévenue"));
        await resident.Has("answer", agent, new JsonObject { ["text"] = "La lampe est changée.", ["closes"] = "solved" });
        await resident.Does("rating", new JsonObject { ["stars"] = 2, ["text"] = "Elle clignote" });
        var closed = await resident.Views();
        Assert.Equal("closed", closed["status"]!.GetValue<string>());
        Assert.Equal(2, closed["rating"]!.GetValue<int>());
        Assert.NotNull(closed["reopenUntil"]);
        await resident.Does("reopening", Resident.Text("Elle est de nouveau éteinte."));

        var after = await resident.Views();
        Assert.Equal("assigned", after["status"]!.GetValue<string>());
        Assert.Equal(Resident.Description, after["description"]!.GetValue<string>());
        Assert.Equal(
            ["Quel numéro porte le poteau ?", "Le numéro 4 512.", "La lampe est changée.", "Elle clignote", "Elle est de nouveau éteinte."],
            after["messages"]!.AsArray().Select(one => one!["text"]!.GetValue<string>()));
        Assert.Equal(["operator", "reporter", "operator", "reporter", "reporter"], after["messages"]!.AsArray().Select(one => one!["by"]!.GetValue<string>()));
        // Staff read their notes, and who reports.
        var seen = await resident.Seen(agent);
        Assert.Contains("Équipe de nuit prévenue", seen["messages"]!.AsArray().Select(one => one!["text"]!.GetValue<string>()));
        Assert.Equal(Resident.Name, seen["reporter"]!["name"]!.GetValue<string>());
        Assert.Empty(await city.Services.TicketsOf().Cases.FaultsOf(resident.Reference, default));
    }

    [Fact]
    public async Task The_same_report_twice_is_one_ticket_and_another_under_its_key_is_refused()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var once = await Resident.Reports(city.Http, idempotencyKey: "k1");
        var again = await Resident.Reports(city.Http, idempotencyKey: "k1");
        Assert.Equal((once.Reference, once.AccessCode), (again.Reference, again.AccessCode));
        var other = Resident.Request();
        other["description"] = "Autre chose";
        using var refused = await Resident.TriesToReport(city.Http, other, "k1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_with_a_report_is_said_in_both_languages_and_nothing_is_kept()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        (string Field, JsonNode? Value, string Code)[] wrong =
        [
            ("kind", null, "TIC-001"), ("language", "en", "TIC-001"), ("service", "inconnu", "TIC-002"), ("description", "", "TIC-001"),
            ("place", null, "TIC-003"), ("place", new JsonObject { ["address"] = "rue sans arrondissement" }, "TIC-003"),
            ("place", new JsonObject { ["lat"] = 34.02, ["long"] = -6.84 }, "TIC-004"),
            ("place", new JsonObject { ["lat"] = 91, ["long"] = 0 }, "TIC-001"), ("place", new JsonObject { ["lat"] = 33.5 }, "TIC-001"),
            ("reporter", new JsonObject { ["phone"] = "12" }, "TIC-001"), ("reporter", new JsonObject { ["email"] = "non" }, "TIC-001"),
            ("attributes", new JsonObject { ["inconnu"] = "x" }, "TIC-001"),
        ];
        foreach (var (field, value, code) in wrong)
        {
            var body = Resident.Request();
            body[field] = value?.DeepClone();
            foreach (var language in (string[])["fr", "ar"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets") { Content = JsonContent.Create(body) };
                request.Headers.AcceptLanguage.Add(new(language));
                using var answer = await city.Http.SendAsync(request);
                var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
                Assert.True(problem["code"]?.GetValue<string>() == code, $"{field} {value}: {problem}");
                Assert.Equal(language == "ar", problem["detail"]!.GetValue<string>().Any(letter => letter is >= '\u0600' and <= '\u06ff'));
            }
        }
        Assert.Empty(await city.Listed(city.Token(Roles.Manager), "status=received"));
    }

    [Fact]
    public async Task A_ticket_is_its_reporters_and_its_operators_alone()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var resident = await Resident.Reports(city.Http);
        var other = await Resident.Reports(city.Http);
        using (var stranger = await resident.Call(HttpMethod.Get, resident.Path, accessCode: other.AccessCode)) Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        var its = resident.Receipt["operator"]!["id"]!.GetValue<string>();
        var elsewhere = its == "averda" ? "arma" : "averda";
        using (var colleague = await resident.Call(HttpMethod.Get, resident.Path, token: city.Token(Roles.Agent, $"{elsewhere}-agent-1")))
            Assert.Equal(HttpStatusCode.Forbidden, colleague.StatusCode);
        await resident.Has("answer", city.Token(Roles.Agent, $"{elsewhere}-agent-1"), Resident.Text("Pas le nôtre"), HttpStatusCode.Forbidden);
        // Transferred, it is the other's.
        await resident.Has("transfer", city.Token(Roles.Agent, $"{its}-agent-1"), new JsonObject { ["operator"] = elsewhere, ["reason"] = "Hors de notre zone" });
        await resident.Has("answer", city.Token(Roles.Agent, $"{its}-agent-1"), Resident.Text("Plus le nôtre"), HttpStatusCode.Forbidden);
        await resident.Has("answer", city.Token(Roles.Agent, $"{elsewhere}-agent-1"), Resident.Text("Fait."));
        // An auditor sees what was done, not what was written nor by whom it was reported.
        var audited = (await resident.Seen(city.Token(Roles.Auditor))).ToJsonString();
        Assert.DoesNotContain(Resident.Name, audited, StringComparison.Ordinal);
        Assert.DoesNotContain("lampadaire", audited, StringComparison.Ordinal);
        Assert.DoesNotContain("rue des Essais", audited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_agents_who_saw_the_same_the_second_is_told_and_overwrites_nothing()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var resident = await Resident.Reports(city.Http);
        var its = resident.Receipt["operator"]!["id"]!.GetValue<string>();
        var (one, two) = (city.Token(Roles.Agent, $"{its}-agent-1"), city.Token(Roles.Agent, $"{its}-agent-2"));
        using var seen = await resident.Call(HttpMethod.Get, resident.Path, token: one);
        var tag = seen.Headers.ETag!.ToString();
        await resident.Has("answer", one, Resident.Text("Réparé ce matin."), seen: tag);
        await resident.Has("closure", two, new JsonObject { ["outcome"] = "not-found" }, HttpStatusCode.PreconditionFailed, tag);
        Assert.Equal("answered", (await resident.Views())["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_anonymous_reporter_follows_by_code_and_a_named_one_can_hide()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var body = Resident.Request();
        body.Remove("reporter");
        var anonymous = await Resident.Reports(city.Http, body);
        Assert.Null((await anonymous.Views())["reporter"]);
        using (var nothing = await anonymous.Call(HttpMethod.Delete, $"{anonymous.Path}/name", accessCode: anonymous.AccessCode))
            Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
        var named = await Resident.Reports(city.Http);
        var agent = city.Token(Roles.Agent, $"{named.Receipt["operator"]!["id"]}-agent-1");
        Assert.NotNull((await named.Seen(agent))["reporter"]);
        using (var hidden = await named.Call(HttpMethod.Delete, $"{named.Path}/name", accessCode: named.AccessCode)) Assert.Equal(HttpStatusCode.OK, hidden.StatusCode);
        Assert.Null((await named.Seen(agent))["reporter"]);
        Assert.NotNull((await named.Views())["reporter"]);
        await named.Does("withdrawal");
        await named.Does("withdrawal");
        await named.Does("messages", Resident.Text("Trop tard"), HttpStatusCode.Conflict);
        Assert.Equal("withdrawn", (await named.Views())["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_public_sees_what_and_where_and_nothing_else()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var resident = await Resident.Reports(city.Http);
        foreach (var filter in (string[])["", "?arrondissement=maarif", "?service=eclairage-public", "?service=eclairage-public&arrondissement=maarif"])
        {
            var page = await city.Http.GetStringAsync($"/api/tickets/public{filter}");
            Assert.Contains(resident.Reference, page, StringComparison.Ordinal);
            Assert.DoesNotContain("Yassine", page, StringComparison.Ordinal);
            Assert.DoesNotContain("rue des Essais", page, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(resident.Reference, await city.Http.GetStringAsync("/api/tickets/public?status=closed"), StringComparison.Ordinal);
        Assert.DoesNotContain(resident.Reference, await city.Http.GetStringAsync("/api/tickets/public?arrondissement=anfa"), StringComparison.Ordinal);
        await resident.Does("withdrawal");
        await Eventually.True(async () => !(await city.Http.GetStringAsync("/api/tickets/public")).Contains(resident.Reference, StringComparison.Ordinal), "withdrawn from the public's list");
    }
}
