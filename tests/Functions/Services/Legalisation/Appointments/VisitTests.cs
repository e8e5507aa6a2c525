using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.DependencyInjection;
using static CasaServerless.Tests.Given.Visits;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Appointments;

/// <summary>The day at the bureau: who comes, who waits, who is received, who does not come.</summary>
public sealed class VisitTests(Azurite azurite)
{
    [Fact]
    public async Task Those_who_wait_are_called_by_their_appointment_or_by_when_they_came()
    {
        var account = azurite.NewAccount();
        Citizen[] people;
        await using (var eight = await City(account))
        {
            people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Citizen.Submits(eight.Http)));
            await people[0].Books("maarif-1@2026-11-30T10:00");
            await people[1].Books(Nine);
        }
        await using (var early = await City(account, "2026-11-30T08:50:00Z"))
        {
            Assert.Equal((2, 0), await Day(early));
            await Comes(early, people[2], walkIn: true);
        }
        await using var half = await City(account, "2026-11-30T09:20:00Z");
        await Comes(half, people[3], walkIn: true);
        await Comes(half, people[0]);
        await Comes(half, people[1]);
        await Comes(half, people[1]);
        var day = await Visits(half);
        Assert.Equal([people[2].Reference, people[1].Reference, people[3].Reference, people[0].Reference],
            day["waiting"]!.AsArray().Select(one => one!["reference"]!.GetValue<string>()));
        Assert.Empty(day["expected"]!.AsArray());
        var waiting = (await half.Http.GetFromJsonAsync<JsonNode>("/api/bureaus/maarif-1/waiting"))!;
        Assert.Equal((true, 4, 20), (waiting["open"]!.GetValue<bool>(), waiting["waiting"]!.GetValue<int>(), waiting["estimatedMinutes"]!.GetValue<int>()));
        using (var gone = await Here(half, people[3]).Call(HttpMethod.Delete, $"{people[3].Path}/check-in", token: half.Staff())) Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Equal((0, 3), await Day(half));
        using (var stranger = await Here(half, people[3]).Call(HttpMethod.Post, $"{people[3].Path}/check-in", token: half.Staff(id: "anfa-1-officer-1")))
            await StoryTests.Refused(stranger, "LEG-008", HttpStatusCode.Forbidden);
        using (var door = await Here(half, people[3]).Call(HttpMethod.Post, "/api/bureaus/anfa-1/walk-ins", new JsonObject { ["reference"] = people[3].Reference }, half.Staff()))
            await StoryTests.Refused(door, "LEG-008", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whoever_is_received_waits_no_longer_and_keeps_no_place()
    {
        var account = azurite.NewAccount();
        await using var city = await CityInProcess.Start(account, $"--Casa:Clock={Monday}");
        var (kept, early) = (await Citizen.Submits(city.Http), await Citizen.Submits(city.Http));
        foreach (var (person, slot) in new[] { (kept, Nine), (early, Tuesday) })
        {
            await person.Books(slot);
            (await person.Sends(SamplePage.Pdf)).Dispose();
            await person.Reaches("submitted");
            await Comes(city, person, walkIn: slot == Tuesday);
        }
        Assert.Equal((0, 2), await Eventually(city, (0, 2)));
        var seen = new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true };
        await kept.Act("presentation", city.Staff(), seen.DeepClone(), HttpStatusCode.OK);
        await early.Act("presentation", city.Staff(), seen, HttpStatusCode.OK);
        Assert.Equal((0, 0), await Eventually(city, (0, 0)));
        var (one, other) = (await city.State(kept), await city.State(early));
        Assert.Equal((null, null, true), (one.Visit!.Booked, one.Visit.CalledOff, one.Visit.ReceivedAt is not null));
        // Received the day before: the calendar must not send them again.
        Assert.Equal((null, Tuesday), (other.Visit!.Booked, other.Visit.CalledOff!.Slot));
        await Given.Eventually.True(async () => await city.Free(Tuesday) == 3, "the place is free");
    }

    [Fact]
    public async Task Half_an_hour_after_the_slot_whoever_did_not_come_has_missed_it_and_may_book_again()
    {
        var account = azurite.NewAccount();
        Citizen missing, there;
        await using (var eight = await City(account))
        {
            (missing, there) = (await Citizen.Submits(eight.Http), await Citizen.Submits(eight.Http));
            await missing.Books(Nine);
            await there.Books(Nine);
            await Comes(eight, there);
        }
        await using (var patient = await City(account, "2026-11-30T09:43:00Z")) Assert.Equal(0, await FreeMissed.Run(patient.Desk(), default));
        await using (var over = await City(account, "2026-11-30T09:45:00Z"))
        {
            Assert.Equal((1, 0), (await FreeMissed.Run(over.Desk(), default), await FreeMissed.Run(over.Desk(), default)));
            await over.Holds(1);
            Assert.Equal((null, 1), ((await over.State(missing)).Visit!.Booked, (await over.State(missing)).Visit!.Missed));
            missing = Here(over, missing);
            Assert.Contains((await missing.Views())["history"]!.AsArray(), line => line!["what"]!.GetValue<string>() == "Rendez-vous manqué");
            await missing.Books(Tuesday);
        }
        // Whoever came and was not received that day has not missed anything.
        await using var midnight = await City(account, "2026-12-01T00:00:00Z");
        Assert.Equal(1, await FreeMissed.Run(midnight.Desk(), default));
        await midnight.Holds(1);
        Assert.Equal((null, 0), ((await midnight.State(there)).Visit!.Booked, (await midnight.State(there)).Visit!.Missed));
    }

    [Fact]
    public async Task After_three_missed_appointments_one_comes_without()
    {
        var account = azurite.NewAccount();
        var citizen = await First();
        for (var day = 1; day <= 3; day++)
        {
            await using var evening = await City(account, $"2026-12-0{day}T18:00:00Z");
            Assert.Equal(1, await FreeMissed.Run(evening.Desk(), default));
            if (day < 3) await Here(evening, citizen).Books($"maarif-1@2026-12-0{day + 1}T10:00");
        }
        await using var fourth = await City(account, "2026-12-04T08:00:00Z");
        using (var answer = await Here(fourth, citizen).Asks("maarif-1@2026-12-07T10:00")) await StoryTests.Refused(answer, "LEG-037", HttpStatusCode.Conflict);
        await Comes(fourth, Here(fourth, citizen), walkIn: true);
        await fourth.Holds(0);

        async Task<Citizen> First()
        {
            await using var city = await City(account);
            var person = await Citizen.Submits(city.Http);
            await person.Books(Tuesday);
            return person;
        }
    }

    [Fact]
    public async Task When_the_bureau_has_closed_for_that_day_the_appointment_is_called_off_instead()
    {
        var account = azurite.NewAccount();
        Citizen citizen;
        await using (var monday = await City(account))
        {
            citizen = await Citizen.Submits(monday.Http);
            await citizen.Books("maarif-1@2026-12-02T10:00");
            await monday.Services.GetRequiredService<ReferenceTable>().Add("holidays", "2026-communique", """
                {"id":"2026-communique","from":"2026-12-02","until":"2026-12-02","name":{"fr":"Jour chômé","ar":"يوم عطلة"},"provisional":false,
                "basis":{"fr":"Communiqué","ar":"بلاغ"},"demonstration":true}
                """, default);
        }
        await using var tuesday = await City(account, "2026-12-01T10:10:00Z");
        Assert.Equal(1, await RemindApplicants.Run(tuesday.Desk(), default));
        await tuesday.Holds(0);
        Assert.Contains((await Here(tuesday, citizen).Views())["history"]!.AsArray(),
            line => line!["what"]!.GetValue<string>() == "Rendez-vous annulé, le bureau étant fermé à cette date");
        using var slots = await tuesday.Http.GetAsync("/api/bureaus/maarif-1/slots?from=2026-12-02&to=2026-12-02");
        Assert.Empty((await slots.Content.ReadFromJsonAsync<JsonNode>())!["slots"]!.AsArray());
    }

    [Theory]
    [InlineData("09:20 09:15 09:10", null)]
    [InlineData("09:20 09:15 09:10 09:00", 5.0)]
    [InlineData("09:20 09:16 09:10 09:00 08:58", 5.0)]
    // A break at noon.
    [InlineData("14:10 14:05 12:00 11:56", 5.0)]
    public void How_fast_people_are_received_is_the_middle_of_the_last_times(string received, double? pace)
    {
        var times = received.Split(' ').Select(time => DateTimeOffset.Parse($"2026-11-30T{time}Z", CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(pace, ViewWaiting.Pace(times));
    }

    [Fact]
    public async Task Anyone_is_told_what_to_bring_in_both_languages()
    {
        await using var city = await City(azurite.NewAccount());
        foreach (var kind in (string[])["certified-copy", "signature"])
        {
            var guidance = (await city.Http.GetFromJsonAsync<JsonNode>($"/api/bureaus/maarif-1/guidance?kind={kind}"))!;
            Assert.Equal((true, 2m, "MAD"), (guidance["offered"]!.GetValue<bool>(), guidance["fee"]!["amount"]!.GetValue<decimal>(), guidance["fee"]!["currency"]!.GetValue<string>()));
            Assert.Contains("CNIE", guidance["bring"]![1]!["fr"]!.GetValue<string>());
            Assert.Contains("بطاقتكم الوطنية", guidance["bring"]![1]!["ar"]!.GetValue<string>());
            Assert.Contains(guidance["basis"]!.AsArray(), basis => basis!["fr"]!.GetValue<string>().Contains("55-19"));
        }
        await StoryTests.Refused(await city.Http.GetAsync("/api/bureaus/maarif-1/guidance?kind=marriage"), "LEG-041", HttpStatusCode.BadRequest);
        await StoryTests.Refused(await city.Http.GetAsync("/api/bureaus/nowhere/guidance?kind=signature"), "LEG-042", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Waiting_times_cost_the_same_however_many_wait()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.Before(account);
        await using var city = await City(storage.Connection);
        Assert.Equal(await Reads(), await Reads());
        foreach (var person in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Citizen.Submits(city.Http)))) await Comes(city, person, walkIn: true);
        Assert.Equal(2, await Reads());

        async Task<int> Reads()
        {
            await city.Http.GetStringAsync("/api/bureaus/maarif-1/waiting");
            var reads = 0;
            storage.Plan = request =>
            {
                Interlocked.Increment(ref reads);
                return null;
            };
            await city.Http.GetStringAsync("/api/bureaus/maarif-1/waiting");
            storage.Plan = null;
            return reads;
        }
    }

    static async Task Comes(CityInProcess city, Citizen person, bool walkIn = false)
    {
        using var answer = walkIn
            ? await Here(city, person).Call(HttpMethod.Post, "/api/bureaus/maarif-1/walk-ins", new JsonObject { ["reference"] = person.Reference }, city.Staff())
            : await Here(city, person).Call(HttpMethod.Post, $"{person.Path}/check-in", token: city.Staff());
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    // The same person, who calls this city: the one of another hour has been stopped.
    static Citizen Here(CityInProcess city, Citizen person) => new(city.Http, new JsonObject
    {
        ["reference"] = person.Reference,
        ["accessCode"] = person.AccessCode,
        ["upload"] = new JsonObject { ["url"] = person.Upload.ToString() },
    });

    static async Task<JsonNode> Visits(CityInProcess city)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/bureaus/maarif-1/visits");
        request.Headers.Authorization = new("Bearer", city.Staff());
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    static async Task<(int Expected, int Waiting)> Day(CityInProcess city)
    {
        var day = await Visits(city);
        return (day["expected"]!.AsArray().Count, day["waiting"]!.AsArray().Count);
    }

    static async Task<(int, int)> Eventually(CityInProcess city, (int, int) wanted)
    {
        await Given.Eventually.True(async () => await Day(city) == wanted, $"{wanted} expected and waiting");
        return wanted;
    }
}
