using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Queues;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CasaServerless.Tests.Functions.Hosting.Runner;

/// <summary>The edges of the host's queue contract.</summary>
public sealed class QueueEdgeTests(Azurite azurite)
{
    readonly string storage = azurite.NewAccount();
    readonly ConcurrentQueue<string> runs = new();

    [Theory]
    [InlineData(200, "application/json", "{}", true)]
    [InlineData(200, "application/json; charset=utf-8", """{"outputs":{},"logs":["x"],"returnvalue":1}""", true)]
    [InlineData(202, "application/json", "{}", true)]
    [InlineData(200, "application/json", "", false)]
    [InlineData(200, "application/json", "{", false)]
    [InlineData(200, "application/json", "[]", false)]
    [InlineData(200, "text/plain", "{}", false)]
    [InlineData(200, null, "{}", false)]
    [InlineData(200, null, "", false)]
    [InlineData(204, null, "", false)]
    [InlineData(302, null, "", false)]
    [InlineData(404, "application/json", "{}", false)]
    [InlineData(500, "application/json", "{}", false)]
    public async Task Success_is_a_2xx_with_a_JSON_object_and_nothing_else(int status, string? type, string body, bool success)
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("hello");
        await using var city = await Raw(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            if (body.Length > 0) await context.Response.WriteAsync(body);
        }, "--AzureFunctionsJobHost:extensions:queues:maxDequeueCount=1");

        await queue.Empty();

        Assert.Equal(success, !await queue.Poison.Exists());
    }

    [Fact]
    public async Task A_message_that_is_not_base64_is_poisoned_as_it_lies_and_never_run()
    {
        var queue = await TestQueue.Created(storage);
        await queue.SendPlain("{not base64}");
        await queue.Send("hello");
        await using var city = await Start();

        await queue.Empty();

        Assert.Equal(["hello"], runs);
        Assert.Equal(["{not base64}"], await queue.Poison.PlainBodies());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_fail_until_they_are_poisoned()
    {
        var queue = await TestQueue.Created(storage);
        await queue.SendBytes([0xff, 0xfe, 0xc0]);
        await using var city = await Start();

        await queue.Empty();

        Assert.Empty(runs);
        Assert.Equal([Convert.ToBase64String([0xff, 0xfe, 0xc0])], await queue.Poison.PlainBodies());
    }

    [Fact]
    public async Task A_queue_may_come_later_and_go_meanwhile()
    {
        await using var city = await Start();
        var queue = new TestQueue(storage);
        Assert.False(await queue.Exists());

        foreach (var text in (string[])["first", "second"])
        {
            await queue.Create();
            await queue.Send(text);
            await queue.Empty();
            await queue.Delete();
        }

        Assert.Equal(["first", "second"], runs);
        Assert.False(await queue.Exists());
    }

    [Theory]
    [InlineData("documents-poison")]
    [InlineData("a-queue-whose-name-leaves-no-room-for-what-marks-a-poison")]
    public async Task Where_no_poison_queue_can_be_the_message_stays_hidden(string name)
    {
        var queue = await TestQueue.Created(storage, name);
        await queue.Send("fail");
        await using var city = await Start(name);
        await Eventually.True(() => runs.Count == 2, "the message has used up its tries");

        await queue.Send("hello");

        await queue.Holds(1);
        Assert.Equal(["fail", "fail", "hello"], runs);
        Assert.Equal([name], new QueueServiceClient(storage).GetQueues().Select(it => it.Name));
        Assert.Empty(await queue.Texts());
    }

    [Fact]
    public async Task A_message_fetched_too_often_before_is_poisoned_without_a_run()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("hello");
        for (var fetched = 1; fetched <= 2; fetched++)
            await new QueueClient(storage, queue.Name).ReceiveMessagesAsync(1, TimeSpan.FromSeconds(1)).ContinueWith(_ => Task.Delay(1100)).Unwrap();
        await using var city = await Start();

        await queue.Poison.Holds(1);

        Assert.Empty(runs);
    }

    [Fact]
    public async Task Whoever_has_the_message_by_now_keeps_it()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("hello");
        await using var city = await Raw(async context =>
        {
            using var envelope = await JsonDocument.ParseAsync(context.Request.Body);
            var metadata = envelope.RootElement.GetProperty("Metadata");
            runs.Enqueue(Told("DequeueCount"));
            // Another hides the message anew: the receipt that the runner holds is good for nothing.
            if (runs.Count == 1) await new QueueClient(storage, queue.Name)
                .UpdateMessageAsync(Told("Id").Trim('"'), Told("PopReceipt").Trim('"'), visibilityTimeout: TimeSpan.FromSeconds(1));
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{}");

            string Told(string name) => metadata.GetProperty(name).GetString()!;
        });

        await queue.Empty();

        Assert.Equal(["1", "2"], runs);
    }

    [Fact]
    public async Task No_more_than_a_batch_and_the_threshold_are_at_work()
    {
        var queue = await TestQueue.Created(storage);
        for (var n = 0; n < 20; n++) await queue.Send($"{n}");
        using var gate = new SemaphoreSlim(0);
        var (now, most) = (0, 0);
        await using var city = await SmallCity.Alone(storage, map => map.OnQueue("Documents", queue.Name, async (_, _, cancel) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await gate.WaitAsync(cancel);
            Interlocked.Decrement(ref now);
        }), null, "--AzureFunctionsJobHost:extensions:queues:batchSize=4", "--AzureFunctionsJobHost:extensions:queues:newBatchThreshold=2");

        // A batch of four is above the threshold of two: nothing is fetched until two have ended, then four more.
        await Eventually.True(() => now == 4, "four are at work");
        gate.Release(2);
        await Eventually.True(() => now == 6, "six are at work");
        gate.Release(100);
        await queue.Empty();

        Assert.Equal(6, most);
    }

    Task<SmallCity> Start(string queue = "documents") => SmallCity.Alone(storage, map => map.OnQueue("Documents", queue, (item, _, _) =>
    {
        runs.Enqueue(item.Text);
        return item.Text == "fail" ? throw new InvalidOperationException() : Task.CompletedTask;
    }));

    // A function that answers in its own way, as none of ours does.
    Task<SmallCity> Raw(RequestDelegate answer, params string[] settings) => SmallCity.Alone(storage,
        map => map.MapPost("/Documents", answer).WithMetadata(new QueueTrigger("Documents", "documents"), Access.Platform), null, settings);

    static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
    }
}
