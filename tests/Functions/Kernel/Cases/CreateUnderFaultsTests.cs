using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Functions.Kernel.Cases;

/// <summary>Opening a case when storage is ill: with a key there is one case and one receipt, however often the caller comes again.</summary>
public sealed class CreateUnderFaultsTests(Azurite azurite)
{
    static readonly IdempotencyKey key = new("anyone", "key", "body");
    readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_swallowed_makes_no_second_case(bool withKey)
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        toys.Storage.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        var bought = await toys.Ill.Buy(once: withKey ? key : null);
        Assert.Equal([bought.Reference], await toys.All());
        if (withKey) Assert.Equal(bought.Reference, (await toys.Ill.Buy(once: key)).Reference);
        await toys.Played(bought.Reference, 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_that_arrives_after_its_void_makes_no_second_case(bool withKey)
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        var bought = await toys.Ill.Buy(once: withKey ? key : null);
        gate.SetResult();
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        Assert.Equal([bought.Reference], await toys.All());
        await toys.Played(bought.Reference, 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_comes_again_after_a_death_finds_the_same_case(bool committed)
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        toys.Storage.Next(StorageCall.Commit, committed ? Faults.DeathAfter : Faults.DeathBefore);
        await TroubledToys.Busy(() => toys.Ill.Buy(once: key));
        Assert.Equal(committed ? 1 : 0, (await toys.All()).Count);
        var bought = await toys.Well.Buy(once: key);
        Assert.Equal([bought.Reference], await toys.All());
        await toys.Played(bought.Reference, 0);
    }

    [Fact]
    public async Task The_first_commit_may_arrive_after_the_second_call()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        toys.Storage.Next(StorageCall.RowInsert, Faults.Lost, About.Void, times: 10);
        await TroubledToys.Busy(() => toys.Ill.Buy(once: key));
        var bought = await toys.Well.Buy(once: key);
        gate.SetResult();
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        Assert.Equal([bought.Reference], await toys.All());
        await toys.Played(bought.Reference, 0);
    }

    [Fact]
    public async Task Twenty_calls_with_one_key_on_a_bad_day_open_one_case()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        toys.Storage.Next(StorageCall.Commit, Faults.AnswerSwallowed, times: 2);
        toys.Storage.Next(StorageCall.Commit, Faults.Lost, times: 2);
        toys.Storage.Next(StorageCall.Commit, Faults.Refused(), times: 2);
        var twenty = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => toys.Ill.Buy(once: key)));
        Assert.Equal([twenty[0].Reference], twenty.Select(one => one.Reference).Distinct());
        Assert.Equal([twenty[0].Reference], await toys.All());
        await toys.Played(twenty[0].Reference, 0);
    }

    [Fact]
    public async Task An_effect_that_opens_a_case_opens_it_once()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var effect = new EffectKey("TOY-00000-000000", 1, "buy");
        async Task<string> Open() => (await city.Cases.Create(city.Kind, key, Actor.City, "Buy",
            new Decision<Toy.Happening>(new Toy.Bought("low")) { Once = effect }, default)).Reference;
        Assert.Equal(await Open(), await Open());
    }
}
