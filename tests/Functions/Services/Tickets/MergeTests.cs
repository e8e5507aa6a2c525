using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>Tickets that are one problem, two after all, or two in one.</summary>
public sealed class MergeTests(Azurite azurite)
{
    [Fact]
    public async Task What_is_merged_is_solved_with_the_other_and_its_reporter_learns_of_it()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (one, other) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http));
        var agent = Agent(city, one);
        await one.Has("merge", agent, new JsonObject { ["into"] = other.Reference });
        await Eventually.True(async () => (await other.Seen(agent))["absorbs"]?[0]?.GetValue<string>() == one.Reference, "the other names it");
        Assert.Equal(other.Reference, (await one.Views())["mergedInto"]!.GetValue<string>());
        // Its reporter may still add something, and lists show the problem once.
        await one.Does("messages", Resident.Text("Il y en a un second en face."));
        await Eventually.True(async () => !(await city.Http.GetStringAsync("/api/tickets/public")).Contains(one.Reference, StringComparison.Ordinal), "shown once");
        await other.Has("answer", agent, new JsonObject { ["text"] = "Les deux sont changés.", ["closes"] = "solved" });
        await Eventually.True(async () => Told(await one.Views()).Contains("Suite donnée au signalement regroupé : clos"), "told of the end");
        // The answer that closed it is one thing, and told once.
        var tickets = city.Services.TicketsOf();
        await Eventually.True(async () => await tickets.Cases.Done(new(one.Reference, (await tickets.Cases.Find(tickets.Kind, other.Reference, default))!.Version, $"pass-on.{other.Reference}"), default), "passed on");
        Assert.Single(Told(await one.Views()), line => line.StartsWith("Suite donnée", StringComparison.Ordinal));
        foreach (var its in (Resident[])[one, other]) Assert.Empty(await city.Services.TicketsOf().Cases.FaultsOf(its.Reference, default));
    }

    [Fact]
    public async Task A_merger_can_be_undone_and_loses_nothing()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (one, other) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http));
        var agent = Agent(city, one);
        await one.Has("assignment", agent, new JsonObject { ["agent"] = $"{one.Receipt["operator"]!["id"]}-agent-1" });
        await one.Has("merge", agent, new JsonObject { ["into"] = other.Reference });
        using (var undone = await one.Call(HttpMethod.Delete, $"{one.Path}/merge", token: agent)) Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        var its = await one.Views();
        Assert.Equal("assigned", its["status"]!.GetValue<string>());
        Assert.Equal(Resident.Description, its["description"]!.GetValue<string>());
        Assert.Equal(one.Receipt["answerBy"]!.GetValue<string>(), its["answerBy"]!.GetValue<string>());
        await Eventually.True(async () => (await other.Seen(agent))["absorbs"] is null, "the other lets it go");
        using (var nothing = await one.Call(HttpMethod.Delete, $"{one.Path}/merge", token: agent)) Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
    }

    [Fact]
    public async Task Of_two_that_are_merged_into_each_other_at_once_neither_is_lost()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (one, other) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http));
        var agent = Agent(city, one);
        await Task.WhenAll(
            one.Call(HttpMethod.Post, $"{one.Path}/merge", new JsonObject { ["into"] = other.Reference }, agent),
            other.Call(HttpMethod.Post, $"{other.Path}/merge", new JsonObject { ["into"] = one.Reference }, agent));
        await Eventually.True(async () =>
        {
            var (its, others) = (await one.Seen(agent), await other.Seen(agent));
            var (merged, otherMerged) = (its["mergedInto"] is not null, others["mergedInto"] is not null);
            return !(merged && otherMerged) && (others["absorbs"] is not null) == merged && (its["absorbs"] is not null) == otherMerged;
        }, "at the most one is merged, and the other names it");
    }

    [Fact]
    public async Task Nothing_is_merged_into_itself_into_what_is_not_there_or_into_another_operators()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var one = await Resident.Reports(city.Http);
        var elsewhere = await Resident.Reports(city.Http, Resident.Request("fuite-eau"));
        Assert.NotEqual(one.Receipt["operator"]!["id"]!.GetValue<string>(), elsewhere.Receipt["operator"]!["id"]!.GetValue<string>());
        var agent = Agent(city, one);
        foreach (var into in (string[])[one.Reference, elsewhere.Reference])
            await one.Has("merge", agent, new JsonObject { ["into"] = into }, HttpStatusCode.UnprocessableEntity);
        await one.Has("merge", agent, new JsonObject { ["into"] = "TIC-00000-000000" }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("received", (await one.Views())["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_part_becomes_a_ticket_of_the_same_reporter_once()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var resident = await Resident.Reports(city.Http);
        var agent = Agent(city, resident);
        var body = new JsonObject { ["service"] = "nid-de-poule", ["description"] = "Un trou au pied du lampadaire" };
        var parts = new HashSet<string>();
        for (var times = 0; times < 2; times++)
        {
            using var split = await resident.Call(HttpMethod.Post, $"{resident.Path}/split", body, agent, idempotencyKey: "une part");
            Assert.Equal(HttpStatusCode.Created, split.StatusCode);
            parts.Add((await split.Content.ReadFromJsonAsync<JsonNode>())!["reference"]!.GetValue<string>());
        }
        var part = (await resident.Views())["splitInto"]!.AsArray().Single()!;
        Assert.Equal(Assert.Single(parts), part["reference"]!.GetValue<string>());
        // With the code that only the reporter is shown.
        using var seen = await resident.Call(HttpMethod.Get, $"/api/tickets/{part["reference"]}", accessCode: part["accessCode"]!.GetValue<string>());
        var its = (await seen.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("nid-de-poule", its["service"]!["id"]!.GetValue<string>());
        Assert.Equal(Resident.Name, its["reporter"]!["name"]!.GetValue<string>());
        Assert.Null((await resident.Seen(agent))["splitInto"]![0]!["accessCode"]);
    }

    [Fact]
    public async Task One_act_on_many_does_what_it_can_and_tells_the_rest()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (one, two, elsewhere) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http), await Resident.Reports(city.Http, Resident.Request("fuite-eau")));
        using var answer = await one.Call(HttpMethod.Post, "/api/tickets/bulk", new JsonObject
        {
            ["tickets"] = new JsonArray(one.Reference, elsewhere.Reference, two.Reference),
            ["act"] = "answer",
            ["text"] = "Panne du quartier réparée.",
            ["outcome"] = "solved",
        }, Agent(city, one));
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal([one.Reference, two.Reference], receipt["done"]!.AsArray().Select(its => its!.GetValue<string>()));
        Assert.Equal((elsewhere.Reference, "TIC-012"), (receipt["refused"]![0]!["reference"]!.GetValue<string>(), receipt["refused"]![0]!["code"]!.GetValue<string>()));
        Assert.Equal("closed", (await two.Views())["status"]!.GetValue<string>());
        Assert.Equal("received", (await elsewhere.Views())["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_many_that_were_shown_only_what_moved_on_since_is_refused()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (one, two) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http));
        await two.Does("messages", Resident.Text("Et celui d’à côté aussi"));
        using var answer = await one.Call(HttpMethod.Post, "/api/tickets/bulk", new JsonObject
        {
            ["tickets"] = new JsonArray(one.Reference, two.Reference),
            ["act"] = "closure",
            ["outcome"] = "solved",
            ["seen"] = new JsonObject { [one.Reference] = "\"1\"", [two.Reference] = "\"1\"" },
        }, Agent(city, one));
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal([one.Reference], receipt["done"]!.AsArray().Select(its => its!.GetValue<string>()));
        Assert.Equal((two.Reference, "TIC-011"), (receipt["refused"]![0]!["reference"]!.GetValue<string>(), receipt["refused"]![0]!["code"]!.GetValue<string>()));
    }

    static IReadOnlyList<string> Told(JsonNode its) => [.. its["history"]!.AsArray().Select(line => line!["what"]!.GetValue<string>())];

    static string Agent(CityInProcess city, Resident resident) => city.Token(Roles.Agent, $"{resident.Receipt["operator"]!["id"]}-agent-1");
}
