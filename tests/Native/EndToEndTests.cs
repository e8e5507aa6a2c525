using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Native;

/// <summary>Every endpoint of the program as it is deployed, standing alone and as the Functions host calls it.</summary>
public sealed class EndToEndTests(Azurite azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_whole_counter(bool underHost)
    {
        var storage = azurite.NewAccount();
        await using var city = await NativeCity.Start(storage, underHost);
        using var stop = new CancellationTokenSource();
        var host = underHost ? Host(storage, city.Http, stop.Token) : Task.CompletedTask;
        var officer = NativeCity.Token(Roles.Officer);

        foreach (var path in (string[])["/", "/verify", "/api/health", "/api/health/ready", "/api/bureaus", "/api/arrondissements", "/api/tariffs"])
            Assert.True((await city.Http.GetAsync(path)).IsSuccessStatusCode, path);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Http.GetAsync("/no-such-page")).StatusCode);

        var citizen = await Citizen.Submits(city.Http, idempotencyKey: "native");
        Assert.Equal(citizen.Reference, (await Citizen.Submits(city.Http, idempotencyKey: "native")).Reference);
        var paper = await citizen.IsCertified(SamplePage.Pdf, officer);
        Assert.Equal(SamplePage.Pdf, paper[..SamplePage.Pdf.Length]);
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(paper));
        var verified = (await city.Http.GetFromJsonAsync<JsonNode>($"/api/verifications?sha256={sha256}"))!;
        Assert.Equal("valid", verified["status"]!.GetValue<string>());
        var code = verified["code"]!.GetValue<string>();
        Assert.Contains(verified["registerNumber"]!.GetValue<string>(), await city.Http.GetStringAsync($"/verify/{code}?lang=ar"));
        using (var page = await city.Http.GetAsync($"/verify?code={code}")) Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using (var document = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/document", token: officer))
            Assert.Equal(SamplePage.Pdf, await document.Content.ReadAsByteArrayAsync());
        using (var list = await citizen.Call(HttpMethod.Get, "/api/bureaus/maarif-1/legalisations?status=certified", token: officer))
            Assert.Equal(citizen.Reference, (await list.Content.ReadFromJsonAsync<JsonNode>())!["items"]![0]!["reference"]!.GetValue<string>());
        await citizen.Act("revocation", officer, new JsonObject { ["reason"] = "Délivré par erreur" }, HttpStatusCode.OK);

        var refused = await Citizen.Submits(city.Http);
        (await refused.Sends(SamplePage.Pdf)).Dispose();
        await refused.Reaches("submitted");
        await refused.Act("refusal", officer, new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        using (var bad = await city.Http.PostAsJsonAsync("/api/legalisations", new JsonObject { ["kind"] = "nonsense" }))
            Assert.Equal(("application/problem+json", HttpStatusCode.BadRequest), (bad.Content.Headers.ContentType!.MediaType, bad.StatusCode));
        using (var erased = await citizen.Call(HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = Citizen.Cin }, NativeCity.Token(Roles.Manager)))
            Assert.Equal(2, (await erased.Content.ReadFromJsonAsync<JsonNode>())!["references"]!.AsArray().Count);
        using (var register = await citizen.Call(HttpMethod.Get, "/api/bureaus/maarif-1/register", token: NativeCity.Token(Roles.Auditor)))
            Assert.Empty((await register.Content.ReadFromJsonAsync<JsonNode>())!["faults"]!.AsArray());

        if (underHost)
        {
            foreach (var timer in (string[])["LegalisationCloseAbandoned", "LegalisationPurgeUploads", "ListsPurgeTombstones"])
                await Succeeds(city.Http, timer, await File.ReadAllTextAsync(Envelope("timer.json")));
        }
        await stop.CancelAsync();
        await host;
        Assert.DoesNotContain(" fail: ", city.Output, StringComparison.Ordinal);
    }

    // The Functions host's part, as it does it: fetch, wrap in its envelope, post, delete.
    static Task Host(string storage, HttpClient city, CancellationToken stop)
    {
        return Task.WhenAll(Serve("documents", "Documents"), Serve("effects", "Effects"));

        async Task Serve(string name, string function)
        {
            var queue = new QueueClient(storage, name, new() { MessageEncoding = QueueMessageEncoding.Base64 });
            var template = JsonNode.Parse(await File.ReadAllTextAsync(Envelope("queue-json-object.json"), CancellationToken.None))!;
            while (!stop.IsCancellationRequested)
            {
                foreach (var message in (await queue.ReceiveMessagesAsync(16, TimeSpan.FromMinutes(10), CancellationToken.None)).Value)
                {
                    // Text twice encoded, as the host does it.
                    template["Data"] = new JsonObject { ["item"] = JsonValue.Create(JsonValue.Create(message.Body.ToString()).ToJsonString()) };
                    await Succeeds(city, function, template.ToJsonString());
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, CancellationToken.None);
                }
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    static string Envelope(string file) => Path.Combine(Root.Path, "tests", "Given", "Envelopes", file);

    static async Task Succeeds(HttpClient city, string function, string envelope)
    {
        using var answer = await city.PostAsync($"/{function}", new StringContent(envelope, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{function}: {answer.StatusCode} {text}");
        Assert.NotNull(JsonNode.Parse(text)!["Outputs"]);
    }
}
