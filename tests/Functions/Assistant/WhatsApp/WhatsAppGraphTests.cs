using CasaServerless.Assistant.WhatsApp;
using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel.Cases;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Assistant.WhatsApp;

/// <summary>The client of the Graph API against one that is played: what it sends, and what it makes of each answer.</summary>
public sealed class WhatsAppGraphTests : IAsyncLifetime
{
    const string Person = "MA.13491208655302741918", Phone = "212612345678";
    static readonly Shown shown = new("Votre dossier est prêt.\nVenez le retirer.", Tongue.French, ChoicesAs.Text, [], false);
    readonly FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeSeconds(1764583200));
    readonly LogLines log = new();
    PlayedWhatsApp whatsApp = null!;
    GraphCalls calls = null!;
    WhatsAppGraph graph = null!;

    public async ValueTask InitializeAsync()
    {
        whatsApp = await PlayedWhatsApp.Start();
        (calls, graph) = Client(whatsApp.Address.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        await whatsApp.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_handed_over_once_with_our_key_and_its_id_comes_back()
    {
        var sent = Assert.IsType<GraphSending.Taken>(await Send(key: "wa:x/1"));
        Assert.Equal("wamid.OUT1", sent.Id);
        var taken = Assert.Single(whatsApp.Taken);
        Assert.Equal(("wa:x/1", Person), (taken["biz_opaque_callback_data"]!.GetValue<string>(), taken["recipient"]!.GetValue<string>()));
        await graph.Mark("wamid.IN1", typing: true, default);
        await graph.Mark("wamid.IN2", typing: false, default);
        Assert.Equal(["wamid.IN1*", "wamid.IN2"], whatsApp.Marked);
    }

    [Fact]
    public async Task Outside_24_hours_a_template_goes_and_where_the_hour_is_not_known_when_WhatsApp_says_so()
    {
        await Send(heard: clock.GetUtcNow() - TimeSpan.FromHours(23));
        await Send(heard: clock.GetUtcNow() - TimeSpan.FromHours(24));
        whatsApp.Closed[Person] = true;
        await Send(heard: clock.GetUtcNow());
        await Send(heard: null);
        Assert.Equal(["text", "template", "template", "template"], whatsApp.Taken.Select(taken => taken["type"]!.GetValue<string>()));
        var template = whatsApp.Taken.Last()["template"]!;
        Assert.Equal("fr", template["language"]!["code"]!.GetValue<string>());
        Assert.Equal("Votre dossier est prêt. Venez le retirer.", template["components"]![0]!["parameters"]![0]!["text"]!.GetValue<string>());
        await graph.Send(Phone, shown with { Tongue = Tongue.Arabic }, null, DateTimeOffset.UnixEpoch, default);
        Assert.Equal("ar", whatsApp.Taken.Last()["template"]!["language"]!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(400, 131026)]
    [InlineData(400, 131049)]
    [InlineData(400, 131051)]
    [InlineData(400, 132012)]
    [InlineData(400, 100)]
    public async Task What_will_never_be_taken_is_given_up(int status, int code)
    {
        whatsApp.Faults.Enqueue(new(status, code));
        Assert.Equal(code, Assert.IsType<GraphSending.NotTaken>(await Send()).Fault.Code);
        Assert.IsType<GraphSending.Taken>(await Send());
        NobodyIsNamed();
    }

    [Fact]
    public async Task A_template_that_is_not_taken_either_is_given_up_and_not_sent_for_ever()
    {
        whatsApp.Faults.Enqueue(new(400, 131047));
        whatsApp.Faults.Enqueue(new(400, 131047));
        Assert.Equal(131047, Assert.IsType<GraphSending.NotTaken>(await Send()).Fault.Code);
        Assert.Equal(2, whatsApp.Calls);
    }

    [Fact]
    public async Task Too_many_for_one_person_lets_that_person_wait_and_no_other()
    {
        whatsApp.Faults.Enqueue(new(400, 131056));
        await Assert.ThrowsAsync<Later>(() => Send());
        Assert.IsType<GraphSending.Taken>(await Send());
    }

    [Theory]
    [InlineData(429, 130429, null, 10)]
    [InlineData(429, 0, 30, 30)]
    [InlineData(503, 0, 2, 10)]
    [InlineData(500, 131000, null, 10)]
    [InlineData(400, 80007, 100_000, 300)]
    [InlineData(400, 131048, null, 10)]
    public async Task Too_much_in_all_lets_the_number_rest_as_long_as_is_asked_for(int status, int code, int? after, int rests)
    {
        whatsApp.Faults.Enqueue(new(status, code, RetryAfter: after));
        await Assert.ThrowsAsync<Later>(() => Send());
        var before = whatsApp.Calls;
        await Assert.ThrowsAsync<Later>(() => Send());
        await graph.Mark("wamid.IN1", typing: true, default);
        clock.Advance(TimeSpan.FromSeconds(rests - 1));
        await Assert.ThrowsAsync<Later>(() => Send());
        Assert.Equal(before, whatsApp.Calls);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<GraphSending.Taken>(await Send());
    }

    [Theory]
    [InlineData(401, 190)]
    [InlineData(403, 368)]
    [InlineData(403, 131031)]
    [InlineData(404, 132001)]
    [InlineData(401, 0)]
    public async Task What_people_must_mend_waits_for_them_and_is_said_loudly(int status, int code)
    {
        whatsApp.Faults.Enqueue(new(status, code));
        await Assert.ThrowsAsync<Later>(() => Send());
        Assert.Contains($"Error: WhatsApp takes no messages of the city until somebody mends token, account or template: error {code}", log.Text, StringComparison.Ordinal);
        NobodyIsNamed();
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_waited_for_and_then_tried_again()
    {
        whatsApp.Faults.Enqueue(new(200, 0, Hangs: true));
        await Assert.ThrowsAsync<Later>(() => Send());
        using var leaves = new CancellationTokenSource();
        whatsApp.Faults.Enqueue(new(200, 0, Hangs: true));
        var sending = graph.Send(Person, shown, null, null, leaves.Token);
        await Eventually.True(() => whatsApp.Faults.IsEmpty, "it hangs");
        await leaves.CancelAsync();
        // The process ends: that is not WhatsApp's fault.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task What_was_taken_with_an_answer_that_nobody_understands_is_not_sent_again()
    {
        whatsApp.Faults.Enqueue(new(200, 0, Taken: true));
        Assert.Equal("", Assert.IsType<GraphSending.Taken>(await Send()).Id);
    }

    [Fact]
    public async Task Nobody_there_is_Later_and_a_redirect_takes_no_token_along()
    {
        var (nobody, none) = Client($"http://127.0.0.1:{Azurite.FreePort()}");
        using (nobody) await Assert.ThrowsAsync<Later>(() => none.Send(Person, shown, null, null, default));
        await using var thief = await PlayedWhatsApp.Start();
        var id = whatsApp.Keep(new([1], "image/jpeg") { Redirects = $"{thief.Address}files/1" });
        var status = await calls.Call(HttpMethod.Get, new($"{whatsApp.Address}files/{id}"), null, (answer, _) => Task.FromResult((int)answer.StatusCode), default);
        Assert.Equal((302, 0), (status, thief.Calls));
        await Assert.ThrowsAsync<InvalidOperationException>(() => calls.Call(HttpMethod.Get, new("https://casa.example/"), null, (_, _) => Task.FromResult(0), default));
    }

    (GraphCalls, WhatsAppGraph) Client(string address)
    {
        var options = WhatsAppOptionsTests.Of(true, ("PhoneNumberId", PlayedWhatsApp.Number), ("Token", PlayedWhatsApp.Token), ("AppSecret", "s"), ("VerifyToken", "v"), ("GraphUrl", address));
        var its = new GraphCalls(options, clock);
        return (its, new(options, its, clock, LoggerFactory.Create(logging => logging.AddProvider(log)).CreateLogger<WhatsAppGraph>()));
    }

    Task<GraphSending> Send(string? key = null, DateTimeOffset? heard = null) => graph.Send(Person, shown, key, heard, default);

    void NobodyIsNamed()
    {
        Assert.DoesNotContain(Phone, log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Person, log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(PlayedWhatsApp.Token, log.Text, StringComparison.Ordinal);
    }
}
