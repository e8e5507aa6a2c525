using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Followers;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>What becomes of merged tickets, and of followers, whatever happens to the ticket with which they are solved.</summary>
public sealed class MergeAfterwardsTests(Azurite azurite)
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
