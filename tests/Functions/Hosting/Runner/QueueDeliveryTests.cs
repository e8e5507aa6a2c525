using System.Collections.Concurrent;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Hosting.Runner;

/// <summary>Standing alone, a message is run and ends as under the Functions host.</summary>
public sealed class QueueDeliveryTests(Azurite azurite)
{
    readonly string storage = azurite.NewAccount();
    readonly ConcurrentQueue<QueueItem> seen = new();

    [Theory]
    [InlineData("plain hello")]
    [InlineData("\"quoted\"")]
    [InlineData("5")]
    [InlineData("""["one",{"two":2}]""")]
    [InlineData("""{"jobId":"42","nested":{"a":[1]},"n":5,"none":null,"jobTrigger":"x"}""")]
    [InlineData("""{"id":"body-id","dequeueCount":99,"insertionTime":"2026-11-24T05:25:12Z","sys":"mine","popReceipt":null}""")]
    [InlineData("{ only begins like an object")]
    [InlineData("العربية : é \u0001 \"\\ </script>")]
    [InlineData("")]
    public async Task What_was_sent_arrives_and_is_done_with(string text)
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send(text);
        await using var city = await Start((item, _, _) => Seen(item));

        await queue.Empty();

        var item = Assert.Single(seen);
        Assert.Equal(("documents", text), (item.Queue, item.Text));
    }

    [Fact]
    public async Task The_largest_message_arrives()
    {
        var queue = await TestQueue.Created(storage);
        var text = $$"""{"a":"{{new string('"', 12_000).Replace("\"", "\\\"", StringComparison.Ordinal)}}","b":"{{new string('ي', 10_000)}}"}""";
        await queue.Send(text);
        await using var city = await Start((item, _, _) => Seen(item));

        await queue.Empty();

        Assert.Equal(text, Assert.Single(seen).Text);
    }

    [Fact]
    public async Task The_tries_are_counted_and_the_last_is_told()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("hello");
        await using var city = await Start(async (item, _, _) =>
        {
            await Seen(item);
            throw new InvalidOperationException();
        }, null, "--AzureFunctionsJobHost:extensions:queues:maxDequeueCount=3");

        await queue.Empty();

        Assert.Equal([(1, false), (2, false), (3, true)], seen.Select(item => (item.DequeueCount, item.LastTry)));
        Assert.Equal(["hello"], await queue.Poison.Texts());
    }

    [Fact]
    public async Task With_one_try_alone_a_failure_poisons_at_once()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("hello");
        await using var city = await Start((item, _, _) => throw new InvalidOperationException(item.Id),
            null, "--AzureFunctionsJobHost:extensions:queues:maxDequeueCount=1");

        await queue.Poison.Holds(1);

        await queue.Empty();
        Assert.Equal(["hello"], await queue.Poison.Texts());
    }

    [Fact]
    public async Task A_refusal_is_the_end_of_a_message()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("hello");
        await using var city = await Start(async (item, _, _) =>
        {
            await Seen(item);
            throw new Refusal("LEG-001", new("Non.", "لا."), 409);
        });

        await queue.Empty();

        Assert.Single(seen);
        Assert.False(await queue.Poison.Exists());
    }

    [Fact]
    public async Task What_has_used_up_its_tries_is_kept_among_the_stuck_and_not_poisoned()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("hello");
        var stuck = new Stuck();
        await using var city = await Start((_, _, _) => throw new InvalidOperationException(), stuck);

        await queue.Empty();

        Assert.Equal([("documents", "hello", "InvalidOperationException")], stuck.Kept);
        Assert.False(await queue.Poison.Exists());
    }

    Task<SmallCity> Start(QueueFunction run, IStuckItems? stuck = null, params string[] settings) =>
        SmallCity.Alone(storage, map => map.OnQueue("Documents", "documents", run), add =>
        {
            if (stuck is not null) add.Services.AddSingleton(stuck);
        }, settings);

    Task Seen(QueueItem item)
    {
        seen.Enqueue(item);
        return Task.CompletedTask;
    }

    sealed class Stuck : IStuckItems
    {
        public ConcurrentQueue<(string, string, string)> Kept { get; } = new();

        public Task Keep(string queue, string text, string error, CancellationToken cancel)
        {
            Kept.Enqueue((queue, text, error));
            return Task.CompletedTask;
        }
    }
}
