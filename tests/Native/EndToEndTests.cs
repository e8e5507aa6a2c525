using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Casa;
using CasaServerless.Kernel;
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
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await NativeCity.Start(storage, underHost, provider.Settings);
        using var stop = new CancellationTokenSource();
        var host = underHost ? Host(storage, city.Http, stop.Token) : Task.CompletedTask;
        var officer = NativeCity.Token(Roles.Officer);

        foreach (var path in (string[])["/", "/counter", "/verify", "/legalisation", "/legalisation/follow", "/api/health", "/api/health/ready", "/api/bureaus", "/api/arrondissements", "/api/tariffs", "/api/legalisations/limits"])
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
        await Visit(city.Http, refused, officer);
        await SendsInParts(city.Http, refused, SamplePage.Pdf);
        await refused.Reaches("submitted");
        await refused.Act("refusal", officer, new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        using (var bad = await city.Http.PostAsJsonAsync("/api/legalisations", new JsonObject { ["kind"] = "nonsense" }))
            Assert.Equal(("application/problem+json", HttpStatusCode.BadRequest), (bad.Content.Headers.ContentType!.MediaType, bad.StatusCode));
        using (var erased = await citizen.Call(HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = Citizen.Cin, ["reason"] = "person-asked" }, NativeCity.Token(Roles.Manager)))
            Assert.Equal(2, (await erased.Content.ReadFromJsonAsync<JsonNode>())!["references"]!.AsArray().Count);
        using (var register = await citizen.Call(HttpMethod.Get, "/api/bureaus/maarif-1/register", token: NativeCity.Token(Roles.Auditor)))
            Assert.Empty((await register.Content.ReadFromJsonAsync<JsonNode>())!["faults"]!.AsArray());

        foreach (var path in (string[])["/register/rows", "/register.csv", "/register.pdf"])
        {
            using var export = await citizen.Call(HttpMethod.Get, $"/api/bureaus/maarif-1{path}", token: NativeCity.Token(Roles.Auditor));
            Assert.True(export.IsSuccessStatusCode, path);
            Assert.NotEmpty(await export.Content.ReadAsByteArrayAsync());
        }
        var today = CityTime.Day(TimeProvider.System.GetUtcNow()).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var path in (string[])[$"reports/{today}", "reports"])
        {
            using var report = await citizen.Call(HttpMethod.Get, $"/api/bureaus/maarif-1/{path}", token: officer);
            Assert.Equal(path == "reports" ? 0 : 2, (await report.Content.ReadFromJsonAsync<JsonNode>())!["submitted"]!.GetValue<int>());
        }
        foreach (var path in (string[])["/api/registers/heads", "/api/registers/key", "/offline.js"])
            Assert.True((await city.Http.GetAsync(path)).IsSuccessStatusCode, path);
        await Pays(city.Http, provider, officer);

        if (underHost)
        {
            foreach (var timer in (string[])["LegalisationCloseDay", "LegalisationCloseAbandoned", "LegalisationPurgeUploads", "ListsPurgeTombstones",
                "LegalisationRemindApplicants", "LegalisationFreeMissed", "LegalisationEndRetention", "LegalisationDailyReport"])
                await Succeeds(city.Http, timer, await File.ReadAllTextAsync(Envelope("timer.json")));
            var stated = (await city.Http.GetFromJsonAsync<JsonNode>("/api/registers/heads"))!["items"]![0]!["date"]!.GetValue<string>();
            Assert.True((await city.Http.GetAsync($"/api/registers/heads/{stated}")).IsSuccessStatusCode);
        }
        await stop.CancelAsync();
        await host;
        Assert.DoesNotContain(" fail: ", city.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_counter_of_tickets(bool underHost)
    {
        var storage = azurite.NewAccount();
        await using var system = await PlayedOperator.Start();
        await using var city = await NativeCity.Start(storage, underHost, system.Settings("eclairage"));
        using var stop = new CancellationTokenSource();
        var host = underHost ? Host(storage, city.Http, stop.Token) : Task.CompletedTask;
        foreach (var path in (string[])["/report", "/tickets", "/desk", "/api/services?q=lampadaire", "/api/services/eclairage-public", "/api/boundaries", "/api/tickets/public",
            "/open311/v2/discovery.xml", "/open311/v2/discovery.json", "/open311/v2/services.xml", "/open311/v2/services.json", "/open311/v2/services/eclairage-public.xml", "/open311/v2/requests.json"])
        {
            using var answer = await city.Http.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        using (var where = await city.Http.PostAsJsonAsync("/api/locations", new JsonObject { ["lat"] = Resident.Lat, ["long"] = Resident.Long }))
            Assert.Equal("maarif", (await where.Content.ReadFromJsonAsync<JsonNode>())!["arrondissement"]!.GetValue<string>());
        var (resident, other) = (await Resident.Reports(city.Http, idempotencyKey: "native"), await Resident.Reports(city.Http));
        Assert.Equal(resident.Reference, (await Resident.Reports(city.Http, idempotencyKey: "native")).Reference);
        using (var similar = await city.Http.PostAsJsonAsync("/api/tickets/similar", new JsonObject { ["service"] = "eclairage-public", ["place"] = new JsonObject { ["lat"] = Resident.Lat, ["long"] = Resident.Long } }))
            Assert.Equal(2, (await similar.Content.ReadFromJsonAsync<JsonNode>())!["items"]!.AsArray().Count);
        using (var photo = await city.Http.PutAsync(new Uri(resident.Receipt["photo"]!["url"]!.GetValue<string>()).PathAndQuery, new ByteArrayContent(Photo())))
            Assert.Equal(HttpStatusCode.Accepted, photo.StatusCode);
        await Eventually.True(async () => (await resident.Views())["photos"]!.AsArray().Count == 1, "the photo is judged");
        using (var followed = await resident.Call(HttpMethod.Post, $"{resident.Path}/followers", new JsonObject { ["email"] = "voisine@example.ma" })) Assert.Equal(HttpStatusCode.Created, followed.StatusCode);
        var agent = NativeCity.Token(Roles.Agent, "eclairage-agent-1");
        await resident.Has("assignment", agent, new JsonObject { ["agent"] = "eclairage-agent-1" });
        await resident.Has("question", agent, Resident.Text("Quel poteau ?"));
        await resident.Does("messages", Resident.Text("Le 4 512."));
        await other.Has("merge", agent, new JsonObject { ["into"] = resident.Reference });
        using (var told = await PlayedOperator.Tells(city.Http, "eclairage", PlayedOperator.Update("n1", "closed", resident.Reference, 1, new() { ["outcome"] = "solved", ["text"] = "Changé." })))
            Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        await Eventually.True(() => system.Taken.Count >= 3, "the operator's system is told");
        await resident.Does("rating", new JsonObject { ["stars"] = 4 });
        await resident.Does("reopening", Resident.Text("Encore éteint."));
        using (var split = await resident.Call(HttpMethod.Post, $"{resident.Path}/split", new JsonObject { ["service"] = "nid-de-poule", ["description"] = "Un trou au pied" }, agent)) Assert.Equal(HttpStatusCode.Created, split.StatusCode);
        foreach (var path in (string[])["/api/tickets?status=assigned", "/api/tickets/figures?by=operator", "/api/tickets/figures.csv"])
        {
            using var answer = await resident.Call(HttpMethod.Get, path, token: agent);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        var request = new Dictionary<string, string>
        {
            ["api_key"] = NativeCity.ApiKey("demo-app"),
            ["service_code"] = "depot-sauvage",
            ["lat"] = "33.5777",
            ["long"] = "-7.6345",
            ["description"] = "Gravats",
        };
        using (var posted = await city.Http.PostAsync("/open311/v2/requests.xml", new FormUrlEncodedContent(request)))
            Assert.Contains("<service_request_id>TIC-", await posted.Content.ReadAsStringAsync());
        using (var erased = await resident.Call(HttpMethod.Post, "/api/tickets/erasures", new JsonObject { ["whom"] = Resident.Email, ["reason"] = "person-asked" }, NativeCity.Token(Roles.Manager)))
            Assert.Equal(3, (await erased.Content.ReadFromJsonAsync<JsonNode>())!["references"]!.AsArray().Count);
        if (underHost)
        {
            foreach (var timer in (string[])["TicketEscalate", "TicketCountDays", "TicketAskOperators", "TicketWriteDigests", "TicketEndRetention"])
                await Succeeds(city.Http, timer, await File.ReadAllTextAsync(Envelope("timer.json")));
        }
        await stop.CancelAsync();
        await host;
        Assert.DoesNotContain(" fail: ", city.Output, StringComparison.Ordinal);
    }

    static byte[] Photo()
    {
        using var bitmap = new SkiaSharp.SKBitmap(40, 30);
        using var jpeg = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }

    static async Task Pays(HttpClient city, PlayedPaymentProvider provider, string officer)
    {
        var (online, desk) = (await Citizen.Submits(city), await Citizen.Submits(city));
        foreach (var citizen in (Citizen[])[online, desk])
        {
            (await citizen.Sends(SamplePage.Pdf)).Dispose();
            await citizen.Reaches("submitted");
        }
        var order = await online.Begins();
        provider.Pays(order);
        using (var told = await PlayedPaymentProvider.Tells(city, provider.News(order))) Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        await desk.Act("fee", officer, new JsonObject { ["amount"] = 4 }, HttpStatusCode.OK);
        using (var receipt = await desk.Call(HttpMethod.Get, $"{desk.Path}/receipt", accessCode: desk.AccessCode))
            Assert.StartsWith("%PDF-", await receipt.Content.ReadAsStringAsync());
        foreach (var citizen in (Citizen[])[online, desk])
        {
            await citizen.Act("refusal", officer, new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
            await citizen.Act("refund", NativeCity.Token(Roles.Manager), null, HttpStatusCode.OK);
            await Eventually.True(async () => (await citizen.Fee())["refunds"]![0]!["state"]!.GetValue<string>() == "done", "it is given back");
        }
        using var till = await desk.Call(HttpMethod.Get, "/api/bureaus/maarif-1/till", token: officer);
        Assert.Equal(2, (await till.Content.ReadFromJsonAsync<JsonNode>())!["sums"]!.AsArray().Count);
        Assert.Empty(provider.Complaints);
    }

    static async Task Visit(HttpClient city, Citizen citizen, string officer)
    {
        var slots = (await city.GetFromJsonAsync<JsonNode>("/api/bureaus/maarif-1/slots"))!["slots"]!.AsArray();
        foreach (var slot in new[] { slots[^2]!, slots[^1]! }) await citizen.Books(slot["slot"]!.GetValue<string>());
        using (var calendar = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/appointment.ics", accessCode: citizen.AccessCode))
            Assert.Contains("METHOD:PUBLISH", await calendar.Content.ReadAsStringAsync());
        await citizen.Cancels();
        await citizen.Act("check-in", officer, null, HttpStatusCode.OK);
        foreach (var path in (string[])["waiting", "guidance?kind=certified-copy", "guidance?kind=signature"])
            Assert.True((await city.GetAsync($"/api/bureaus/maarif-1/{path}")).IsSuccessStatusCode, path);
        using (var visits = await citizen.Call(HttpMethod.Get, "/api/bureaus/maarif-1/visits", token: officer))
            Assert.Contains(citizen.Reference, await visits.Content.ReadAsStringAsync());
        using (var away = await citizen.Call(HttpMethod.Delete, $"{citizen.Path}/check-in", token: officer)) Assert.Equal(HttpStatusCode.OK, away.StatusCode);
        using var walkIn = await citizen.Call(
            HttpMethod.Post, "/api/bureaus/maarif-1/walk-ins", new JsonObject { ["reference"] = citizen.Reference }, officer);
        Assert.Equal(HttpStatusCode.OK, walkIn.StatusCode);
    }

    static async Task SendsInParts(HttpClient city, Citizen citizen, byte[] document)
    {
        var address = $"{citizen.Upload.AbsolutePath}/{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document))}";
        foreach (var (part, offset, last) in new[] { (document[..100], "0", "?0"), (document[100..], "100", "?1") })
        {
            using (var asked = await city.SendAsync(new(HttpMethod.Head, address)))
                Assert.Equal(offset, asked.Headers.GetValues("Upload-Offset").Single());
            using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = new ByteArrayContent(part) };
            request.Content.Headers.ContentType = new("application/partial-upload");
            request.Headers.Add("Upload-Offset", offset);
            request.Headers.Add("Upload-Complete", last);
            using var answer = await city.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        }
    }

    // The Functions host's part, as it does it: fetch, wrap in its envelope, post, delete.
    static Task Host(string storage, HttpClient city, CancellationToken stop)
    {
        return Task.WhenAll(Serve("documents", "Documents"), Serve("effects", "Effects"), Serve("operators", "Operators"));

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
