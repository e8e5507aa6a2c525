using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Followers;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>What becomes of tickets, of those merged into them and of those who follow, where two things happen at once or one happens late.</summary>
public sealed class TicketsAtOnceTests(Azurite azurite)
{
    [Fact]
    public async Task Where_the_other_ones_reporter_is_erased_the_merged_one_stands_for_itself_and_followers_are_told()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (one, other) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http, Another()));
        var agent = Agent(city, one);
        using (var followed = await other.Call(HttpMethod.Post, $"{other.Path}/followers", new JsonObject())) Assert.Equal(HttpStatusCode.Created, followed.StatusCode);
        await one.Has("merge", agent, new JsonObject { ["into"] = other.Reference });
        await Eventually.True(async () => (await other.Seen(agent))["absorbs"] is not null, "the other names it");
        using (var erased = await other.Call(HttpMethod.Post, "/api/tickets/erasures",
            new JsonObject { ["whom"] = other.Reference, ["reason"] = "person-asked" }, city.Token(Roles.Manager))) Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        await Eventually.True(async () => (await one.Views())["status"]!.GetValue<string>() == "received", "it is open again");
        var followers = city.Services.GetRequiredService<FollowerDesk>();
        var follower = (await followers.Tickets.Lists.Single(FollowerKind.Of(other.Reference), default))!;
        await Eventually.True(async () => (await followers.Tickets.Cases.History(followers.Kind, follower, default)).Any(
            happened => happened.Event is FollowerEvent.Told { Status: TicketStatus.Withdrawn }), "the follower is told");
    }

    [Fact]
    public async Task What_was_erased_is_not_opened_again_by_the_end_of_the_other()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (one, other) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http, Another()));
        var agent = Agent(city, one);
        await one.Has("merge", agent, new JsonObject { ["into"] = other.Reference });
        await Eventually.True(async () => (await other.Seen(agent))["absorbs"] is not null, "the other names it");
        using (await one.Call(HttpMethod.Post, "/api/tickets/erasures",
            new JsonObject { ["whom"] = one.Reference, ["reason"] = "person-asked" }, city.Token(Roles.Manager)))
        {
            await other.Does("withdrawal");
        }
        await Eventually.True(async () => (await one.Seen(agent))["mergedInto"] is null, "it is merged no more");
        Assert.Equal("withdrawn", (await one.Seen(agent))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_settlement_that_comes_a_second_time_undoes_no_merger()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (one, other, third) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http), await Resident.Reports(city.Http));
        var agent = Agent(city, one);
        await one.Has("merge", agent, new JsonObject { ["into"] = other.Reference });
        await Eventually.True(async () => (await other.Seen(agent))["absorbs"] is not null, "the other names it");
        await other.Has("merge", agent, new JsonObject { ["into"] = third.Reference });
        await Eventually.True(async () => (await third.Seen(agent))["absorbs"] is not null, "the third names the other");
        var merged = (await city.Services.TicketsOf().Cases.History(city.Services.TicketsOf().Kind, one.Reference, default)).Single(happened => happened.Event is TicketEvent.Merged);
        await Run(city, one.Reference, merged.Version, "settle-merge");
        Assert.Equal(other.Reference, (await one.Seen(agent))["mergedInto"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_was_merged_into_two_one_after_the_other_learns_of_both()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (one, first, second) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http), await Resident.Reports(city.Http));
        var agent = Agent(city, one);
        foreach (var other in (Resident[])[first, second])
        {
            await one.Has("merge", agent, new JsonObject { ["into"] = other.Reference });
            await Eventually.True(async () => (await other.Seen(agent))["absorbs"] is not null, "the other names it");
            // Answered at the same version by both.
            await other.Has("answer", agent, Resident.Text("C’est réparé."));
            await Eventually.True(async () => await Told(city, one) is [.., var last] && last == other.Reference, $"told of {other.Reference}");
            using (await one.Call(HttpMethod.Delete, $"{one.Path}/merge", token: agent)) { }
            await Eventually.True(async () => (await other.Seen(agent))["absorbs"] is null, "the other lets it go");
        }
    }

    [Fact]
    public async Task What_was_merged_into_a_ticket_that_ended_at_the_same_moment_learns_of_that()
    {
        var storage = azurite.NewAccount();
        Resident one, other;
        int version;
        await using (var still = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false"))
        {
            (one, other) = (await Resident.Reports(still.Http), await Resident.Reports(still.Http));
            await one.Has("merge", Agent(still, one), new JsonObject { ["into"] = other.Reference });
            await other.Has("answer", Agent(still, one), new JsonObject { ["text"] = "C’est réparé.", ["closes"] = "solved" });
            version = (await still.Services.TicketsOf().Cases.Find(still.Services.TicketsOf().Kind, one.Reference, default))!.Version;
            // As if the other's end had been passed on before the list knew who is merged into it: only the settlement runs.
            await Run(still, one.Reference, version, "settle-merge");
            await Run(still, one.Reference, version, "settle-merge");
            Assert.Equal([other.Reference], await Told(still, one));
        }
    }

    [Fact]
    public async Task Who_followed_a_ticket_that_ended_at_the_same_moment_learns_of_that_once()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var one = await Resident.Reports(city.Http);
        using (var followed = await one.Call(HttpMethod.Post, $"{one.Path}/followers", new JsonObject())) Assert.Equal(HttpStatusCode.Created, followed.StatusCode);
        await one.Has("answer", Agent(city, one), Resident.Text("C’est réparé."));
        var followers = city.Services.GetRequiredService<FollowerDesk>();
        var follower = (await followers.Tickets.Lists.Single(FollowerKind.Of(one.Reference), default))!;
        // As if the list had known of them too late: they are counted, and the answer was passed on before, or is afterwards.
        await Run(city, follower, 1, "count");
        await Run(city, one.Reference, 2, "pass-on");
        await Run(city, follower, 1, "count");
        Assert.Single(await followers.Tickets.Cases.History(followers.Kind, follower, default), happened => happened.Event is FollowerEvent.Told { Status: TicketStatus.Answered });
    }

    [Fact]
    public async Task A_name_that_is_hidden_is_hidden_in_the_parts_too()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var one = await Resident.Reports(city.Http);
        var agent = Agent(city, one);
        var split = await one.Has("split", agent, new JsonObject { ["description"] = "Le poteau aussi" }, HttpStatusCode.Created);
        var part = $"/api/tickets/{split["reference"]}";
        Assert.Contains(Resident.Name, await Text(part), StringComparison.Ordinal);
        using (var hidden = await one.Call(HttpMethod.Delete, $"{one.Path}/name", accessCode: one.AccessCode)) Assert.Equal(HttpStatusCode.OK, hidden.StatusCode);
        Assert.DoesNotContain(Resident.Name, await Text(part), StringComparison.Ordinal);
        using (var again = await one.Call(HttpMethod.Delete, $"{one.Path}/name", accessCode: one.AccessCode)) Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        async Task<string> Text(string path)
        {
            using var answer = await one.Call(HttpMethod.Get, path, token: agent);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Of_two_who_close_with_words_of_their_own_the_second_is_told_that_theirs_are_not_kept()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var one = await Resident.Reports(city.Http);
        var agent = Agent(city, one);
        await one.Has("closure", agent, new JsonObject { ["outcome"] = "solved", ["text"] = "Lampe changée." });
        await one.Has("closure", agent, new JsonObject { ["outcome"] = "solved", ["text"] = "Câble réparé." }, HttpStatusCode.Conflict);
        await one.Has("closure", agent, new JsonObject { ["outcome"] = "solved" });
        Assert.Equal(["Lampe changée."], (await one.Views())["messages"]!.AsArray().Select(message => message!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_same_key_with_other_words_is_refused_and_with_the_same_done_once()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (one, other) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http));
        var agent = Agent(city, one);
        foreach (var (its, words, expected) in ((Resident, string, HttpStatusCode)[])
            [(one, "Une note", HttpStatusCode.OK), (one, "Une note", HttpStatusCode.OK), (one, "Une autre", HttpStatusCode.UnprocessableEntity), (other, "Une autre", HttpStatusCode.OK)])
        {
            using var note = await its.Call(HttpMethod.Post, $"{its.Path}/note", Resident.Text(words), agent, idempotencyKey: "la-meme");
            Assert.Equal(expected, note.StatusCode);
            using var message = await its.Call(HttpMethod.Post, $"{its.Path}/messages", Resident.Text(words), accessCode: its.AccessCode, idempotencyKey: "la-meme");
            Assert.Equal(expected, message.StatusCode);
        }
        Assert.Equal(["Une note", "Une note"], (await one.Seen(agent))["messages"]!.AsArray().Select(message => message!["text"]!.GetValue<string>()));
    }

    static JsonObject Another()
    {
        var body = Resident.Request();
        body.Remove("reporter");
        return body;
    }

    // The tickets whose end a merged one was told of.
    static async Task<IReadOnlyList<string>> Told(CityInProcess city, Resident its)
    {
        var (told, into) = (new List<string>(), "");
        foreach (var happened in await city.Services.TicketsOf().Cases.History(city.Services.TicketsOf().Kind, its.Reference, default))
        {
            if (happened.Event is TicketEvent.Merged merged) into = merged.Into;
            if (happened.Event is TicketEvent.SolvedWith) told.Add(into);
        }
        return told;
    }

    static Task Run(CityInProcess city, string reference, int version, string effect) => city.Services.TicketsOf().Cases.Handle(
        new CaseMessage(reference, Version: version, Effect: effect).ToJson(), city.Services.GetServices<ICaseKind>(), city.Services, default);

    static string Agent(CityInProcess city, Resident resident) => city.Token(Roles.Agent, $"{resident.Receipt["operator"]!["id"]}-agent-1");
}
