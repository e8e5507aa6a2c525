using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Native;

/// <summary>The assistant's doors of the program as it is deployed.</summary>
public sealed class AssistantDoorsTests(Azurite azurite)
{
    [Fact]
    public async Task Web_chat_WhatsApp_and_Teams_are_answered()
    {
        await using var teams = await PlayedBotService.Start();
        await using var whatsApp = await PlayedWhatsApp.Start();
        await using var city = await NativeCity.Start(azurite.NewAccount(), underHost: false, [.. teams.Settings, .. whatsApp.Settings]);
        whatsApp.City = city.Http.BaseAddress!;
        foreach (var path in (string[])["/chat", "/chat?lang=ar", "/chat/full", "/chat/widget.js"]) Assert.True((await city.Http.GetAsync(path)).IsSuccessStatusCode, path);

        using var ask = new HttpRequestMessage(HttpMethod.Post, "/api/chat/token") { Content = JsonContent.Create(new JsonObject { ["language"] = "ar" }) };
        ask.Headers.Add("Origin", city.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var opened = (await (await city.Http.SendAsync(ask)).Content.ReadFromJsonAsync<JsonNode>())!;
        var activities = $"/v3/directline/conversations/{opened["conversationId"]}/activities";
        Assert.Equal(HttpStatusCode.OK, (await Chat(HttpMethod.Post, new JsonObject { ["type"] = "message", ["text"] = "القائمة" })).StatusCode);
        var set = (await (await Chat(HttpMethod.Get, null)).Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(["bot", "user", "bot"], set["activities"]!.AsArray().Select(one => one!["from"]!["role"]!.GetValue<string>()));

        Assert.Equal(200, (await teams.Tell(city.Http, teams.Activity("message", one => one["text"] = "menu"))).Status);
        Assert.Contains("Que puis-je faire", teams.Said.Single().Body["text"]!.GetValue<string>(), StringComparison.Ordinal);

        var delivery = Encoding.UTF8.GetBytes(PlayedWhatsApp.Delivery(PlayedWhatsApp.Text("wamid.1", "menu", "MA.12345")).ToJsonString());
        using (var taken = await city.Http.SendAsync(PlayedWhatsApp.Signed(new("/webhooks/whatsapp", UriKind.Relative), delivery))) Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        await Eventually.True(() => !whatsApp.Taken.IsEmpty, "WhatsApp's answer");
        Assert.DoesNotContain(" fail: ", city.Output, StringComparison.Ordinal);

        async Task<HttpResponseMessage> Chat(HttpMethod method, JsonNode? body)
        {
            using var request = new HttpRequestMessage(method, activities) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new("Bearer", opened["token"]!.GetValue<string>());
            return await city.Http.SendAsync(request);
        }
    }
}
