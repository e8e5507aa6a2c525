using CasaServerless.Kernel.Cases;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Functions.Kernel.Cases;

/// <summary>The insurance that cannot be queued, that comes up too early, or whose consumer is as fast as the writer.</summary>
public sealed class InsuranceTests(Azurite azurite)
{
    readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Without_it_nothing_is_committed()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commits = toys.Storage.Next(StorageCall.Commit, Faults.Lost, times: 10);
        toys.Storage.Next(StorageCall.Send, Faults.Refused(), times: 10);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        Assert.Equal(0, commits.Count);
        await toys.Played(reference, 0);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_holds_nobody_up_for_longer_than_the_deadline()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Send, Faults.Late(gate.Task));
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        // It arrives after all, for an attempt that never was.
        gate.SetResult();
        await toys.Played(reference, 0);
    }

    [Fact]
    public async Task Twice_in_the_queue_it_does_no_harm()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Send, Faults.AnswerSwallowed, About.Insurance);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task It_comes_up_before_the_commit_arrives_and_rules_it_out()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        var ruledOut = toys.Storage.Next(StorageCall.RowInsert, Faults.After(toys.Drain), About.Void);
        var playing = toys.Ill.Play(reference);
        await commit.Met;
        // The survivor settles the attempt, insurance and all, before its writer can rule it out; the writer then plays anew.
        Assert.Equal(409, (await ruledOut.Done).Status);
        Assert.Equal(1, (await playing).State.Times);
        gate.SetResult();
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task It_comes_up_while_the_commit_is_on_its_way_and_the_writer_begins_anew()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        string? insurance = null;
        toys.Storage.Next(StorageCall.Send, exchange => exchange.Forward().ContinueWith(_ => exchange.Answer(), TaskScheduler.Default).Unwrap(),
            request => { insurance ??= request.Text; return true; });
        toys.Storage.Next(StorageCall.Commit, Faults.After(() => toys.Well.Handle(insurance!)));
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task It_comes_up_after_the_commit_and_both_announce()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commit = toys.Storage.Next(StorageCall.Commit, async exchange =>
        {
            await exchange.Forward();
            await toys.Drain();
            exchange.Cut();
        });
        // Its consumer has the message by now, so it cannot be removed: no reason to tell the caller that anything failed.
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        Assert.Equal(202, (await commit.Done).Status);
        await toys.Played(reference, 1);
    }

    [Theory]
    [InlineData(StorageCall.Send, 404)]
    [InlineData(StorageCall.Send, 503)]
    [InlineData(StorageCall.RowInsert, 500)]
    [InlineData(StorageCall.Remove, 403)]
    public async Task Whatever_fails_after_the_commit_its_caller_is_told_that_it_stands(StorageCall call, int status)
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(call, Faults.Refused(status), request => !About.Insurance(request), times: 10);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task Consumed_twice_it_announces_twice_and_nothing_is_done_twice()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        string? insurance = null;
        toys.Storage.Next(StorageCall.Commit, Faults.DeathAfter, _ => true);
        var sent = toys.Storage.Next(StorageCall.Send, Faults.After(() => Task.CompletedTask), request => { insurance = request.Text; return true; });
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        await sent.Done;
        await Task.WhenAll(toys.Well.Handle(insurance!), toys.Well.Handle(insurance!));
        await toys.Played(reference, 1);
    }
}
