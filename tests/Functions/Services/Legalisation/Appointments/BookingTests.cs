using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using static CasaServerless.Tests.Given.Visits;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Appointments;

public sealed class BookingTests(Azurite azurite)
{
    [Fact]
    public async Task Of_fifty_people_at_once_one_gets_the_last_place()
    {
        await using var city = await City(azurite.NewAccount(), Monday, "--Casa:Cases:InsuranceSeconds=60", "--Casa:Cases:DeadlineSeconds=40");
        var people = await Task.WhenAll(Enumerable.Range(0, 52).Select(_ => Citizen.Submits(city.Http)));
        await people[50].Books(Nine);
        await people[51].Books(Nine);
        Assert.Equal(1, await city.Free(Nine));
        var answers = await Task.WhenAll(people[..50].Select(async person =>
        {
            using var answer = await person.Asks(Nine);
            return (person, answer.StatusCode, Problem: (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]?.GetValue<string>());
        }));
        var winner = answers.Single(answer => answer.StatusCode == HttpStatusCode.OK).person;
        Assert.All(answers.Where(answer => answer.person != winner), answer => Assert.Equal((HttpStatusCode.Conflict, "LEG-036"), (answer.StatusCode, answer.Problem)));
        Assert.Equal((0, Nine), (await city.Free(Nine), await winner.Appointment()));
        await city.Holds(3);
        await winner.Cancels();
        await city.Holds(2);
        await people.First(person => person != winner).Books(Nine);
        await city.Holds(3);
    }

