using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Peers;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

/// <summary>The same calls to Microsoft's own adapter and to the city's endpoint: the same answers, but for a listed few.</summary>
public sealed class BotbuilderTests(Azurite azurite)
{
    [Fact]
    public async Task A_call_is_believed_as_the_real_adapter_believes_it()
    {
        await using var bots = await PlayedBotService.Start();
        await using var peer = await BotbuilderPeer.Start(bots);
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. bots.Settings]);
        var wrong = new List<string>();
        foreach (var given in TokenCase.All)
        {
            // Nothing is answered to a typing person, so that the proof alone decides.
            var (authorization, activity) = (given.Authorization(bots), bots.Activity("typing", given.Activity));
            var (theirs, ours) = (await PlayedBotService.Tell(peer.Http, activity, authorization), await PlayedBotService.Tell(city.Http, activity, authorization));
            Compare(given.Name, given.Theirs, given.Ours, given.Because, theirs.Status, ours, wrong);
        }
        Assert.Equal("", string.Join('\n', wrong));
        Assert.True(TokenCase.All.Count >= 22);
        Assert.Equal(1, bots.KeysFetched - 1);
    }

    [Fact]
    public async Task An_activity_is_answered_as_the_real_adapter_answers_it()
    {
        await using var bots = await PlayedBotService.Start();
        await using var peer = await BotbuilderPeer.Start(bots);
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. bots.Settings]);
        var wrong = new List<string>();
        foreach (var given in ActivityCase.All)
        {
            var activity = bots.Activity(given.Type, given.But);
            var (theirs, ours) = (await bots.Tell(peer.Http, activity), await bots.Tell(city.Http, activity));
            Compare(given.Name, given.Theirs, given.Ours, given.Because, theirs.Status, ours, wrong);
            if (ours.Status < 400 && theirs.Status < 400 && Shape(theirs.Body) is { Length: > 0 } their && Shape(ours.Body) != their)
                wrong.Add($"{given.Name}: their body is {their}, ours {Shape(ours.Body)}");
        }
        Assert.Equal("", string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"type":5}""")]
    public async Task What_is_no_activity_is_400_whoever_sends_it(string body)
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. bots.Settings]);
        using var content = new StringContent(body, null, "application/json");
        using var answer = await city.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), content);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("BOT-301", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!.GetValue<string>());
    }

    static void Compare(string name, int theirs, int? ours, string? because, int theySay, (int Status, string Body, bool Crashed) weSay, List<string> wrong)
    {
        if (theySay != theirs) wrong.Add($"{name}: the real adapter says {theySay}, not {theirs}");
        if (weSay.Status != (ours ?? theirs)) wrong.Add($"{name}: we say {weSay.Status}, not {ours ?? theirs}: {weSay.Body}");
        if ((ours is null || ours == theirs) != (because is null)) wrong.Add($"{name}: a difference needs a reason, and a reason a difference");
        // The Functions host takes an empty answer for a fault.
        if (weSay.Body.Length == 0) wrong.Add($"{name}: we say nothing");
        if (weSay.Status == 401 && JsonNode.Parse(weSay.Body)!["code"]!.GetValue<string>() != "BOT-302") wrong.Add($"{name}: {weSay.Body}");
    }

    // Names of what is answered, down to where the bots' own words begin.
    static string Shape(string body) => body.Length == 0 || JsonNode.Parse(body) is not JsonObject told ? "" : string.Join(' ', told.Select(field =>
        field.Value is JsonObject inner && field.Key is not "value" ? $"{field.Key}({string.Join(' ', inner.Select(one => one.Key).Order(StringComparer.Ordinal))})" : field.Key).Order(StringComparer.Ordinal));
}
