using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Hosting.Runner;

/// <summary>Standing alone, timers fire as the host fires them. The city's clock is the test's; leases run in storage's own time.</summary>
public sealed class TimerRunTests : IAsyncLifetime
{
    static readonly DateTimeOffset morning = At("2026-11-24T05:00:00Z");
    readonly string storage;
    readonly BlobContainerClient container;
    readonly FakeTimeProvider time = new(morning);
    readonly ConcurrentQueue<TimerTick> ticks = new();

    public TimerRunTests(Azurite azurite)
    {
        storage = azurite.NewAccount();
        container = new(storage, "azure-webjobs-hosts");
    }

    BlobClient Status => container.GetBlobClient("timers/casaserverless/Host.Functions.Nightly/status");

    BlobClient Lock => container.GetBlobClient("locks/casaserverless/Host.Functions.Nightly.Listener");

    public async ValueTask InitializeAsync() => await container.CreateIfNotExistsAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_timer_fires_at_its_hour_and_the_next_is_written()
    {
        await using var city = await Start();
        await NextIs("2026-11-25T03:00:00Z");
        Assert.Equal(0, Stored("Last").Year - 1);

        time.SetUtcNow(At("2026-11-25T02:59:59Z"));
        await Ticks(1);

        Assert.Equal(new TimerTick(false, null, At("2026-11-25T03:00:00Z")), ticks.Single());
        await NextIs("2026-11-26T03:00:00Z");
        Assert.InRange(Stored("Last"), At("2026-11-25T03:00:00Z"), At("2026-11-25T04:00:00Z"));
    }

    [Fact]
    public async Task Hours_missed_are_made_up_once()
    {
        await Store("2026-11-20T03:00:00+00:00", "2026-11-21T03:00:00+00:00");
        await using var city = await Start();
        await NextIs("2026-11-25T03:00:00Z");
        Assert.Equal(new TimerTick(true, At("2026-11-20T03:00:00Z"), At("2026-11-21T03:00:00Z")), ticks.Single());
        Assert.Equal(morning, Stored("Last"));
    }

    [Fact]
    public async Task A_changed_schedule_makes_nothing_up()
    {
        await Store("2026-11-23T04:00:00+00:00", "2026-11-24T04:00:00+00:00");
        await using var city = await Start();
        await NextIs("2026-11-25T03:00:00Z");

        time.SetUtcNow(At("2026-11-25T02:59:59Z"));
        await Ticks(1);

        Assert.Equal(new TimerTick(false, null, At("2026-11-25T03:00:00Z")), ticks.Single());
    }

    [Fact]
    public async Task A_run_longer_than_its_interval_is_followed_at_once_by_one()
    {
        var (running, mayEnd, atOnce, most) = (new SemaphoreSlim(0), new SemaphoreSlim(0), 0, 0);
        await using var city = await Start("0 0 * * * *", async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            running.Release();
            await mayEnd.WaitAsync();
            Interlocked.Decrement(ref atOnce);
        });
        await NextIs("2026-11-24T06:00:00Z");
        time.SetUtcNow(At("2026-11-24T05:59:59Z"));
        await Ticks(1);
        await running.WaitAsync();

        time.SetUtcNow(At("2026-11-24T09:30:00Z"));
        mayEnd.Release();

        await running.WaitAsync();
        Assert.Equal(2, ticks.Count);
        Assert.Equal(At("2026-11-24T07:00:00Z"), ticks.Last().Next);
        mayEnd.Release();
        await NextIs("2026-11-24T10:00:00Z");
        Assert.Equal((2, 1), (ticks.Count, most));
    }

    [Fact]
    public async Task A_failure_does_not_stop_the_schedule()
    {
        await using var city = await Start("0 0 * * * *", _ => throw new InvalidOperationException());
        await NextIs("2026-11-24T06:00:00Z");
        time.SetUtcNow(At("2026-11-24T05:59:59Z"));
        await Ticks(1);
        await NextIs("2026-11-24T07:00:00Z");
        time.SetUtcNow(At("2026-11-24T06:59:59Z"));
        await Ticks(2);
    }

    [Fact]
    public async Task What_fires_every_second_keeps_no_status()
    {
        await using var city = await Start("* * * * * *");
        await Ticks(3);
        Assert.All(ticks, tick => Assert.Equal(new TimerTick(false, null, null), tick));
        Assert.False(await Status.ExistsAsync());
    }

    [Fact]
    public async Task Of_two_instances_one_fires_and_the_other_takes_over_when_it_goes()
    {
        var first = await Start();
        await NextIs("2026-11-25T03:00:00Z");
        var others = new ConcurrentQueue<TimerTick>();
        await using var second = await Start(run: tick =>
        {
            others.Enqueue(tick);
            return Task.CompletedTask;
        });
        time.SetUtcNow(At("2026-11-25T02:59:59Z"));
        await Ticks(1);
        await NextIs("2026-11-26T03:00:00Z");
        Assert.Empty(others);

        await first.DisposeAsync();

        await Eventually.True(() =>
        {
            time.Advance(TimeSpan.FromHours(1));
            return !others.IsEmpty;
        }, "the other fires");
    }

    [Fact]
    public async Task A_keeper_that_has_died_is_followed_when_its_lease_runs_out()
    {
        await Lock.UploadAsync(BinaryData.Empty);
        await Lock.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(15));
        await Store("2026-11-23T03:00:00+00:00", "2026-11-24T03:00:00+00:00");
        await using var city = await Start();
        await Eventually.True(() => !ticks.IsEmpty, "somebody keeps the timer again");
        Assert.True(ticks.Single().IsPastDue);
    }

    Task<SmallCity> Start(string schedule = "0 0 3 * * *", Func<TimerTick, Task>? run = null) =>
        SmallCity.Alone(storage, map => map.OnSchedule("Nightly", schedule, (tick, _, _) =>
        {
            ticks.Enqueue(tick);
            return run?.Invoke(tick) ?? Task.CompletedTask;
        }), add => add.Services.AddSingleton<TimeProvider>(time), "--AzureFunctionsJobHost:functionTimeout=12:00:00");

    // The clock moves on until the timer has fired so often; by seconds, so that it strikes no further hour.
    Task Ticks(int count) => Eventually.True(() =>
    {
        if (ticks.Count < count) time.Advance(TimeSpan.FromSeconds(1));
        return ticks.Count >= count;
    }, $"the timer has fired {count} times");

    Task NextIs(string instant) => Eventually.True(async () => await Status.ExistsAsync() && Stored("Next") == At(instant), $"the next run is {instant}");

    DateTimeOffset Stored(string name)
    {
        using var status = JsonDocument.Parse(Status.DownloadContent().Value.Content);
        return status.RootElement.GetProperty(name).GetDateTimeOffset();
    }

    async Task Store(string last, string next) =>
        await Status.UploadAsync(BinaryData.FromString($$"""{"Last":"{{last}}","Next":"{{next}}","LastUpdated":"{{last}}"}"""));

    static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, null);
}
