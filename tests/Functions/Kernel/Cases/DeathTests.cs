using CasaServerless.Kernel.Cases;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Functions.Kernel.Cases;

/// <summary>A writer dies between any two steps of a change; whoever lives on finds it ended, or never begun.</summary>
public sealed class DeathTests(Azurite azurite)
{
    [Fact]
    public async Task Before_the_insurance_there_is_nothing()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Send, Faults.DeathBefore);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        await toys.Played(reference, 0);
    }

    [Fact]
    public async Task Between_insurance_and_commit_the_attempt_is_ruled_out()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Commit, Faults.DeathBefore);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        await toys.Played(reference, 0);
        await toys.Well.Play(reference);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task Between_commit_and_announcement_the_insurance_announces()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Commit, Faults.DeathAfter);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        Assert.Equal("0", (await toys.Well.Lists.Page("toy:low", 1, null, default)).Items.Single().Shows);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task Before_the_effect_is_sent_the_insurance_sends_it()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Send, Faults.DeathBefore, About.Effect);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task After_the_effect_is_sent_it_is_sent_twice_and_done_once()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Send, Faults.DeathAfter, About.Effect);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task Before_a_list_is_written_the_insurance_writes_it()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.RowInsert, Faults.DeathBefore, About.Table(Lists.TableName));
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task Before_the_insurance_is_removed_all_is_announced_twice_and_done_once()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Remove, Faults.DeathBefore);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task Others_may_have_changed_the_case_before_the_insurance_comes_up()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Commit, Faults.DeathAfter);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        await toys.Well.Play(reference);
        await toys.Well.Play(reference);
        await toys.Played(reference, 3);
    }

    [Fact]
    public async Task An_effect_whose_worker_dies_is_done_once()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        await toys.Well.Play(reference);
        var effect = new CaseMessage(reference, Version: 2, Effect: "wear").ToJson();
        toys.Storage.Next(StorageCall.Commit, Faults.DeathAfter);
        // Refused for now only, so that the queue brings it again.
        await TroubledToys.Busy(() => toys.Ill.Handle(effect));
        await toys.Well.Handle(effect);
        await toys.Played(reference, 1);
    }
}
