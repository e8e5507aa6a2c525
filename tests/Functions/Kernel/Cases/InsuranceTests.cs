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
    public async Task Consumed_before_the_commit_arrives_it_rules_the_commit_out()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var consume = Consumer(toys);
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        var ruledOut = toys.Storage.Next(StorageCall.RowInsert, Faults.After(consume), About.Void);
        // The writer comes second even with its own void, and then plays anew.
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        Assert.Equal(409, (await ruledOut.Done).Status);
        gate.SetResult();
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task Consumed_while_the_commit_is_on_its_way_it_rules_the_commit_out()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.After(Consumer(toys)));
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        await toys.Played(reference, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Consumed_after_the_commit_both_announce(bool answered)
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var consume = Consumer(toys);
        toys.Storage.Next(StorageCall.Commit, async exchange =>
        {
            await exchange.Forward();
            await consume();
            if (answered) await exchange.Answer();
            else exchange.Cut();
        });
        // It has gone from the queue, so its writer cannot remove it: no reason to tell the caller that anything failed.
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
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
    public async Task Consumed_twice_at_once_it_announces_twice_and_nothing_is_done_twice()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var consume = Consumer(toys);
        toys.Storage.Next(StorageCall.Commit, Faults.DeathAfter);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        await Task.WhenAll(consume(), consume());
        await toys.Played(reference, 1);
    }

    // What the queue's function does with the next insurance, at a moment that the test chooses instead of the queue.
    static Func<Task> Consumer(TroubledToys toys)
    {
        var insurance = "";
        toys.Storage.Next(StorageCall.Send, Faults.None, request =>
        {
            insurance = request.Text;
            return true;
        });
        return async () =>
        {
            await toys.Well.Effects.ClearMessagesAsync();
            await toys.Well.Handle(insurance);
        };
    }
}
