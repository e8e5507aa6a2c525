using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Functions.Kernel.Cases;

/// <summary>List rows that are written late, twice, or by whoever has been overtaken.</summary>
public sealed class ListsUnderFaultsTests(Azurite azurite)
{
    readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_first_row_that_arrives_after_the_case_has_left_brings_nothing_back()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var row = toys.Storage.Next(StorageCall.RowInsert, Faults.Late(gate.Task), About.Table(Lists.TableName));
        var reference = (await toys.Ill.Buy()).Reference;
        for (var times = 0; times < 3; times++) await toys.Well.Play(reference);
        gate.SetResult();
        Assert.Equal(409, (await row.Done).Status);
        await toys.Played(reference, 3);
    }

    [Fact]
    public async Task A_row_that_is_overtaken_changes_nothing()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var row = toys.Storage.Next(StorageCall.RowWrite, Faults.Late(gate.Task), About.Table(Lists.TableName));
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Well.Play(reference);
        gate.SetResult();
        Assert.Equal(412, (await row.Done).Status);
        await toys.Played(reference, 2);
    }

    [Theory]
    [InlineData(StorageCall.RowInsert)]
    [InlineData(StorageCall.RowWrite)]
    public async Task A_row_whose_answer_is_swallowed_is_written_once(StorageCall call)
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        toys.Storage.Next(call, Faults.AnswerSwallowed, About.Table(Lists.TableName));
        var reference = (await toys.Ill.Buy()).Reference;
        for (var times = 0; times < 3; times++) await toys.Ill.Play(reference);
        await toys.Played(reference, 3);
    }

    [Fact]
    public async Task A_tombstone_lives_its_day_from_the_last_time_the_case_left()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var city = await ToyCity.On(azurite.NewAccount(), clock: clock);
        ListRow Row(int version, bool gone) => new("toy:low", "1|TOY", "", version, gone);
        await city.Lists.Write(Row(1, gone: true), default);
        clock.Advance(TimeSpan.FromHours(23));
        await city.Lists.Write(Row(2, gone: false), default);
        await city.Lists.Write(Row(3, gone: true), default);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await city.Lists.PurgeTombstones(default));
        // A writer of before that is only slow finds the tombstone.
        await city.Lists.Write(Row(2, gone: false), default);
        Assert.Empty((await city.Lists.Page("toy:low", 10, null, default)).Items);
        clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(1, await city.Lists.PurgeTombstones(default));
    }

    [Fact]
    public async Task Names_of_lists_are_forgotten_under_the_head_so_that_no_change_is_lost_and_no_name_comes_back()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var bought = await toys.Well.Buy(owner: "Mina");
        await toys.Well.Cases.Change(toys.Well.Kind, bought.Reference, new("manager", "m"), "Forget",
            _ => new Decision<Toy.Happening>(new Toy.Forgotten()) { Erases = true }, default);
        // While the names are being forgotten, somebody changes the case.
        toys.Storage.Next(StorageCall.Commit, Faults.After(() => toys.Well.Play(bought.Reference)));
        await toys.Ill.Cases.ForgetLists(toys.Ill.Kind, bought.Reference, default);
        var names = await toys.Well.Storage.Table(CaseStore.TableName).GetEntityAsync<TableEntity>(bought.Reference, CaseRows.Lists);
        Assert.DoesNotContain("owner:4", names.Value.GetString("Rows"), StringComparison.Ordinal);
        Assert.Contains("\"shows\":\"1\"", names.Value.GetString("Rows"), StringComparison.Ordinal);
        // Nor does a change that had read them before.
        toys.Storage.Next(StorageCall.Commit, Faults.After(() => toys.Well.Cases.ForgetLists(toys.Well.Kind, bought.Reference, default)));
        await toys.Ill.Play(bought.Reference);
        names = await toys.Well.Storage.Table(CaseStore.TableName).GetEntityAsync<TableEntity>(bought.Reference, CaseRows.Lists);
        Assert.DoesNotContain("owner:4", names.Value.GetString("Rows"), StringComparison.Ordinal);
    }
}
