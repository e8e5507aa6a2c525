using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Operators;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Operators;

/// <summary>An operator's own system that works, fails, hangs, answers twice and out of order: nothing lost, nothing doubled.</summary>
public sealed class OperatorSystemTests(Azurite azurite)
{
    const string Operator = "eclairage";
    static readonly string[] quick = ["--Casa:Cases:PauseSeconds=0.2"];

    [Fact]
    public async Task What_happens_to_a_ticket_reaches_its_operators_system_once_and_signed()
    {
        await using var system = await PlayedOperator.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. quick, .. system.Settings(Operator)]);
        var resident = await Resident.Reports(city.Http);
        Assert.Equal(Operator, resident.Receipt["operator"]!["id"]!.GetValue<string>());
        await resident.Does("messages", Resident.Text("Toujours éteint."));
        await resident.Has("transfer", city.Token(Roles.Manager), new JsonObject { ["operator"] = "voirie", ["reason"] = "C’est un feu" });
        await Eventually.True(() => system.Taken.Count == 3, "three events are taken");
        Assert.Equal(["message", "reported", "transferred-away"], system.Events.Select(one => one["type"]!.GetValue<string>()["ma.casablanca.ticket.".Length..]).Order(StringComparer.Ordinal));
        var reported = system.Events.Single(one => one["type"]!.GetValue<string>().EndsWith("reported", StringComparison.Ordinal));
        Assert.Equal(resident.Reference, reported["subject"]!.GetValue<string>());
        Assert.Equal(Resident.Description, reported["data"]!["description"]!.GetValue<string>());
        Assert.DoesNotContain(system.Events, one => one.ToJsonString().Contains(Resident.Phone, StringComparison.Ordinal) || one.ToJsonString().Contains(Resident.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_system_that_fails_or_hangs_is_left_alone_and_gets_everything_once_it_is_back()
    {
        await using var system = await PlayedOperator.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. quick, .. system.Settings(Operator)]);
        system.Down = true;
        var residents = new List<Resident>();
        for (var count = 0; count < 12; count++) residents.Add(await Resident.Reports(city.Http));
        await Eventually.True(() => city.Log.Text.Contains("is left alone for a while", StringComparison.Ordinal), "the circuit opens");
        Assert.Empty(system.Events);
        system.Down = false;
        await Eventually.True(() => system.Taken.Count == 12, "all are taken");
        Assert.Equal(residents.Select(one => $"{one.Reference}.1").Order(StringComparer.Ordinal), system.Taken.Order(StringComparer.Ordinal));
        // Noted, so that nothing is sent again.
        var desk = city.Services.TicketsOf();
        foreach (var resident in residents)
        {
            await Eventually.True(async () => (await desk.Cases.History(desk.Kind, resident.Reference, default)).Any(happened =>
                happened.Event is CasaServerless.Services.Tickets.TicketEvent.OperatorTold), "it is noted");
        }
    }

    [Fact]
    public async Task What_a_system_never_takes_is_kept_and_taken_once_a_person_sends_it_again()
    {
        await using var system = await PlayedOperator.Start();
        // Thirty tries, a day in a city, are over in seconds here.
        await using var city = await CityInProcess.Start(azurite.NewAccount(),
            ["--Casa:Cases:PauseSeconds=0.00001", "--AzureFunctionsJobHost:extensions:queues:maxDequeueCount=1", .. system.Settings(Operator)]);
        system.Down = true;
        var resident = await Resident.Reports(city.Http);
        var stuck = city.Services.GetRequiredService<StuckItems>();
        await Eventually.True(async () => (await stuck.List("operators", default)).Count == 1, "it is kept");
        system.Down = false;
        foreach (var item in await stuck.List("operators", default)) await stuck.Replay(item, default);
        await Eventually.True(() => system.Taken.Count == 1, "it is taken");
        Assert.Equal($"{resident.Reference}.1", system.Taken.Single());
        Assert.Empty(await stuck.List(null, default));
    }

    [Fact]
    public async Task A_system_that_takes_an_event_and_never_answers_gets_it_again_under_the_same_id()
    {
        await using var system = await PlayedOperator.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Cases:PauseSeconds=0.2", "--Casa:Cases:InsuranceSeconds=1", .. system.Settings(Operator)]);
        system.Hangs = true;
        var resident = await Resident.Reports(city.Http);
        await Eventually.True(() => system.Events.Count >= 2, "it is sent again");
        system.Hangs = false;
        var desk = city.Services.TicketsOf();
        await Eventually.True(async () => (await desk.Cases.History(desk.Kind, resident.Reference, default)).Any(happened =>
            happened.Event is CasaServerless.Services.Tickets.TicketEvent.OperatorTold), "it is noted");
        Assert.Equal([$"{resident.Reference}.1"], system.Taken);
    }

    [Fact]
    public async Task Updates_are_heeded_once_whatever_their_order()
    {
        await using var system = await PlayedOperator.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. quick, .. system.Settings(Operator)]);
        var resident = await Resident.Reports(city.Http);
        await Told(city, PlayedOperator.Update("u1", "accepted", resident.Reference, 1, new() { ["operatorReference"] = "WO-77" }));
        Assert.Equal("assigned", (await resident.Views())["status"]!.GetValue<string>());
        // By the operator's own id from now on, once that is in the list; the end before the answer, and each of them twice.
        await Eventually.True(async () => (await PlayedOperator.Tells(city.Http, Operator, PlayedOperator.Update("u4", "closed", "WO-77", 4, new() { ["outcome"] = "solved", ["text"] = "Lampe changée." }))).StatusCode == HttpStatusCode.OK, "its own id is known");
        await Told(city, PlayedOperator.Update("u3", "answered", "WO-77", 3, new() { ["text"] = "Une équipe passe demain." }));
        await Told(city, PlayedOperator.Update("u3", "answered", "WO-77", 3, new() { ["text"] = "Une équipe passe demain." }));
        await Told(city, PlayedOperator.Update("u4", "closed", "WO-77", 4, new() { ["outcome"] = "solved", ["text"] = "Lampe changée." }));
        var its = await resident.Views();
        Assert.Equal("closed", its["status"]!.GetValue<string>());
        Assert.Equal(["Lampe changée."], its["messages"]!.AsArray().Select(one => one!["text"]!.GetValue<string>()));
        // What came too late is kept for agents, once.
        var seen = await resident.Seen(city.Token(Roles.Agent, $"{Operator}-agent-1"));
        Assert.Equal(["Lampe changée.", "Une équipe passe demain."], seen["messages"]!.AsArray().Select(one => one!["text"]!.GetValue<string>()));
        Assert.Empty(await city.Services.TicketsOf().Cases.FaultsOf(resident.Reference, default));
    }

    [Fact]
    public async Task Nobody_is_believed_but_the_tickets_own_operator()
    {
        await using var system = await PlayedOperator.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. system.Settings(Operator), .. system.Settings("averda")]);
        var resident = await Resident.Reports(city.Http);
        var update = PlayedOperator.Update("u1", "closed", resident.Reference, 1, new() { ["outcome"] = "solved" });
        (Task<HttpResponseMessage> Call, HttpStatusCode Expected)[] tries =
        [
            (PlayedOperator.Tells(city.Http, Operator, update, secret: "another secret, that nobody shares with anybody"), HttpStatusCode.Forbidden),
            (PlayedOperator.Tells(city.Http, Operator, update, TimeProvider.System.GetUtcNow().AddMinutes(-6)), HttpStatusCode.Forbidden),
            (PlayedOperator.Tells(city.Http, "arma", update), HttpStatusCode.Forbidden),
            (PlayedOperator.Tells(city.Http, "averda", update), HttpStatusCode.Forbidden),
            (PlayedOperator.Tells(city.Http, Operator, PlayedOperator.Update("u2", "exploded", resident.Reference)), HttpStatusCode.BadRequest),
            (PlayedOperator.Tells(city.Http, Operator, PlayedOperator.Update("u3", "closed", resident.Reference)), HttpStatusCode.UnprocessableEntity),
            (PlayedOperator.Tells(city.Http, Operator, PlayedOperator.Update("u4", "closed", "WO-unknown", 1, new() { ["outcome"] = "solved" })), HttpStatusCode.NotFound),
        ];
        foreach (var (call, expected) in tries)
        {
            using var answer = await call;
            Assert.True(expected == answer.StatusCode, $"{expected}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        Assert.Equal("received", (await resident.Views())["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_operator_that_speaks_Open311_is_given_requests_and_asked_what_became_of_them()
    {
        await using var system = await PlayedOperator.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. quick, .. system.Settings(Operator, "open311")]);
        var resident = await Resident.Reports(city.Http);
        await Eventually.True(() => system.Requests.Count == 1, "the request is given");
        Assert.Contains("service_code=eclairage-public", system.Requests["OP-1"], StringComparison.Ordinal);
        var desk = city.Services.TicketsOf();
        await Eventually.True(async () => (await desk.Cases.Find(desk.Kind, resident.Reference, default))!.State.TheirId == "OP-1", "its id is kept");
        var (systems, calls) = (city.Services.GetRequiredService<OperatorSystems>(), city.Services.GetRequiredService<OperatorCalls>());
        Assert.Equal(0, await AskOperators.Run(desk, systems, calls, default));
        system.RequestStatus = "closed";
        await Eventually.True(async () => await AskOperators.Run(desk, systems, calls, default) == 1, "it is asked");
        var its = await resident.Views();
        Assert.Equal("closed", its["status"]!.GetValue<string>());
        Assert.Equal("Réparé par nos équipes", its["messages"]!.AsArray().Single()!["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"2026/11#7?\"")]
    [InlineData("4711")]
    public async Task An_id_of_theirs_may_be_a_number_or_hold_any_character_and_a_request_is_posted_once(string id)
    {
        await using var system = await PlayedOperator.Start();
        system.NextId = id;
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. quick, .. system.Settings(Operator, "open311")]);
        var resident = await Resident.Reports(city.Http);
        var desk = city.Services.TicketsOf();
        await Eventually.True(async () => (await desk.Cases.Find(desk.Kind, resident.Reference, default))!.State.TheirId == id.Trim('"'), "its id is kept");
        Assert.Single(system.Requests);
        using var told = await PlayedOperator.Tells(city.Http, Operator, PlayedOperator.Update("u1", "accepted", id.Trim('"'), 1));
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
    }

    [Fact]
    public async Task What_is_reopened_is_given_to_an_operator_of_Open311_anew_and_not_closed_by_what_was_closed_before()
    {
        await using var system = await PlayedOperator.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. quick, .. system.Settings(Operator, "open311")]);
        var resident = await Resident.Reports(city.Http);
        var desk = city.Services.TicketsOf();
        var (systems, calls) = (city.Services.GetRequiredService<OperatorSystems>(), city.Services.GetRequiredService<OperatorCalls>());
        await Eventually.True(async () => (await desk.Cases.Find(desk.Kind, resident.Reference, default))!.State.TheirId == "OP-1", "its id is kept");
        system.RequestStatus = "closed";
        await Eventually.True(async () => await AskOperators.Run(desk, systems, calls, default) == 1, "it is closed");
        system.Down = true;
        await resident.Does("reopening", Resident.Text("Il est de nouveau éteint."));
        // The old request is closed for ever: nobody is even asked about it.
        Assert.Equal(0, await AskOperators.Run(desk, systems, calls, default));
        (system.RequestStatus, system.Down) = ("open", false);
        await Eventually.True(async () => (await desk.Cases.Find(desk.Kind, resident.Reference, default))!.State.TheirId == "OP-2", "it is given anew");
        Assert.Contains("Il est de nouveau éteint.", system.Requests["OP-2"], StringComparison.Ordinal);
        Assert.True((await desk.Cases.Find(desk.Kind, resident.Reference, default))!.State.IsOpen);
    }

    [Fact]
    public async Task An_id_of_theirs_that_looks_like_a_reference_of_ours_is_theirs_all_the_same()
    {
        await using var system = await PlayedOperator.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. quick, .. system.Settings(Operator)]);
        var resident = await Resident.Reports(city.Http);
        var theirs = Reference.From("INC", [1, 2, 3, 4, 5, 6, 7, 8]);
        await Told(city, PlayedOperator.Update("u1", "accepted", resident.Reference, 1, new() { ["operatorReference"] = theirs }));
        await Eventually.True(async () => (await PlayedOperator.Tells(city.Http, Operator, PlayedOperator.Update("u2", "noted", theirs, 2, new() { ["text"] = "En route." }))).StatusCode == HttpStatusCode.OK, "it is known");
    }

    static async Task Told(CityInProcess city, JsonObject update)
    {
        using var answer = await PlayedOperator.Tells(city.Http, Operator, update);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{update["id"]}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
