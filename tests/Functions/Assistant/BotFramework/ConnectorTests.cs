using System.Text.Json.Nodes;
using CasaServerless.Assistant.BotFramework;
using CasaServerless.Kernel.Cases;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

/// <summary>What the city says to a played connector: addresses, tokens, patience, and when it never speaks again.</summary>
public sealed class ConnectorTests
{
    [Fact]
    public async Task A_reply_goes_to_what_it_answers_and_a_message_of_our_own_to_the_conversation()
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        var to = Reference(bots);
        Assert.Equal("said-1", (await its.Connector.Send(to, Message(), default)).Id);
        Assert.Equal("said-2", (await its.Connector.Send(to.Unasked(), Message(), default)).Id);
        Assert.Equal("said-3", (await its.Connector.Update(to, "card|1", Message(), default)).Id);
        var calls = bots.Calls.ToArray();
        Assert.Equal(
            [
                ("POST", "/Teams/v3/conversations/a%3A1%3Bx%40y%7Cz/activities/1%7C2%2F3"),
                ("POST", "/Teams/v3/conversations/a%3A1%3Bx%40y%7Cz/activities"),
                ("PUT", "/Teams/v3/conversations/a%3A1%3Bx%40y%7Cz/activities/card%7C1"),
            ],
            calls.Select(call => (call.Method, call.Path)));
        Assert.Equal("1|2/3", calls[0].Body["replyToId"]!.GetValue<string>());
        Assert.Null(calls[1].Body["replyToId"]);
        // A2031: the one id that we write is that of what is written over.
        Assert.Equal([null, null, "card|1"], calls.Select(call => call.Body["id"]?.GetValue<string>()));
        Assert.All(calls, call => Assert.Equal("Bearer bot-1", call.Authorization));
        Assert.Equal(1, bots.TokensGiven);
    }

    [Fact]
    public async Task A_conversation_is_begun_with_one_person_or_in_a_channel()
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        var person = await its.Connector.Create(bots.ServiceUrl, ConversationParameters.With(new() { Id = "29:x" }, PlayedBotService.Tenant), default);
        Assert.Equal("a:new", person.Id);
        await its.Connector.Create(bots.ServiceUrl.TrimEnd('/'), ConversationParameters.InChannel("19:c@thread.tacv2", PlayedBotService.Tenant, Message()), default);
        var calls = bots.Calls.ToArray();
        Assert.All(calls, call => Assert.Equal("/Teams/v3/conversations", call.Path));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($$"""{"isGroup":false,"members":[{"id":"29:x"}],"tenantId":"{{PlayedBotService.Tenant}}"}"""), calls[0].Body), calls[0].Body.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(
            $$$$"""{"isGroup":true,"tenantId":"{{{{PlayedBotService.Tenant}}}}","activity":{"type":"message","text":"x"},"channelData":{"channel":{"id":"19:c@thread.tacv2"}}}"""), calls[1].Body), calls[1].Body.ToJsonString());
    }

    [Fact]
    public async Task An_address_that_is_not_listed_is_sent_neither_word_nor_token()
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots, development: false);
        var posted = await its.Connector.Send(Reference(bots), Message(), default);
        Assert.Equal((Refused.Unlisted, 0, 0), (posted.Refused, bots.TokensGiven, bots.Calls.Count));
    }

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task What_passes_is_waited_for(int status)
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        bots.TurnsAway.Enqueue((status, null, "1"));
        bots.TurnsAway.Enqueue((status, null, null));
        Assert.Equal("said-3", (await its.Patiently(its.Connector.Send(Reference(bots), Message(), default))).Id);
    }

    [Fact]
    public async Task A_channel_that_asks_for_a_second_is_given_it()
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        bots.TurnsAway.Enqueue((429, null, "4"));
        var sent = its.Connector.Send(Reference(bots), Message(), default);
        await Eventually.True(() => bots.Calls.Count == 1, "it was turned away");
        its.Clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(sent.IsCompleted);
        Assert.Single(bots.Calls);
        await its.Patiently(sent);
        Assert.Equal(2, bots.Calls.Count);
    }

    [Theory]
    [InlineData(429, "600", 1)]
    [InlineData(429, null, 4)]
    [InlineData(500, null, 1)]
    [InlineData(503, null, 1)]
    public async Task What_lasts_is_for_later(int status, string? retryAfter, int calls)
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        for (var time = 0; time < 6; time++) bots.TurnsAway.Enqueue((status, null, retryAfter));
        await Assert.ThrowsAsync<Later>(() => its.Patiently(its.Connector.Send(Reference(bots), Message(), default)));
        Assert.Equal(calls, bots.Calls.Count);
    }

    [Theory]
    [InlineData(403, """{"error":{"code":"MessageWritesBlocked","message":"…"}}""", Refused.Closed)]
    [InlineData(403, null, Refused.Closed)]
    [InlineData(404, """{"error":{"code":"ConversationNotFound"}}""", Refused.Closed)]
    [InlineData(400, """{"error":{"code":"BadSyntax"}}""", Refused.Wrong)]
    [InlineData(413, "not JSON", Refused.Wrong)]
    public async Task What_never_will_be_taken_is_not_tried_again(int status, string? body, Refused why)
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        bots.TurnsAway.Enqueue((status, body, null));
        Assert.Equal(why, (await its.Connector.Send(Reference(bots), Message(), default)).Refused);
        Assert.Single(bots.Calls);
    }

    [Fact]
    public async Task A_token_is_kept_till_shortly_before_its_end_and_replaced_where_it_is_not_taken()
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        await its.Connector.Send(Reference(bots), Message(), default);
        its.Clock.Advance(TimeSpan.FromMinutes(54));
        await its.Connector.Send(Reference(bots), Message(), default);
        Assert.Equal(1, bots.TokensGiven);
        its.Clock.Advance(TimeSpan.FromMinutes(2));
        await its.Connector.Send(Reference(bots), Message(), default);
        Assert.Equal(2, bots.TokensGiven);
        bots.TurnsAway.Enqueue((401, null, null));
        await its.Connector.Send(Reference(bots), Message(), default);
        Assert.Equal((3, "Bearer bot-3"), (bots.TokensGiven, bots.Calls.Last().Authorization));
    }

    [Fact]
    public async Task Of_many_at_once_one_asks_for_the_token()
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => its.Connector.Send(Reference(bots), Message(), default)));
        Assert.Equal((1, 20), (bots.TokensGiven, bots.Calls.Count));
    }

    [Fact]
    public async Task A_directory_that_does_not_know_us_and_one_that_is_silent_are_for_later()
    {
        await using var bots = await PlayedBotService.Start();
        using var stranger = new Speaking(bots, secret: "not the secret");
        await Assert.ThrowsAsync<Later>(() => stranger.Connector.Send(Reference(bots), Message(), default));
        using var its = new Speaking(bots);
        bots.Down = true;
        await Assert.ThrowsAsync<Later>(() => its.Connector.Send(Reference(bots), Message(), default));
        Assert.Empty(bots.Calls);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public async Task An_id_does_not_climb_out_of_its_path(string id)
    {
        await using var bots = await PlayedBotService.Start();
        using var its = new Speaking(bots);
        await Assert.ThrowsAsync<ArgumentException>(() => its.Connector.Send(Reference(bots) with { Conversation = new() { Id = id } }, Message(), default));
    }

    static Activity Message() => new() { Type = "message", Text = "x" };

    static ConversationReference Reference(PlayedBotService bots) =>
        new("1|2/3", new() { Id = "29:x" }, new() { Id = "28:b" }, new() { Id = "a:1;x@y|z" }, "msteams", bots.ServiceUrl, "fr-FR");

    sealed class Speaking : IDisposable
    {
        readonly ConnectorTokens tokens;

        public Speaking(PlayedBotService bots, bool development = true, string secret = PlayedBotService.Secret)
        {
            string[] settings = [.. bots.Settings.Select(setting => setting[2..]).Where(setting => development || !setting.Contains("http:", StringComparison.Ordinal)), $"MicrosoftAppPassword={secret}"];
            var options = BotOptionsTests.Of(development, settings);
            tokens = new(options, Clock, NullLogger<ConnectorTokens>.Instance);
            Connector = new(options, tokens, Clock, NullLogger<Connector>.Instance);
        }

        public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

        public Connector Connector { get; }

        /// <summary>Lets the pauses pass.</summary>
        public async Task<Posted> Patiently(Task<Posted> sent)
        {
            while (!sent.IsCompleted)
            {
                await Task.WhenAny(sent, Task.Delay(20));
                Clock.Advance(TimeSpan.FromMilliseconds(500));
            }
            return await sent;
        }

        public void Dispose()
        {
            Connector.Dispose();
            tokens.Dispose();
        }
    }
}
