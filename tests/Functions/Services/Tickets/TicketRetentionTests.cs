using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Followers;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>What a ticket knows of people ends with time: followers once it cannot be reopened, its reporter after the months that the référentiel says.</summary>
public sealed class TicketRetentionTests(Azurite azurite)
{
    const string Neighbour = "voisine@example.ma";

    [Fact]
    public async Task After_its_time_nothing_of_anybody_is_left_and_what_happened_stays()
    {
        var storage = azurite.NewAccount();
        Resident closed, open;
        await using (var city = await CityInProcess.Start(storage, "--Casa:Clock=2027-01-05T10:00:00Z"))
        {
            (closed, open) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http));
            foreach (var who in (string[])[Neighbour, "voisin@example.ma"])
                using (var follows = await closed.Call(HttpMethod.Post, $"{closed.Path}/followers", new JsonObject { ["email"] = who })) Assert.Equal(HttpStatusCode.Created, follows.StatusCode);
            await Eventually.True(async () => (await closed.Views())["followers"]!.GetValue<int>() == 2, "both are counted");
            await closed.Does("messages", Resident.Text("Chez Yassine, au 14"));
            await city.Services.TicketsOf().ChangeAs(Agent, closed.Reference, "TicketClose", its => its.Close(TicketOutcome.Solved, "Réparé devant chez Yassine"), null, default);
            Assert.Equal(0, await End(city));
        }
        // While it can be reopened all are known; a day later its followers are not.
        Assert.Equal(0, await At(storage, "2027-02-03T10:00:00Z"));
        await using (var city = await CityInProcess.Start(storage, "--Casa:Clock=2027-02-05T10:00:00Z", "--Casa:Runner:Enabled=false"))
        {
            Assert.Contains(Neighbour, await Legalisation.ErasureTests.Everything(city), StringComparison.Ordinal);
            // One follower at a time, and then none is left.
            for (var times = 0; times < 2; times++) Assert.Equal(1, await End(city, most: 1));
            Assert.Equal(0, await End(city));
        }
        await using (var city = await CityInProcess.Start(storage, "--Casa:Clock=2027-02-05T10:00:00Z"))
        {
            await Eventually.True(async () => !(await Legalisation.ErasureTests.Everything(city)).Contains(Neighbour, StringComparison.Ordinal), "nothing of her is left");
            var its = await closed.At(city.Http).Views();
            Assert.Equal((2, Resident.Name), (its["followers"]!.GetValue<int>(), its["reporter"]!["name"]!.GetValue<string>()));
            Assert.Equal("Coordonnées effacées des personnes qui suivaient ce signalement (2)", its["history"]!.AsArray()[^1]!["what"]!.GetValue<string>());
        }
        // Two years after its end, and not on that very day.
        Assert.Equal(0, await At(storage, "2029-01-05T23:00:00Z"));
        Assert.Equal(1, await At(storage, "2029-01-06T10:00:00Z"));
        Assert.Equal(0, await At(storage, "2029-01-06T10:00:00Z"));
        await using var later = await CityInProcess.Start(storage, "--Casa:Clock=2029-01-06T10:00:00Z");
        var desk = later.Services.TicketsOf();
        await Eventually.True(async () => !(await Legalisation.ErasureTests.Everything(later)).Contains("chez Yassine, au 14", StringComparison.OrdinalIgnoreCase), "texts are gone");
        var told = (await desk.Cases.Find(desk.Kind, closed.Reference, default))!;
        Assert.True(told.State.Erased && told.State.Status == TicketStatus.Closed && told.State.Outcome == TicketOutcome.Solved);
        Assert.Empty(told.Personal.Fields);
        var history = await desk.Cases.History(desk.Kind, closed.Reference, default);
        Assert.Equal(CasaServerless.Common.Erasure.ErasureReason.RetentionOver, Assert.Single(history.Select(happened => happened.Event).OfType<TicketEvent.PersonErased>()).Reason);
        Assert.Empty(await desk.Cases.FaultsOf(closed.Reference, default));
        using (var old = await closed.At(later.Http).Call(HttpMethod.Get, closed.Path, accessCode: closed.AccessCode)) Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        // What is still open knows its reporter.
        Assert.Equal(Resident.Name, (await desk.Cases.Find(desk.Kind, open.Reference, default))!.Personal[TicketEvent.Fields.Name]);
    }

    [Fact]
    public async Task Without_a_rule_everything_stays()
    {
        var storage = azurite.NewAccount();
        await using (var city = await CityInProcess.Start(storage, "--Casa:Clock=2027-01-05T10:00:00Z", "--Casa:Runner:Enabled=false"))
            await (await Resident.Reports(city.Http)).Does("withdrawal");
        await using var later = await CityInProcess.Start(storage, "--Casa:Clock=2035-01-05T10:00:00Z", "--Casa:Runner:Enabled=false");
        var rules = later.Services.GetRequiredService<ReferenceTable>();
        Assert.True(await rules.Write("retention", await rules.Find("retention", "ticket-2024", default), "ticket-2024", null, null, default));
        Assert.Equal(0, await End(later));
    }

    static Caller Agent { get; } = new("eclairage-agent-1", new HashSet<string> { Roles.Agent });

    static Task<int> End(CityInProcess city, int most = 200) => EndRetention.Run(city.Services.GetRequiredService<FollowerDesk>(), default, most);

    static async Task<int> At(string storage, string clock)
    {
        await using var city = await CityInProcess.Start(storage, $"--Casa:Clock={clock}", "--Casa:Runner:Enabled=false");
        return await End(city);
    }
}
