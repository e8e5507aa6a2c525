using System.Collections.Concurrent;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Kernel.Conversations;

/// <summary>The inbox: what was accepted is answered once and in order, whoever repeats, overtakes or dies.</summary>
public sealed class ConversationStoreTests(Azurite azurite)
{
    [Fact]
    public async Task A_message_that_comes_three_times_is_one_message()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo());
        Assert.True(await store.Accept("test-a", Says("one", 1), default));
        Assert.False(await store.Accept("test-a", Says("one", 2), default));
        await store.Drain("test-a", echo, lastTry: false, default);
        Assert.False(await store.Converse("test-a", Says("one", 3), echo, default));
        await store.Drain("test-a", echo, lastTry: false, default);
        Assert.Equal(["you said one"], await Transcript(store, "test-a"));
        Assert.Equal(["you said one"], echo.Sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Workers_at_the_same_time_take_each_message_once_and_send_in_order(bool sends)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo { Sends = sends });
        var all = Enumerable.Range(1, 30).ToList();
        await Parallel.ForEachAsync(all, async (number, stop) => await store.Accept("test-b", Says($"{number:D2}", number), stop));
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (_, stop) => await store.Drain("test-b", echo, lastTry: false, stop));
        string[] expected = [.. all.Select(number => $"you said {number:D2}")];
        Assert.Equal(expected, await Transcript(store, "test-b"));
        if (sends) Assert.Equal(expected, echo.Sent);
    }

    [Fact]
    public async Task Straight_and_by_the_inbox_they_are_one_conversation()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo { Sends = false });
        await Parallel.ForEachAsync(Enumerable.Range(1, 40), async (number, stop) => await store.Converse("test-c", Says($"{number}", number), echo, stop));
        await store.Drain("test-c", echo, lastTry: false, default);
        var said = await Transcript(store, "test-c");
        Assert.Equal(40, said.Count);
        Assert.Equal(40, said.Distinct().Count());
    }

    [Fact]
    public async Task A_letter_that_cannot_go_now_waits_and_keeps_its_place()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo { Closed = true });
        await store.Accept("test-d", Says("one", 1), default);
        await Assert.ThrowsAsync<Later>(() => store.Drain("test-d", echo, lastTry: false, default));
        await store.Accept("test-d", Says("two", 2), default);
        await Assert.ThrowsAsync<Later>(() => store.Drain("test-d", echo, lastTry: false, default));
        echo.Closed = false;
        await store.Drain("test-d", echo, lastTry: false, default);
        Assert.Equal(["you said one", "you said two"], echo.Sent);
    }

    [Fact]
    public async Task Whoever_dies_in_the_midst_of_sending_leaves_the_rest_to_the_next()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false", "--Casa:Clock=2026-11-02T08:00:00Z");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo { DiesAfter = 1 });
        foreach (var number in Enumerable.Range(1, 3)) await store.Accept("test-e", Says($"{number}", number), default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Drain("test-e", echo, lastTry: false, default));
        echo.DiesAfter = int.MaxValue;
        // Its claim holds for a minute: nobody overtakes it meanwhile.
        Assert.False(await store.Drain("test-e", echo, lastTry: false, default));
        Assert.Equal(["you said 1"], echo.Sent);
        var later = new ConversationStore(
            city.Services.GetRequiredService<CasaServerless.Kernel.Storage.CityStorage>(), city.Services.GetRequiredService<CasaServerless.Kernel.Attachments.CaseBlobs>(),
            new(), new Ahead(TimeSpan.FromMinutes(2), city.Services.GetRequiredService<TimeProvider>()), new(), Microsoft.Extensions.Logging.Abstractions.NullLogger<ConversationStore>.Instance);
        Assert.True(await later.Drain("test-e", echo, lastTry: false, default));
        Assert.Equal(["you said 1", "you said 2", "you said 3"], echo.Sent);
    }

    [Fact]
    public async Task Whoever_leaves_while_a_message_is_kept_leaves_its_mail_as_well()
    {
        await using var storage = await FaultyStorage.Before(azurite.NewAccount());
        await using var city = await CityInProcess.Start(storage.Connection, "--Casa:Runner:Enabled=false");
        var store = city.Services.GetRequiredService<ConversationStore>();
        using var left = new CancellationTokenSource();
        storage.Next(StorageCall.Commit, async exchange =>
        {
            await left.CancelAsync();
            await Faults.None(exchange);
        });
        Assert.True(await store.Accept("test-h", Says("one", 1), left.Token));
        var mail = city.Services.GetRequiredService<CasaServerless.Kernel.Storage.CityStorage>().Queue(ConversationStore.QueueName);
        Assert.NotNull((await mail.PeekMessageAsync()).Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_letter_that_was_taken_leaves_once_though_storage_stumbles(bool written)
    {
        await using var storage = await FaultyStorage.Before(azurite.NewAccount());
        await using var city = await CityInProcess.Start(storage.Connection, "--Casa:Runner:Enabled=false");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo());
        await store.Accept("test-j", Says("one", 1), default);
        await store.Accept("test-j", Says("two", 2), default);
        storage.Next(StorageCall.Commit, written ? Faults.AnswerSwallowed : Faults.Refused(), _ => echo.Sent.Count == 1, times: written ? 1 : 2);
        Assert.True(await store.Drain("test-j", echo, lastTry: false, default));
        Assert.Equal(["you said one", "you said two"], echo.Sent);
    }

    [Fact]
    public async Task What_was_put_off_wakes_no_conversation_that_is_gone()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo { Sends = false });
        var late = new MailMessage("test-i", Message: "silence/1", Body: "late").ToJson();
        await store.Handle(late, echo, lastTry: false, default);
        Assert.Null((await store.Find("test-i", default)).Memory);
        await store.Converse("test-i", Says("one", 1), echo, default);
        await store.Handle(late, echo, lastTry: false, default);
        Assert.Equal(["you said one", "you said late"], await Transcript(store, "test-i"));
    }

    [Fact]
    public async Task What_a_channel_tells_of_a_letter_only_goes_forward()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo());
        await store.Accept("test-f", Says("one", 1), default);
        await store.Drain("test-f", echo, lastTry: false, default);
        Assert.True(await store.Told("test-f", "id/1", 3, "read", default));
        Assert.False(await store.Told("test-f", "id/1", 2, "delivered", default));
        Assert.False(await store.Told("test-f", "nobody's", 2, "delivered", default));
        Assert.Equal("read", await store.StatusOf("test-f", "id/1", default));
    }

    [Fact]
    public async Task A_conversation_ends_with_its_day_and_one_that_goes_on_does_not()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (store, echo) = (city.Services.GetRequiredService<ConversationStore>(), new Echo { Sends = false });
        await store.Converse("test-g", Says("one", 1), echo, default);
        var today = CasaServerless.Kernel.CityTime.Day(TimeProvider.System.GetUtcNow());
        Assert.Equal(0, await store.EndBefore(today.AddDays(-1), default));
        Assert.Single(await Transcript(store, "test-g"));
        Assert.Equal(1, await store.EndBefore(today, default));
        Assert.Empty(await Transcript(store, "test-g"));
        Assert.Equal(0, await store.EndBefore(today, default));
    }

    static Arrival Says(string text, int second) => new(text, text, new(2026, 11, 2, 9, 0, second, TimeSpan.Zero));

    static async Task<List<string>> Transcript(ConversationStore store, string conversation) => [.. (await store.Lines(conversation, 0, default)).Select(line => line.Body)];

    sealed class Ahead(TimeSpan by, TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + by;
    }

    sealed class Echo : IConversing
    {
        readonly ConcurrentQueue<string> sent = new();

        public IReadOnlyList<string> Sent => [.. sent];

        public bool Sends { get; init; } = true;

        public bool Closed { get; set; }

        public int DiesAfter { get; set; } = int.MaxValue;

        public Task<Taken> Take(Held held, Arrival arrival, bool lastTry, CancellationToken stop)
        {
            string[] said = [$"you said {arrival.Body}"];
            return Task.FromResult(new Taken("{}", said, Sends ? said : []));
        }

        public async Task<Delivery> Deliver(Held held, Letter letter, CancellationToken stop)
        {
            if (Closed) throw new Later("It is closed.");
            if (sent.Count >= DiesAfter) throw new InvalidOperationException("It died.");
            await Task.Yield();
            sent.Enqueue(letter.Body);
            return new($"id/{letter.Number}");
        }
    }
}
