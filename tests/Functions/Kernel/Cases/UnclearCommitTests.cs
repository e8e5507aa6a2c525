using CasaServerless.Kernel.Cases;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Functions.Kernel.Cases;

/// <summary>Commits that nobody answers in time: done or not, their writer finds out, or says that nobody knows.</summary>
public sealed class UnclearCommitTests(Azurite azurite)
{
    readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Whose_answer_is_swallowed_is_found_to_be_done()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        Assert.Equal(202, (await commit.Done).Status);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task Whose_answer_is_late_is_found_to_be_done()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Commit, Faults.AnswerLate(gate.Task));
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        gate.SetResult();
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task That_arrives_after_its_void_is_refused()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        gate.SetResult();
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task That_arrives_just_before_its_void_stands()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        var ruledOut = toys.Storage.Next(StorageCall.RowInsert, Faults.After(() =>
        {
            gate.SetResult();
            return commit.Done;
        }), About.Void);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        Assert.Equal((202, 409), ((await commit.Done).Status, (await ruledOut.Done).Status));
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task That_arrives_after_the_next_attempt_has_committed_is_refused()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        // Its void does not arrive either: the caller is sent away, comes again, and only then does the first commit reach storage.
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        toys.Storage.Next(StorageCall.RowInsert, Faults.Lost, About.Void, times: 10);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        Assert.Equal(1, (await toys.Well.Play(reference)).State.Times);
        gate.SetResult();
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task That_a_connection_sends_twice_is_refused_and_stands_all_the_same()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commit = toys.Storage.Next(StorageCall.Commit, Faults.Twice);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        await toys.Played(reference, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whose_void_fails_is_left_to_the_insurance(bool committed)
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Commit, committed ? Faults.AnswerSwallowed : Faults.Lost);
        toys.Storage.Next(StorageCall.RowInsert, Faults.Refused(), About.Void, times: 10);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        await toys.Played(reference, committed ? 1 : 0);
    }

    [Fact]
    public async Task A_void_whose_answer_is_swallowed_rules_out_all_the_same()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Commit, Faults.Lost);
        toys.Storage.Next(StorageCall.RowInsert, Faults.AnswerSwallowed, About.Void);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task After_two_the_third_attempt_may_still_succeed()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Commit, Faults.Lost, times: 2);
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task After_three_the_caller_is_sent_away()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        var commits = toys.Storage.Next(StorageCall.Commit, Faults.Lost, times: 10);
        await TroubledToys.Busy(() => toys.Ill.Play(reference));
        Assert.Equal(3, commits.Count);
        await toys.Played(reference, 0);
    }

    [Fact]
    public async Task Storage_that_says_it_is_busy_has_done_nothing_and_is_asked_again()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        toys.Storage.Next(StorageCall.Commit, Faults.Refused(503));
        toys.Storage.Next(StorageCall.Commit, Faults.Refused(500));
        Assert.Equal(1, (await toys.Ill.Play(reference)).State.Times);
        await toys.Played(reference, 1);
    }

    [Fact]
    public async Task An_effect_s_own_change_is_made_once()
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount());
        var reference = await toys.Bought();
        await toys.Well.Play(reference);
        var effect = new CaseMessage(reference, Version: 2, Effect: "wear").ToJson();
        toys.Storage.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        await toys.Ill.Handle(effect);
        // A commit of the same effect that was held up while another run made the change.
        var late = toys.Storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        gate.SetResult();
        await toys.Ill.Handle(effect);
        Assert.Contains("409 Conflict", (await late.Done).Text);
        await toys.Played(reference, 1);
    }
}
