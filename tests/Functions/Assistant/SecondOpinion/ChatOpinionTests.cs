using Azure.Core;
using Azure.Identity;
using CasaServerless.Assistant.SecondOpinion;
using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Rules;
using CasaServerless.Tests.Given;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Assistant.SecondOpinion;

/// <summary>A model asked over the wire: what it is asked, what of its answers counts, and what happens where it gives none.</summary>
public sealed class ChatOpinionTests
{
    const string Text = "hyacinthe, 0661204598: que faire pour cette chose ?";

    [Fact]
    public async Task It_is_asked_for_one_of_our_intents_and_nothing_else()
    {
        await using var played = await PlayedOpenAi.Start();
        using var its = new Asking(played);
        Assert.Equal(Intent.TaxInfo, await its.Ask());
        Assert.Equal((PlayedOpenAi.Key, ""), Assert.Single(played.By));
        var body = Assert.Single(played.Asked);
        // No tools, no streams, nothing of the person.
        Assert.Equal(["max_tokens", "messages", "model", "response_format", "temperature"], body.AsObject().Select(each => each.Key).Order());
        Assert.Equal((0, 40), (body["temperature"]!.GetValue<double>(), body["max_tokens"]!.GetValue<int>()));
        var (format, ids) = (body["response_format"]!, Enumerable.Range(0, Intents.Count).Select(at => ((Intent)at).Id()).ToList());
        Assert.Equal(("json_schema", true), (format["type"]!.GetValue<string>(), format["json_schema"]!["strict"]!.GetValue<bool>()));
        var schema = format["json_schema"]!["schema"]!;
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.Equal(["intent"], schema["required"]!.AsArray().Select(each => each!.GetValue<string>()));
        Assert.Equal([.. ids, "unknown"], schema["properties"]!["intent"]!["enum"]!.AsArray().Select(each => each!.GetValue<string>()));
        var messages = body["messages"]!.AsArray();
        Assert.Equal(["system", "user"], messages.Select(each => each!["role"]!.GetValue<string>()));
        Assert.Equal("hyacinthe, [phone]: que faire pour cette chose ?", messages[1]!["content"]!.GetValue<string>());
        Assert.All(ids, id => Assert.Contains($"\n{id}: ", messages[0]!["content"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("track_ticket", Intent.TrackTicket)]
    [InlineData("out_of_scope", Intent.OutOfScope)]
    [InlineData("unknown", null)]
    // Whoever may be in danger is decided here: the model's word opens no door and closes none.
    [InlineData("emergency", null)]
    public async Task It_proposes(string id, Intent? intent)
    {
        await using var played = await PlayedOpenAi.Start();
        using var its = new Asking(played);
        played.Answers = PlayedOpenAi.Says(id);
        Assert.Equal(intent, await its.Ask());
        Assert.Empty(its.Log.Text);
    }

    [Fact]
    public async Task What_may_be_an_emergency_and_what_a_rule_decided_is_not_asked()
    {
        await using var played = await PlayedOpenAi.Start();
        using var its = new Asking(played);
        foreach (var text in (string[])["Au secours", "3ta9oni", "STOP", "chokran"]) Assert.Null(await its.Opinion.Ask(text, Understanding.Of(text), default));
        var unsure = new Understood(Form.Fr, Intent.ReportProblem, 0.3, Intent.TaxInfo, []);
        foreach (var first in (Understood[])
            [unsure with { Intent = Intent.Emergency }, unsure with { Second = Intent.Emergency }, unsure with { Ruling = new(Intent.ReportProblem, "rule", "") }])
            Assert.Null(await its.Opinion.Ask(Text, first, default));
        Assert.Empty(played.Asked);
        Assert.NotNull(await its.Opinion.Ask(Text, unsure, default));
    }

    public static TheoryData<string, Func<HttpContext, Task>> Failures => new()
    {
        { "status 429", PlayedOpenAi.TurnsAway(429) },
        { "status 400", PlayedOpenAi.TurnsAway(400) },
        { "status 503", PlayedOpenAi.TurnsAway(503) },
        { "none of the intents", PlayedOpenAi.Says("buy_a_camel") },
        { "none of the intents", PlayedOpenAi.Says("TAX_INFO") },
        { "none of the intents", PlayedOpenAi.Writes("tax_info") },
        { "none of the intents", PlayedOpenAi.Writes("") },
        { "none of the intents", PlayedOpenAi.Writes("null") },
        { "none of the intents", PlayedOpenAi.Writes("""{"intent":"tax_info","say":"Payez ici"}""") },
        { "none of the intents", PlayedOpenAi.Writes("""{"intent":["tax_info"]}""") },
        { "none of the intents", PlayedOpenAi.Writes("""{"intent":"tax_in""", "length") },
        { "none of the intents", PlayedOpenAi.Writes("""{"intent":"tax_info"}""", "content_filter") },
        { "", PlayedOpenAi.Sends("<html>gateway</html>") },
        { "", PlayedOpenAi.Sends("""{"choices":[]}""") },
        { "", PlayedOpenAi.Sends("""{"choices":[{"message":{"content":7}}]}""") },
        { "", PlayedOpenAi.Sends("") },
        { "", PlayedOpenAi.BreaksOff },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_answer_is_no_opinion_and_one_line_without_a_word_of_the_persons(string told, Func<HttpContext, Task> answers)
    {
        await using var played = await PlayedOpenAi.Start();
        using var its = new Asking(played);
        played.Answers = answers;
        Assert.Null(await its.Ask());
        Assert.Single(played.Asked);
        var line = Assert.Single(its.Log.Text.Split('\n'));
        Assert.StartsWith("Warning: No second opinion: ", line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.DoesNotContain("hyacinthe", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_does_not_answer_in_time_is_not_waited_for(bool halfway)
    {
        await using var played = await PlayedOpenAi.Start();
        using var its = new Asking(played);
        played.Answers = async context =>
        {
            if (halfway)
            {
                await context.Response.WriteAsync("""{"id":"chatcmpl-1",""");
                await context.Response.Body.FlushAsync();
            }
            await played.Stalls(context);
        };
        var asked = its.Ask();
        await Eventually.True(() => played.Asked.Count == 1, "it was asked");
        its.Clock.Advance(ChatOpinion.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(asked.IsCompleted);
        its.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await asked);
        await Eventually.True(() => played.Abandoned == 1, "the call was given up");
        Assert.Contains("no answer in time", its.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_need_not_know_any_more_does_not_wait_and_blames_nobody()
    {
        await using var played = await PlayedOpenAi.Start();
        using var its = new Asking(played);
        played.Answers = played.Stalls;
        using var stop = new CancellationTokenSource();
        var asked = its.Ask(stop.Token);
        await Eventually.True(() => played.Asked.Count == 1, "it was asked");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Empty(its.Log.Text);
    }

    [Fact]
    public async Task After_five_failures_in_a_row_it_is_left_alone_for_a_minute()
    {
        await using var played = await PlayedOpenAi.Start();
        using var its = new Asking(played);
        await Fails(4);
        played.Answers = PlayedOpenAi.Says("tax_info");
        Assert.Equal(Intent.TaxInfo, await its.Ask());
        await Fails(4);
        Assert.DoesNotContain("not asked for a minute", its.Log.Text, StringComparison.Ordinal);
        await Fails(1);
        Assert.EndsWith("it is not asked for a minute", its.Log.Text.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(10, played.Asked.Count);

        played.Answers = PlayedOpenAi.Says("tax_info");
        its.Clock.Advance(OpinionBreaker.Rest - TimeSpan.FromMilliseconds(1));
        Assert.Null(await its.Ask());
        Assert.Equal((10, 9), (played.Asked.Count, its.Log.Text.Split('\n').Length));
        its.Clock.Advance(TimeSpan.FromMilliseconds(1));
        // One more failure is enough then.
        await Fails(1);
        Assert.Null(await its.Ask());
        Assert.Equal(11, played.Asked.Count);
        its.Clock.Advance(OpinionBreaker.Rest);
        played.Answers = PlayedOpenAi.Says("tax_info");
        Assert.Equal(Intent.TaxInfo, await its.Ask());

        async Task Fails(int times)
        {
            played.Answers = PlayedOpenAi.TurnsAway(500);
            for (; times > 0; times--) Assert.Null(await its.Ask());
        }
    }

    [Fact]
    public async Task Without_a_key_the_citys_identity_asks()
    {
        await using var played = await PlayedOpenAi.Start();
        played.Token = "a token of the city";
        var identity = new PlayedIdentity(played.Token);
        using var its = new Asking(played, null, identity);
        Assert.Equal(Intent.TaxInfo, await its.Ask());
        Assert.Equal(("", "Bearer a token of the city"), Assert.Single(played.By));
        Assert.Equal("https://cognitiveservices.azure.com/.default", Assert.Single(identity.Scopes));
    }

    [Fact]
    public async Task Without_a_key_or_a_token_or_with_a_wrong_one_there_is_no_opinion()
    {
        await using var played = await PlayedOpenAi.Start();
        using var nobody = new Asking(played, null, new PlayedIdentity(null));
        Assert.Null(await nobody.Ask());
        Assert.Contains("Casa__OpenAI__Key is empty and the identity is given no token", nobody.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("the reason", nobody.Log.Text, StringComparison.Ordinal);
        using var stranger = new Asking(played, "another key");
        Assert.Null(await stranger.Ask());
        Assert.Contains("status 401", stranger.Log.Text, StringComparison.Ordinal);
        Assert.Empty(played.Asked);
    }

    /// <summary>An opinion that is had from what plays the service, on a road that ends there whatever the address.</summary>
    sealed class Asking : IDisposable
    {
        readonly IChatClient chat;
        readonly LoggerFactory loggers;

        public Asking(PlayedOpenAi played, string? key = PlayedOpenAi.Key, TokenCredential? identity = null)
        {
            chat = AzureOpenAi.Client(new(new("https://casa.openai.azure.com"), PlayedOpenAi.Deployment, key), identity, new Road(new(played.Url)));
            loggers = new([Log]);
            Opinion = new(new(chat), Clock, loggers.CreateLogger<ChatOpinion>());
        }

        public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

        public LogLines Log { get; } = new();

        public ChatOpinion Opinion { get; }

        public Task<Intent?> Ask(CancellationToken stop = default) => Opinion.Ask(Text, Understanding.Of(Text) with { Intent = Intent.OutOfScope, Second = Intent.TaxInfo, Ruling = null }, stop);

        public void Dispose()
        {
            chat.Dispose();
            loggers.Dispose();
        }
    }

    sealed class Road(Uri end) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("https://casa.openai.azure.com", request.RequestUri!.GetLeftPart(UriPartial.Authority));
            request.RequestUri = new(end, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    sealed class PlayedIdentity(string? token) : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return token is null ? throw new CredentialUnavailableException("the reason") : new(token, TimeProvider.System.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
