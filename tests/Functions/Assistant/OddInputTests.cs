using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Assistant.DirectLine;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Assistant;

/// <summary>What no client of ours sends and somebody will: it is answered, and never by a failure of ours.</summary>
public sealed class OddInputTests(Azurite azurite)
{
    [Fact]
    public async Task Nothing_that_is_posted_to_a_chat_is_a_failure_of_ours()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "fr");
        string[] bodies =
        [
            """{"type":"message","text":"menu","channelData":{"clientActivityID":"\ud800"}}""", """{"type":"message","text":"menu","channelData":{"\ud800":1,"clientActivityI\ud800":2}}""",
            """{"type":"message","text":"menu","entities":[{"type":"\ud800"}]}""", """{"type":"message","text":"\ud800"}""", """{"type":"message","text":"\u0000\uffff\ufdd0 menu"}""",
            """{"type":"message","text":"menu","entities":[{"type":"GeoCoordinates","latitude":1e400,"longitude":"a"},null,1]}""", """{"type":"message","text":["menu"]}""", """{"type":1}""",
            JsonSerializer.Serialize(new { type = "message", text = new string('\uFDFA', 4000), channelData = new { clientActivityID = new string('ش', 200) } }), $$"""{"type":"message","text":"{{string.Concat(Enumerable.Repeat("👨‍👩‍👧", 500))}}"}""",
            "null", "[]", "1", "\"x\"", "", new string('[', 10_000), """{"type":"event","name":"webchat/join"}""", """{"type":"message","text":"menu","locale":"\ud800","channelData":"x","value":{"a":[]}}""",
        ];
        var faults = new List<string>();
        foreach (var body in bodies)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            await Judge(faults, body, chat.Post($"/v3/directline/conversations/{chat.Id}/activities", content));
        }
        (string Type, string Body)[] uploads =
        [
            ("multipart/form-data", "x"), ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc"),
            ("multipart/form-data; boundary=x", $"--x\r\nContent-Disposition: form-data; name=\"{new string('n', 40_000)}\"\r\n\r\nabc\r\n--x--\r\n"),
            ($"multipart/form-data; boundary={new string('b', 300)}", "x"),
            ("multipart/form-data; boundary=x", string.Concat(Enumerable.Range(0, 2000).Select(at => $"--x\r\nContent-Disposition: form-data; name=\"f{at}\"\r\n\r\n1\r\n")) + "--x--\r\n"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"activity\"; filename=\"a\"\r\n\r\n[\r\n--x--\r\n"), ("application/x-www-form-urlencoded", "%%%=&&&"), ("image/jpeg", ""),
        ];
        foreach (var (type, body) in uploads)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            await Judge(faults, type + body, chat.Post($"/v3/directline/conversations/{chat.Id}/upload", content));
        }
        foreach (var body in (string[])["null", "{", "[]", """{"token":1}""", """{"token":"\ud800"}""", $$"""{"token":"{{new string('a', 100_000)}}"}"""])
        {
            using var ask = new HttpRequestMessage(HttpMethod.Post, "/api/chat/token") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            ask.Headers.Add("Origin", ChatClient.Origin);
            await Judge(faults, body, city.Http.SendAsync(ask));
        }
        foreach (var token in (string[])["a.b.c", "....", "a.b.c.d.e", "e30.e30.", "%", new string('a', 8000), "eyJhbGciOiJub25lIn0.eyJjb252IjoieCJ9."])
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, $"/v3/directline/conversations/{chat.Id}/activities");
            ask.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
            await Judge(faults, token, city.Http.SendAsync(ask));
            await Judge(faults, token, city.Http.GetAsync(new Uri($"/api/chat/files/{Uri.EscapeDataString(token)}", UriKind.Relative)));
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Nothing_that_a_channel_sends_is_a_failure_of_ours()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        Action<JsonObject>[] odd =
        [
            its => (its["text"], its["attachments"]) = ("menu", new JsonArray(null, new JsonObject())), its => (its["text"], its["entities"]) = ("menu", new JsonArray(null, new JsonObject { ["type"] = "mention", ["mentioned"] = null, ["text"] = "x" })),
            its => its["value"] = new JsonArray(1), its => its["channelData"] = "x", its => its.Remove("from"), its => its.Remove("recipient"), its => its.Remove("conversation"), its => its["conversation"] = new JsonObject(),
            its => its.Remove("id"), its => its["locale"] = 1, its => its["text"] = "\ud800", its => its["membersAdded"] = new JsonArray((JsonNode?)null), its => its["from"] = new JsonObject(),
        ];
        var faults = new List<string>();
        foreach (var type in (string[])["message", "conversationUpdate", "installationUpdate", "typing"])
        {
            foreach (var but in odd)
            {
                var activity = bots.Activity(type, but);
                var (status, body, _) = await bots.Tell(city.Http, activity);
                if (status >= 500) faults.Add($"{status} {activity.ToJsonString()} {body}");
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_conversation_that_is_gone_is_followed_by_a_new_one()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "ar");
        await chat.Say("menu", "1");
        await chat.Read();
        using var erase = new HttpRequestMessage(HttpMethod.Post, "/api/conversations/erasures") { Content = JsonContent.Create(new { whom = chat.Id, reason = "person-asked" }) };
        erase.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        Assert.Equal(1, (await ChatClient.Json(await city.Http.SendAsync(erase))).GetProperty("conversations").GetInt32());
        // A page that listens is told that it waits for nothing, and one that comes back is greeted anew.
        Assert.Equal(HttpStatusCode.NotFound, (await chat.Get($"/v3/directline/conversations/{chat.Id}/activities?watermark=3")).StatusCode);
        using var again = await ChatClient.Begin(city, "ar", chat.Token);
        Assert.NotEqual(chat.Id, again.Id);
        Assert.Contains("السلام عليكم", Assert.Single(await again.Read()).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_ends_with_the_token_that_opened_it()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "fr");
        var old = new ChatTokens(city.Services.GetRequiredService<CityKeys>(), new Behind(TimeSpan.FromSeconds(ChatTokens.Life - 3)));
        var pass = (await city.Services.GetRequiredService<ChatTokens>().Read(chat.Token))!;
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new($"ws://{city.Http.BaseAddress!.Authority}/v3/directline/conversations/{chat.Id}/stream?t={old.Make(pass)}"), default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    static async Task Judge(List<string> faults, string what, Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        if ((int)answer.StatusCode >= 500) faults.Add($"{(int)answer.StatusCode} {what[..Math.Min(what.Length, 120)]}");
    }

    sealed class Behind(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - by;
    }
}
