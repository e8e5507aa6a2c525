using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Kernel.Cases;

public sealed class CaseStoreTests(Azurite azurite)
{
    [Fact]
    public async Task A_case_is_what_its_events_say()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var bought = await city.Buy();
        await city.Play(bought.Reference);
        var found = await city.Find(bought.Reference);
        Assert.Equal((2, 1, "low"), (found.Version, found.State.Times, found.State.Shelf));
        var history = await city.Cases.History(city.Kind, bought.Reference, default);
        Assert.Equal(["Buy", "Play"], history.Select(happened => happened.Function));
        Assert.All(history, happened => Assert.Equal("citizen:c1", happened.By.ToString()));
    }

    [Fact]
    public async Task Of_many_changes_at_once_none_is_lost()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var bought = await city.Buy();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => city.Play(bought.Reference)));
        var found = await city.Find(bought.Reference);
        Assert.Equal(20, found.State.Times);
        Assert.Equal(21, (await city.Cases.History(city.Kind, bought.Reference, default)).Count);
    }

    [Fact]
    public async Task A_case_that_moves_through_ever_more_lists_goes_on_and_stands_in_the_last_alone()
    {
        // Together far longer than one row of storage may be.
        static string Shelf(int number) => $"{new string('s', 400)}{number}";
        const int moves = 120;
        var city = await ToyCity.On(azurite.NewAccount());
        var bought = await city.Buy(Shelf(0));
        for (var number = 1; number <= moves; number++)
        {
            var shelf = Shelf(number);
            await city.Cases.Change(city.Kind, bought.Reference, new("citizen", "c1"), "Buy", _ => new Toy.Bought(shelf), default);
        }
        for (var number = 0; number <= moves; number++)
        {
            // A writer that comes late, as one does who died and was made good for.
            await city.Lists.Write(new($"toy:{Shelf(number)}", $"1|{bought.Reference}", "0", number + 1, Gone: false), default);
            Assert.Equal(number == moves ? 1 : 0, (await city.Lists.Page($"toy:{Shelf(number)}", 10, null, default)).Items.Count);
        }
        // And where it was long ago it may be once more.
        await city.Cases.Change(city.Kind, bought.Reference, new("citizen", "c1"), "Buy", _ => new Toy.Bought(Shelf(3)), default);
        Assert.Single((await city.Lists.Page($"toy:{Shelf(3)}", 10, null, default)).Items);
        Assert.Empty((await city.Lists.Page($"toy:{Shelf(moves)}", 10, null, default)).Items);
    }

    [Fact]
    public async Task What_is_due_and_needs_nothing_keeps_no_other_waiting()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        for (var toys = 0; toys < 4; toys++) await city.Buy();
        var due = (await city.Lists.Page("toy:low", 10, null, default)).Items.Select(item => item.Reference).ToList();
        var seen = new List<string>();
        Assert.Equal(1, await city.Lists.EachDue("toy:low", "2", reference =>
        {
            seen.Add(reference);
            return Task.FromResult(reference == due[2]);
        }, default, most: 1));
        Assert.Equal(due[..3], seen);
    }

    [Fact]
    public async Task Nothing_decided_writes_nothing()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var bought = await city.Buy();
        var same = await city.Cases.Change(
            city.Kind, bought.Reference, new("citizen", "c1"), "Play", _ => Decision<Toy.Happening>.Nothing, default);
        Assert.Equal(1, same.Version);
    }

    [Fact]
    public async Task The_same_key_and_body_find_the_first_case()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var twenty = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => city.Buy(once: new("anyone", "key", "body"))));
        Assert.Single(twenty.Select(one => one.Reference).Distinct());
        Assert.NotEqual(twenty[0].Reference, (await city.Buy(once: new("someone else", "key", "body"))).Reference);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        await city.Buy(once: new("anyone", "key", "body"));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => city.Buy(once: new("anyone", "key", "another body")));
        Assert.Equal(("CASE-004", 422), (refusal.Code, refusal.Status));
    }

    [Fact]
    public async Task An_effect_changes_its_case_once()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var bought = await city.Buy();
        var key = new EffectKey(bought.Reference, 1, "wear");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => city.Cases.Change(city.Kind, bought.Reference, new("city", "city"), "Wear",
            _ => new Decision<Toy.Happening>(new Toy.Worn()) { Once = key }, default)));
        Assert.Equal(1, (await city.Find(bought.Reference)).State.Wear);
    }

    [Fact]
    public async Task Lists_follow_the_case_and_a_left_list_keeps_a_tombstone_for_a_day()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var city = await ToyCity.On(azurite.NewAccount(), clock: clock);
        var bought = await city.Buy();
        Assert.Equal(bought.Reference, (await city.Lists.Page("toy:low", 10, null, default)).Items.Single().Reference);
        for (var times = 0; times < 3; times++) await city.Play(bought.Reference);
        Assert.Empty((await city.Lists.Page("toy:low", 10, null, default)).Items);
        Assert.Equal(0, await city.Lists.PurgeTombstones(default));
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await city.Lists.PurgeTombstones(default));
    }

    [Fact]
    public async Task A_late_writer_does_not_bring_a_list_row_back()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var bought = await city.Buy();
        for (var times = 0; times < 3; times++) await city.Play(bought.Reference);
        await city.Lists.Write(new("toy:low", $"1|{bought.Reference}", "0", 1, false), default);
        Assert.Empty((await city.Lists.Page("toy:low", 10, null, default)).Items);
    }

    [Fact]
    public async Task Erased_values_are_gone_and_none_is_taken_again()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var bought = await city.Buy(owner: "Mina");
        var history = await city.Cases.History(city.Kind, bought.Reference, default);
        Assert.True(bought.Personal.Proves("owner", history[0].Fields["owner"]));
        Assert.Single((await city.Lists.Page("owner:4", 10, null, default)).Items);
        await city.Cases.Change(city.Kind, bought.Reference, new("manager", "m"), "Forget",
            _ => new Decision<Toy.Happening>(new Toy.Forgotten()) { Erases = true }, default);
        await city.Cases.ForgetLists(city.Kind, bought.Reference, default);
        Assert.Null((await city.Find(bought.Reference)).Personal["owner"]);
        Assert.Empty((await city.Lists.Page("owner:4", 10, null, default)).Items);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => city.Cases.Change(city.Kind, bought.Reference, new("citizen", "c1"), "Own",
            _ => new Decision<Toy.Happening>(new Toy.Played()) { Personal = new Dictionary<string, string?> { ["owner"] = "Mina" } }, default));
        Assert.Equal("CASE-005", refusal.Code);
    }
}