    [Fact]
    public async Task An_appointment_is_booked_moved_and_called_off_however_often_it_is_said()
    {
        await using var city = await City(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        Assert.Null(await citizen.Appointment());
        await citizen.Books(Nine);
        await citizen.Books(Nine);
        var told = (await citizen.Views())["appointment"]!;
        Assert.Equal(("2026-11-30T09:00:00+00:00", "2026-11-30T09:15:00+00:00", "booked"),
            (told["start"]!.GetValue<string>(), told["end"]!.GetValue<string>(), told["status"]!.GetValue<string>()));
        await city.Holds(1);
        await citizen.Books(Tuesday);
        await citizen.Books(Tuesday);
        await city.Holds(1);
        Assert.Equal((3, 2), (await city.Free(Nine), await city.Free(Tuesday)));
        await citizen.Cancels();
        await citizen.Cancels();
        await city.Holds(0);
        var history = await city.Counter.Cases.History(city.Counter.Kind, citizen.Reference, default);
        Assert.Equal(["Requested", "AppointmentAsked", "AppointmentBooked", "AppointmentAsked", "AppointmentEnded", "AppointmentBooked", "AppointmentEnded"],
            history.Select(one => one.Event.GetType().Name));
        Assert.Contains((await citizen.Views())["history"]!.AsArray(),
            line => line!["what"]!.GetValue<string>() == "Rendez-vous fixé pour le mardi 1er décembre 2026 à 10\u202fh\u202f00");
    }

    [Fact]
    public async Task A_move_that_fails_leaves_the_appointment_where_it_was()
    {
        await using var city = await City(azurite.NewAccount());
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Citizen.Submits(city.Http)));
        foreach (var person in people[..3]) await person.Books(Nine);
        await people[3].Books(QuarterPast);
        using (var full = await people[3].Asks(Nine)) await StoryTests.Refused(full, "LEG-036", HttpStatusCode.Conflict);
        Assert.Equal(QuarterPast, await people[3].Appointment());
        await city.Holds(4);
    }

    [Theory]
    [InlineData("maarif-1@2026-11-30T08:15")]
    [InlineData("maarif-1@2026-11-30T09:05")]
    [InlineData("maarif-1@2026-11-29T09:00")]
    [InlineData("maarif-1@2027-01-01T09:00")]
    [InlineData("maarif-1@2026-12-31T09:00")]
    [InlineData("anfa-1@2026-11-30T09:00")]
    [InlineData("nowhere@2026-11-30T09:00")]
    [InlineData("tomorrow")]
    [InlineData(null)]
    public async Task What_is_no_slot_of_the_bureau_is_not_given(string? slot)
    {
        await using var city = await City(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        using var answer = await citizen.Asks(slot);
        await StoryTests.Refused(answer, "LEG-035", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_officer_of_the_bureau_books_for_the_applicant_and_nobody_else_does()
    {
        await using var city = await City(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        using (var other = await citizen.Asks(Nine, city.Staff(id: "anfa-1-officer-1"))) await StoryTests.Refused(other, "LEG-008", HttpStatusCode.Forbidden);
        using (var auditor = await citizen.Asks(Nine, city.Staff(Roles.Auditor, "auditor-1"))) await StoryTests.Refused(auditor, "CASE-002", HttpStatusCode.NotFound);
        using (var stranger = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/appointment", new JsonObject { ["slot"] = Nine }, accessCode: "0000-0000"))
            await StoryTests.Refused(stranger, "CASE-002", HttpStatusCode.NotFound);
        using (var officer = await citizen.Asks(Nine, city.Staff())) Assert.Equal(HttpStatusCode.OK, officer.StatusCode);
        var history = await city.Counter.Cases.History(city.Counter.Kind, citizen.Reference, default);
        Assert.Equal("officer:maarif-1-officer-1", history[1].By.ToString());
        await city.Holds(1);
    }

    [Fact]
    public async Task A_request_that_is_closed_has_no_place_any_more()
    {
        await using var city = await City(azurite.NewAccount());
        var (erased, moving) = (await Citizen.Submits(city.Http), await Citizen.Submits(city.Http));
        await erased.Books(Nine);
        await moving.Books(Nine);
        using (var erasure = await erased.Call(HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = erased.Reference, ["reason"] = "person-asked" }, city.Staff(Roles.Manager, "manager-1")))
            Assert.Equal(HttpStatusCode.OK, erasure.StatusCode);
        await city.Holds(1);
        using var late = await erased.Asks(Nine);
        await StoryTests.Refused(late, "LEG-009", HttpStatusCode.Conflict);
        // Thirty days after the appointment, not after the request.
        Assert.Equal((await city.State(moving)).Visit!.Booked!.Ends().AddDays(30), (await city.State(moving)).AbandonedFrom);
    }

    [Fact]
    public async Task Slots_are_told_by_day_with_their_free_places_in_one_transaction()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.Before(account);
        await using var city = await City(storage.Connection);
        foreach (var person in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Citizen.Submits(city.Http))))
            (await person.Asks(Tuesday)).Dispose();
        await city.Free(Tuesday);
        var reads = 0;
        storage.Plan = request =>
        {
            Interlocked.Increment(ref reads);
            return null;
        };
        Assert.Equal(0, await city.Free(Tuesday));
        Assert.Equal(1, reads);
        storage.Plan = null;
        var days = (await city.Http.GetFromJsonAsync<JsonNode>("/api/bureaus/maarif-1/slots"))!["slots"]!.AsArray()
            .Select(slot => slot!["start"]!.GetValue<string>()[..10]).Distinct().ToList();
        Assert.Equal(("2026-11-30", "2026-12-30", 23), (days[0], days[^1], days.Count));
        var tuesday = (await city.Http.GetFromJsonAsync<JsonNode>("/api/bureaus/maarif-1/slots?from=2026-12-01&to=2026-12-01"))!["slots"]!.AsArray();
        Assert.Equal((32, 0), (tuesday.Count, tuesday[6]!["free"]!.GetValue<int>()));
        Assert.Equal("2026-12-01T10:00:00+00:00", tuesday[6]!["start"]!.GetValue<string>());
        await StoryTests.Refused(await city.Http.GetAsync("/api/bureaus/maarif-1/slots?from=soon"), "LEG-040", HttpStatusCode.BadRequest);
        await StoryTests.Refused(await city.Http.GetAsync("/api/bureaus/nowhere/slots"), "LEG-042", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_booking_costs_the_same_however_many_there_are()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.Before(account);
        await using var city = await City(storage.Connection);
        var people = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Citizen.Submits(city.Http)));
        await people[0].Books(QuarterPast);
        var first = await Costs(people[1]);
        foreach (var (person, number) in people[3..].Zip(Enumerable.Range(0, 9))) await person.Books($"maarif-1@2026-12-0{2 + number / 3}T10:00");
        Assert.Equal(first, await Costs(people[2]));

        async Task<int> Costs(Citizen person)
        {
            var requests = 0;
            storage.Plan = _ =>
            {
                Interlocked.Increment(ref requests);
                return null;
            };
            await person.Books(QuarterPast);
            storage.Plan = null;
            return requests;
        }
    }

    [Fact]
    public async Task Places_that_were_asked_for_at_the_same_moment_are_not_mixed_up()
    {
        await using var city = await City(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        // One person, two windows, a few clicks in each.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async click =>
        {
            using var answer = await citizen.Asks(click % 2 == 0 ? Nine : Tuesday);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.StatusCode}");
        }));
        await city.Holds(1);
        Assert.Contains(await citizen.Appointment(), new[] { Nine, Tuesday });
        Assert.Empty(await city.Counter.Cases.FaultsOf(citizen.Reference, default));
    }
}
