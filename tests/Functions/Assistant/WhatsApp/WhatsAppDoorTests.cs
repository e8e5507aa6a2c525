using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using static CasaServerless.Tests.Given.PlayedWhatsApp;

namespace CasaServerless.Tests.Functions.Assistant.WhatsApp;

/// <summary>The webhook's door: who is let in.</summary>
public sealed class WhatsAppDoorTests(Azurite azurite)
{
    const string Handshake = "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

    [Fact]
    public async Task Without_a_number_there_is_no_door()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        Assert.Equal(HttpStatusCode.NotFound, (await city.Http.GetAsync(Handshake + VerifyToken)).StatusCode);
        // Nothing is proven by a secret that nobody set.
        var body = Encoding.UTF8.GetBytes(Delivery(Text("wamid.1", "bonjour")).ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, (await Tells(city.Http, body, Sign(body, ""))).StatusCode);
    }

    [Fact]
    public async Task Whoever_knows_the_word_gets_the_challenge_back_and_nobody_else()
    {
        await using var whatsApp = await Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. whatsApp.Settings]);
        using var right = await city.Http.GetAsync(Handshake + Uri.EscapeDataString(VerifyToken));
        Assert.Equal((HttpStatusCode.OK, "text/plain", "1158201444"), (right.StatusCode, right.Content.Headers.ContentType!.MediaType, await right.Content.ReadAsStringAsync()));
        foreach (var wrong in (string[])[Handshake + "another", Handshake, Handshake + Uri.EscapeDataString(VerifyToken.ToUpperInvariant()),
            Handshake.Replace("subscribe", "unsubscribe", StringComparison.Ordinal) + Uri.EscapeDataString(VerifyToken), "/webhooks/whatsapp"])
        {
            using var answer = await city.Http.GetAsync(wrong);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.DoesNotContain("1158201444", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_delivery_is_believed_by_its_bytes_alone()
    {
        await using var whatsApp = await Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. whatsApp.Settings]);
        var body = Encoding.UTF8.GetBytes(Delivery(Text("wamid.1", "السلام عليكم")).ToJsonString());
        using var kept = await Tells(city.Http, body);
        Assert.Equal((HttpStatusCode.OK, """{"messages":1}"""), (kept.StatusCode, await kept.Content.ReadAsStringAsync()));
        // The same text with other escapes is other bytes.
        var rewritten = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\\u0627", "\\u0627".ToUpperInvariant().Replace("\\U", "\\u", StringComparison.Ordinal) + "", StringComparison.Ordinal) + " ");
        foreach (var signature in (string?[])[null, "", "sha256=", Sign(rewritten), Sign(body, "another"), Sign(body).ToUpperInvariant(), Sign(body)[7..], "sha1=" + Sign(body)[7..], Sign(body) + "0", Sign(body)[..^1] + "g"])
            Assert.Equal(HttpStatusCode.Forbidden, (await Tells(city.Http, body, signature ?? " ")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Tells(city.Http, rewritten, Sign(body))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, rewritten)).StatusCode);
        Assert.DoesNotContain("السلام", city.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("MA.1349", city.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_delivery_is_refused_and_what_concerns_somebody_else_is_passed_over()
    {
        await using var whatsApp = await Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. whatsApp.Settings]);
        Assert.Equal(HttpStatusCode.BadRequest, (await Tells(city.Http, "{\"entry\":["u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Tells(city.Http, [])).StatusCode);
        foreach (var other in (string[])["[]", "null", "7", "{}", """{"object":"page","entry":[{"changes":[{"value":{"messages":[{}]}}]}]}"""])
        {
            using var answer = await Tells(city.Http, Encoding.UTF8.GetBytes(other));
            Assert.Equal((HttpStatusCode.OK, """{"messages":0}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
        var most = Encoding.UTF8.GetBytes("{\"filler\":\"" + new string('a', 3 * 1024 * 1024 - 13) + "\"}");
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, most)).StatusCode);
        // It asks before it sends: the city does not read what is too large, and cuts the line of whoever goes on sending.
        using var larger = PlayedWhatsApp.Signed(new("/webhooks/whatsapp", UriKind.Relative), [.. most, .. "  "u8]);
        larger.Headers.ExpectContinue = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await city.Http.SendAsync(larger)).StatusCode);
    }

    [Fact]
    public void Openssl_and_another_library_prove_a_delivery_as_we_do()
    {
        var body = Encoding.UTF8.GetBytes(Delivery(Text("wamid.1", "السلام 👨‍👩‍👧 d’Anfa / \"x\"")).ToJsonString());
        var file = Path.Combine(Path.GetTempPath(), $"casa-whatsapp-{Convert.ToHexStringLower(SHA256.HashData(body))[..12]}.json");
        File.WriteAllBytes(file, body);
        try
        {
            var theirs = Tool.Must("openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:" + Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)), "-r", file).Split(' ')[0];
            Assert.True(CasaServerless.Assistant.WhatsApp.WebhookProof.Holds("sha256=" + theirs, body, Secret));
            Assert.Equal(Sign(body), "sha256=" + theirs);
            string Judged(string signature) => JsonNode.Parse(Tool.Must("node", Path.Combine(Root.Path, "tests", "Functions", "Assistant", "WhatsApp", "whatsapp.mjs"), "proof", file, Secret, signature))!["holds"]!.ToJsonString();
            Assert.Equal(("true", "false"), (Judged(Sign(body)), Judged(Sign([1]))));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
