using CasaServerless.Hosting;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Hosting.Runner;

/// <summary>What becomes of messages when the program works long, is asked to stop, or dies.</summary>
public sealed class EndTests(Azurite azurite)
{
    readonly string storage = azurite.NewAccount();

    [Fact]
    public async Task A_message_at_work_stays_hidden_past_its_visibility()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("hello");
        var runs = 0;
        await using var city = await SmallCity.Alone(storage, map => map.OnQueue("Documents", queue.Name, async (_, _, cancel) =>
        {
            Interlocked.Increment(ref runs);
            await Task.Delay(TimeSpan.FromSeconds(9), cancel);
        }), null, "--Casa:Runner:Visibility=00:00:06");

        await queue.Empty();

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_message_whose_worker_is_killed_comes_back_and_is_counted()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("stay");
        using (var first = Child())
        {
            await Eventually.True(() => first.Said("started stay 1"), "the first works on it");
            first.Kill();
            await first.ExitCode();
        }
        Assert.Equal(1, await queue.Count());

        using var second = Child();

        await Eventually.True(() => second.Said("started stay 2"), "the second works on it");
        await queue.Empty();
    }

    [Fact]
    public async Task Asked_to_stop_the_program_ends_what_it_has_begun()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("a moment");
        using var city = Child();
        await Eventually.True(() => city.Said("started a moment"), "the work has begun");

        city.AskToStop();

        Assert.Equal(0, await city.ExitCode());
        Assert.True(city.Said("ended a moment"));
        Assert.Equal(0, await queue.Count());
    }

    [Fact]
    public async Task What_does_not_end_in_time_is_released_at_once()
    {
        var queue = await TestQueue.Created(storage);
        await queue.Send("stay");
        using var city = Child("--Casa:Runner:Visibility=00:10:00", "--Casa:Runner:StopWithin=00:00:01");
        await Eventually.True(() => city.Said("started stay 1"), "the work has begun");

        city.AskToStop();

        Assert.Equal(0, await city.ExitCode());
        Assert.Equal(["stay"], await queue.Texts());
    }

    [Fact]
    public async Task Under_the_host_a_stop_that_nobody_asked_for_is_no_success()
    {
        using var city = Child($"--FUNCTIONS_CUSTOMHANDLER_PORT={Azurite.FreePort()}");
        await Eventually.True(() => city.Said("Application started"), "it has started");

        city.AskToStop();

        Assert.Equal(200, await city.ExitCode());
    }

    [Fact]
    public async Task The_host_s_own_addresses_are_inherited_and_not_listened_to()
    {
        var (given, inherited) = (Azurite.FreePort(), Azurite.FreePort());
        using var city = new ChildCity(
            new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{given}", ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{inherited}", ["ASPNETCORE_HTTP_PORTS"] = $"{inherited}" },
            [$"--AzureWebJobsStorage={storage}"]);
        await Eventually.True(() => city.Said("Application started"), "it has started");
        using var client = new HttpClient();
        Assert.True((await client.GetAsync(new Uri($"http://127.0.0.1:{given}/api/health"))).IsSuccessStatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://127.0.0.1:{inherited}/api/health")));
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:{0}")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0}")]
    public async Task Alone_the_program_listens_where_a_container_tells_it_to(string name, string value)
    {
        var port = Azurite.FreePort();
        using var city = new ChildCity(
            new() { [name] = string.Format(null, value, port) }, [$"--AzureWebJobsStorage={storage}", "--Casa:Runner:Enabled=false"]);
        await Eventually.True(() => city.Said("Application started"), "it has started");
        using var client = new HttpClient();
        Assert.True((await client.GetAsync(new Uri($"http://127.0.0.1:{port}/api/health"))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_program_that_cannot_listen_fails()
    {
        await using var other = await SmallCity.UnderHost(_ => { });
        using var city = Child($"--FUNCTIONS_CUSTOMHANDLER_PORT={other.Client.BaseAddress!.Port}");
        Assert.NotInRange(await city.ExitCode(), 0, 0);
    }

    ChildCity Child(params string[] settings) => new([],
    [
        $"--AzureWebJobsStorage={storage}", "--urls=http://127.0.0.1:0", "--Casa:Runner:Visibility=00:00:03",
        "--AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:00.2", .. settings,
    ]);
}
