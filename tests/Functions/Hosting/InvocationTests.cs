using System.Net;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>What the platform hears when a function refuses, fails, hangs or has used up its tries.</summary>
public sealed class InvocationTests
{
    readonly Stuck stuck = new();

    [Fact]
    public async Task A_refusal_is_the_end_of_a_message() =>
        Assert.Equal(HttpStatusCode.OK, await Answer("queue-plain-text", (_, _, _) => throw new Refusal("LEG-001", new("Non.", "لا."), 409)));

    [Fact]
    public async Task A_refusal_for_now_brings_the_message_back_and_its_last_one_is_kept()
    {
        QueueFunction busy = (_, _, _) => throw new Refusal("CASE-001", new("Non.", "لا."), 503) { ForNow = true };
        Assert.Equal(HttpStatusCode.InternalServerError, await Answer("queue-plain-text", busy));
        Assert.Equal(HttpStatusCode.OK, await Answer("queue-last-try", busy));
        Assert.Equal([("documents", "plain hello", "Refusal")], stuck.Kept);
    }

    [Fact]
    public async Task A_failure_brings_the_message_back() =>
        Assert.Equal(HttpStatusCode.InternalServerError, await Answer("queue-plain-text", (_, _, _) => throw new InvalidOperationException()));

    [Fact]
    public async Task A_message_whose_last_try_fails_is_kept_and_done_with()
    {
        Assert.Equal(HttpStatusCode.OK, await Answer("queue-last-try", (_, _, _) => throw new InvalidOperationException("secret")));
        Assert.Equal([("documents", "plain hello", "InvalidOperationException")], stuck.Kept);
    }

    [Fact]
    public async Task A_message_that_cannot_be_kept_goes_the_platform_s_way()
    {
        stuck.Full = true;
        Assert.Equal(HttpStatusCode.InternalServerError, await Answer("queue-last-try", (_, _, _) => throw new InvalidOperationException()));
    }

    [Fact]
    public async Task A_message_that_forges_its_count_is_not_kept_early()
    {
        Assert.Equal(HttpStatusCode.InternalServerError, await Answer("queue-forged-metadata", (_, _, _) => throw new InvalidOperationException()));
        Assert.Empty(stuck.Kept);
    }

    [Fact]
    public async Task A_success_at_the_last_try_keeps_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, await Answer("queue-last-try", (_, _, _) => Task.CompletedTask));
        Assert.Empty(stuck.Kept);
    }

    [Fact]
    public async Task Our_deadline_comes_before_the_host_s()
    {
        var time = new FakeTimeProvider();
        var started = new TaskCompletionSource();
        var answer = Answer("queue-last-try", async (_, _, cancel) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        }, time, "--AzureFunctionsJobHost:functionTimeout=00:01:00");
        await started.Task;

        time.Advance(TimeSpan.FromSeconds(54));

        Assert.Equal(HttpStatusCode.OK, await answer);
        Assert.Equal([("documents", "plain hello", "TimeoutException")], stuck.Kept);
    }

    [Fact]
    public async Task A_function_that_does_not_listen_is_left_to_itself_before_the_host_kills_all()
    {
        var time = new FakeTimeProvider();
        var started = new TaskCompletionSource();
        var deaf = new TaskCompletionSource();
        var answer = Answer("queue-plain-text", (_, _, _) =>
        {
            started.SetResult();
            return deaf.Task;
        }, time, "--AzureFunctionsJobHost:functionTimeout=00:01:00");
        await started.Task;

        time.Advance(TimeSpan.FromSeconds(58));

        Assert.Equal(HttpStatusCode.InternalServerError, await answer);
        deaf.SetResult();
    }

    [Fact]
    public async Task A_timer_s_refusal_is_a_success_and_its_failure_a_failure()
    {
        await using var city = await SmallCity.UnderHost(map =>
        {
            map.OnSchedule("Refusing", "0 0 3 * * *", (_, _, _) => throw new Refusal("LEG-001", new("Non.", "لا."), 409));
            map.OnSchedule("Failing", "0 0 3 * * *", (_, _, _) => throw new InvalidOperationException());
        });
        using var refused = await city.Client.PostAsync("/Refusing", EnvelopeTests.Envelope("timer"));
        using var failed = await city.Client.PostAsync("/Failing", EnvelopeTests.Envelope("timer"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.InternalServerError), (refused.StatusCode, failed.StatusCode));
    }

    async Task<HttpStatusCode> Answer(string file, QueueFunction run, TimeProvider? time = null, params string[] settings)
    {
        await using var city = await SmallCity.UnderHost(map => map.OnQueue("Documents", "documents", run), add =>
        {
            add.Services.AddSingleton<IStuckItems>(stuck);
            if (time is not null) add.Services.AddSingleton(time);
        }, settings);
        using var answer = await city.Client.PostAsync("/Documents", EnvelopeTests.Envelope(file));
        return answer.StatusCode;
    }

    sealed class Stuck : IStuckItems
    {
        public List<(string Queue, string Text, string Error)> Kept { get; } = [];

        public bool Full { get; set; }

        public Task Keep(string queue, string text, string error, CancellationToken cancel)
        {
            if (Full) throw new InvalidOperationException("The table is away.");
            Kept.Add((queue, text, error));
            return Task.CompletedTask;
        }
    }
}
