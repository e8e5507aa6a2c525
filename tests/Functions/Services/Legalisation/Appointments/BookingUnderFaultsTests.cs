using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using static CasaServerless.Tests.Given.Visits;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Appointments;

/// <summary>
/// The city dies, or its storage fails it, between any two steps of a booking, a move or a cancellation: whatever was begun comes to its end,
/// nobody has two places, and no place leaks.
/// </summary>
public sealed class BookingUnderFaultsTests(Azurite azurite)
{
    [Theory]
    // Commits of a booking, in their order: the asking, the place, the case that obeys.
    [InlineData(1, false, null)]
    [InlineData(1, true, Nine)]
    [InlineData(2, false, Nine)]
    [InlineData(2, true, Nine)]
    [InlineData(3, false, Nine)]
    [InlineData(3, true, Nine)]
    public async Task Dead_at_any_step_a_booking_is_brought_to_its_end_by_another(int which, bool done, string? expected)
    {
        await using var cities = await Cities.On(azurite.NewAccount());
        var citizen = await Citizen.Submits(cities.Well.Http);
        await cities.Dies(citizen, which, done, ill => ill.Asks(Nine));
        Assert.Equal(expected, await citizen.Appointment());
        await cities.Well.Holds(expected is null ? 0 : 1);
        // And whoever asks again, because nobody answered, has it as well.
        await citizen.Books(Nine);
        await cities.Well.Holds(1);
    }

    [Theory]
    [InlineData(1, false, Nine)]
    [InlineData(1, true, Tuesday)]
    [InlineData(2, false, Tuesday)]
    [InlineData(2, true, Tuesday)]
    [InlineData(3, false, Tuesday)]
    [InlineData(3, true, Tuesday)]
    public async Task Dead_at_any_step_a_move_is_brought_to_its_end_by_another(int which, bool done, string expected)
    {
        await using var cities = await Cities.On(azurite.NewAccount());
        var citizen = await Citizen.Submits(cities.Well.Http);
        await citizen.Books(Nine);
        await cities.Dies(citizen, which, done, ill => ill.Asks(Tuesday));
        Assert.Equal(expected, await citizen.Appointment());
        await cities.Well.Holds(1);
    }

