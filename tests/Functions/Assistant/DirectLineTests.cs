using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using SkiaSharp;

namespace CasaServerless.Tests.Functions.Assistant;

/// <summary>Direct Line by its wire: tokens, one conversation a token, what is posted twice, files, errors in its own form.</summary>
public sealed class DirectLineTests(Azurite azurite)
{
    [Fact]
    public async Task A_page_gets_a_token_speaks_and_is_answered_in_its_language()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "ar");
        var hello = Assert.Single(await chat.Read());
        Assert.Contains("السلام عليكم", hello.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("ar-MA", hello.GetProperty("locale").GetString());
        Assert.Equal(6, hello.GetProperty("suggestedActions").GetProperty("actions").GetArrayLength());
        await chat.Say("مآل ملفي", "1");
        var told = await chat.Read();
        Assert.Equal(["user", "bot"], told.Select(one => one.GetProperty("from").GetProperty("role").GetString()));
        Assert.Equal("1", told[0].GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.Contains("المرجع", told[1].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_posted_again_under_its_mark_is_said_once()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "fr");
        await chat.Read();
        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => chat.Say("menu", "same")));
        Assert.Single(ids.Distinct());
        Assert.Equal(2, (await chat.Read()).Count);
    }

    [Fact]
    public async Task The_standing_of_a_case_is_told_to_whoever_has_its_code()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var report = await ChatClient.Json(await city.Http.PostAsJsonAsync("/api/tickets", Resident.Request("balayage")));
        using var chat = await ChatClient.Begin(city, "fr");
        await chat.Say(report.GetProperty("reference").GetString()!, "1");
        await chat.Say("0000-0000", "2");
        await chat.Say(report.GetProperty("reference").GetString()!, "3");
        await chat.Say(report.GetProperty("accessCode").GetString()!, "4");
        var all = await chat.Read();
        Assert.All(all, one => Assert.DoesNotContain(report.GetProperty("accessCode").GetString()!, one.GetRawText(), StringComparison.Ordinal));
        var said = all.Where(one => one.GetProperty("from").GetProperty("role").GetString() == "bot").Select(one => one.GetProperty("text").GetString()!).ToList();
        Assert.Contains("code d’accès", said[1], StringComparison.Ordinal);
        Assert.Contains("Aucun dossier", said[2], StringComparison.Ordinal);
        Assert.Contains("État : reçu.", said[4], StringComparison.Ordinal);
        Assert.Contains("Réponse attendue", said[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_of_a_case_come_into_the_conversation_that_asked_for_them()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var resident = await Resident.Reports(city.Http, Resident.Request("balayage"));
        using var chat = await ChatClient.Begin(city, "fr");
        await chat.Say(resident.Reference, "1");
        await chat.Say(resident.Receipt["accessCode"]!.GetValue<string>(), "2");
        await chat.Say("Me prévenir ici", "3");
        await chat.Read();
        using var answer = new HttpRequestMessage(HttpMethod.Post, $"{resident.Path}/answer") { Content = JsonContent.Create(new { text = "La rue a été balayée." }) };
        answer.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        Assert.Equal(HttpStatusCode.OK, (await city.Http.SendAsync(answer)).StatusCode);
        var news = new List<JsonElement>();
        await Eventually.True(async () => { news.AddRange(await chat.Read()); return news.Count > 0; }, "the news");
        Assert.Contains("Une réponse vous attend – " + resident.Reference, news.Single().GetProperty("text").GetString(), StringComparison.Ordinal);
        await chat.Say("STOP", "4");
        await chat.Read();
        using var close = new HttpRequestMessage(HttpMethod.Post, $"{resident.Path}/closure") { Content = JsonContent.Create(new { outcome = "solved" }) };
        close.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        Assert.Equal(HttpStatusCode.OK, (await city.Http.SendAsync(close)).StatusCode);
        Assert.Empty(await chat.Read());
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_and_site_alone()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var mine = await ChatClient.Begin(city, "fr");
        using var other = await ChatClient.Begin(city, "fr");
        Assert.Equal(HttpStatusCode.Forbidden, (await mine.Get($"/v3/directline/conversations/{other.Id}/activities")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await mine.Get($"/v3/directline/conversations/{mine.Id}/activities", origin: "https://evil.test")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await city.Http.GetAsync($"/v3/directline/conversations/{mine.Id}/activities")).StatusCode);
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/api/chat/token") { Content = JsonContent.Create(new { language = "fr" }) };
        ask.Headers.Add("Origin", "https://evil.test");
        Assert.Equal(HttpStatusCode.Forbidden, (await city.Http.SendAsync(ask)).StatusCode);
        var error = await ChatClient.Json(await mine.Get($"/v3/directline/conversations/{other.Id}/activities"), HttpStatusCode.Forbidden);
        Assert.Equal("BOT-102", error.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_page_that_is_loaded_again_has_the_whole_conversation()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "fr");
        await chat.Say("menu", "1");
        using var again = await ChatClient.Begin(city, "fr", chat.Token);
        Assert.Equal(chat.Id, again.Id);
        Assert.Equal(3, (await again.Read()).Count);
    }

    [Fact]
    public async Task Files_are_judged_and_shown_again()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "fr");
        await chat.Read();
        using var picture = new SKBitmap(64, 48);
        var photo = picture.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("""{"type":"message","channelData":{"clientActivityID":"up"}}""", Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "blob" },
            { new ByteArrayContent(photo), "file", "صورة الحفرة.jpg" },
        };
        Assert.Equal(HttpStatusCode.OK, (await chat.Post($"/v3/directline/conversations/{chat.Id}/upload", form)).StatusCode);
        using var script = new StringContent("<script>", Encoding.UTF8, "text/plain");
        script.Headers.ContentDisposition = new("form-data") { Name = "file", FileName = "x.txt" };
        Assert.Equal(HttpStatusCode.OK, (await chat.Post($"/v3/directline/conversations/{chat.Id}/upload", script)).StatusCode);
        var told = await chat.Read();
        var attachment = told[0].GetProperty("attachments")[0];
        Assert.Equal("صورة الحفرة.jpg", attachment.GetProperty("name").GetString());
        using var file = await city.Http.GetAsync(new Uri(attachment.GetProperty("contentUrl").GetString()!.Replace(ChatClient.Origin, "", StringComparison.Ordinal), UriKind.Relative));
        Assert.Equal("image/jpeg", file.Content.Headers.ContentType!.MediaType);
        Assert.False(told[2].GetProperty("attachments")[0].TryGetProperty("contentUrl", out _), told[2].GetRawText());
        Assert.Equal("bot", told[3].GetProperty("from").GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"type":"message","text":""}""")]
    [InlineData("""{"type":"nonsense","text":"x"}""")]
    public async Task What_is_no_message_is_refused_and_changes_nothing(string body)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "fr");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await chat.Post($"/v3/directline/conversations/{chat.Id}/activities", content)).StatusCode);
        Assert.Single(await chat.Read());
    }
}