    [Theory]
    [InlineData(false, Nine)]
    [InlineData(true, null)]
    public async Task Dead_while_it_is_called_off_an_appointment_stands_or_its_place_is_free(bool done, string? expected)
    {
        await using var cities = await Cities.On(azurite.NewAccount());
        var citizen = await Citizen.Submits(cities.Well.Http);
        await citizen.Books(Nine);
        await cities.Dies(citizen, 1, done, ill => ill.Call(HttpMethod.Delete, $"{ill.Path}/appointment", accessCode: ill.AccessCode));
        Assert.Equal(expected, await citizen.Appointment());
        await cities.Well.Holds(expected is null ? 0 : 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dead_while_the_place_is_freed_it_is_freed_by_another(bool done)
    {
        await using var cities = await Cities.On(azurite.NewAccount());
        var citizen = await Citizen.Submits(cities.Well.Http);
        await citizen.Books(Nine);
        await cities.Well.Drain();
        await citizen.Cancels();
        var end = (await cities.Well.Counter.Cases.History(cities.Well.Counter.Kind, citizen.Reference, default))[^1].Version;
        var death = cities.Storage.Next(StorageCall.Commit, done ? Faults.DeathAfter : Faults.DeathBefore);
        var dying = cities.Ill.Handle($$"""{"case":"{{citizen.Reference}}","version":{{end}},"effect":"free-place"}""");
        await death.Done;
        await cities.Well.Holds(0);
        await Assert.ThrowsAnyAsync<Exception>(() => dying);
    }

    [Fact]
    public async Task A_place_that_is_taken_late_for_an_appointment_that_was_called_off_is_not_taken()
    {
        await using var cities = await Cities.On(azurite.NewAccount());
        var citizen = await Citizen.Submits(cities.Well.Http);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var taking = cities.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task), request => request.Text.Contains("held", StringComparison.Ordinal), times: 100);
        var asking = cities.Through(citizen).Asks(Nine);
        await taking.Met;
        await citizen.Cancels();
        await cities.Well.Drain();
        gate.SetResult();
        using var answer = await asking;
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.True(() => cities.Storage.UnderWay == 0, "all that was late has arrived");
        await cities.Well.Holds(0);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public async Task On_bad_days_many_book_move_and_call_off_and_everybody_has_what_they_were_told_last(int seed)
    {
        await using var cities = await Cities.On(azurite.NewAccount());
        var dice = new Dice(seed);
        var people = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => Citizen.Submits(cities.Well.Http)));
        string[] slots = [Nine, QuarterPast, Tuesday];
        cities.Storage.Plan = new BadDays(dice, 0.03, TimeSpan.FromSeconds(8)).Befalls;
        var told = await Task.WhenAll(people.Select(async person =>
        {
            var ill = cities.Through(person);
            // What the person last heard: a slot, nothing, or no answer at all, after which both may be.
            (bool Known, string? Slot) last = (true, null);
            for (var wish = 0; wish < 5; wish++)
            {
                var slot = dice.Chance(0.25) ? null : slots[dice.Next(slots.Length)];
                last = await Say(ill, slot, last);
            }
            // In the end everybody insists on an answer.
            for (var tries = 0; !last.Known && tries < 40; tries++) last = await Say(ill, null, last);
            return last;
        }));
        cities.Storage.Plan = null;
        await Eventually.True(() => cities.Storage.UnderWay == 0, "all that was late has arrived");
        await cities.Well.Holds(told.Count(last => last.Slot is not null));
        for (var number = 0; number < people.Length; number++)
        {
            Assert.True(told[number].Known, "never answered");
            Assert.Equal(told[number].Slot, await people[number].Appointment());
            Assert.Empty(await cities.Well.Counter.Cases.FaultsOf(people[number].Reference, default));
        }
    }

    static async Task<(bool, string?)> Say(Citizen ill, string? slot, (bool Known, string? Slot) before)
    {
        try
        {
            using var answer = slot is null
                ? await ill.Call(HttpMethod.Delete, $"{ill.Path}/appointment", accessCode: ill.AccessCode) : await ill.Asks(slot);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => (true, slot),
                // Full: what there was before stands.
                HttpStatusCode.Conflict => before,
                _ => (false, null),
            };
        }
        catch (HttpRequestException)
        {
            return (false, null);
        }
    }

    /// <summary>Two instances on one account: one whose storage fails it, and one that is well and outlives it.</summary>
    sealed record Cities(FaultyStorage Storage, CityInProcess Ill, CityInProcess Well) : IAsyncDisposable
    {
        public static async Task<Cities> On(string account)
        {
            var storage = await FaultyStorage.Before(account);
            var well = await City(account);
            // What is late is to be past its deadline.
            return new(storage, await City(storage.Connection, Monday, "--Casa:Cases:DeadlineSeconds=3"), well);
        }

        /// <summary>The same citizen, who calls the instance that is ill.</summary>
        public Citizen Through(Citizen citizen) => new(Ill.Http, new JsonObject
        {
            ["reference"] = citizen.Reference,
            ["accessCode"] = citizen.AccessCode,
            ["upload"] = new JsonObject { ["url"] = citizen.Upload.ToString() },
        });

        /// <summary>The ill one dies at its so-manieth commit, before or after it, and the other works off what is left.</summary>
        public async Task Dies(Citizen citizen, int which, bool done, Func<Citizen, Task<HttpResponseMessage>> act)
        {
            await Well.Drain();
            var come = 0;
            var death = Storage.Next(StorageCall.Commit, done ? Faults.DeathAfter : Faults.DeathBefore, _ => ++come == which);
            var dying = act(Through(citizen));
            await death.Done;
            await Well.Drain();
            using var answer = await dying;
            // After the last commit it may still say so before anybody notices.
            Assert.True(!answer.IsSuccessStatusCode || which == 3 && done, $"{answer.StatusCode}");
        }

        public async ValueTask DisposeAsync()
        {
            await Ill.DisposeAsync();
            await Well.DisposeAsync();
            await Storage.DisposeAsync();
        }
    }
}
