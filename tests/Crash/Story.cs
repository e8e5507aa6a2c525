using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>How a story ends.</summary>
enum Ending
{
    Certified,
    Revoked,
    Refused,
}

/// <summary>One request for a certified copy, played to its end by a citizen and an officer who insist; it knows what it was promised.</summary>
sealed class Story(int number, string bureau, Ending ending, byte[] document)
{
    /// <summary>How many steps each story takes.</summary>
    public const int Steps = 6;

    const double DoubleClicks = 0.15;
    string code = "";

    public string Bureau => bureau;

    public Ending Ending => ending;

    /// <summary>Null until the city has promised one.</summary>
    public string? Reference { get; private set; }

    /// <summary>Of the sealed file that was delivered.</summary>
    public string? Sha256 { get; private set; }

    public string? RegisterNumber { get; private set; }

    /// <summary>The applicant's values: they must not be in any log.</summary>
    public string Cin => $"BE{number:D6}";

    public async Task Play(CarefulClient client, Dice dice, string officer, Tally tally, CancellationToken stop)
    {
        var key = $"story-{number}-{dice.Next(int.MaxValue)}";
        var receipt = await client.Insist($"story {number}: submission", 201, () =>
        {
            var request = CarefulClient.Json(HttpMethod.Post, "/api/legalisations", Request());
            request.Headers.Add("Idempotency-Key", key);
            return request;
        }, stop, DoubleClicks);
        (Reference, code) = (receipt.Reference, receipt.Text("accessCode"));
        tally.Stepped();

        var url = new Uri(receipt.Json!["upload"]!["url"]!.GetValue<string>()).PathAndQuery;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(document));
        var received = await client.Insist($"{Reference}: upload", 202, () => new(HttpMethod.Put, url) { Content = new ByteArrayContent(document) }, stop, DoubleClicks);
        if (received.Text("sha256") != sha256) throw new BrokenPromise($"{Reference}: received {received.Text("sha256")}, sent {sha256}");
        tally.Stepped();

        await Until(client, "submitted", stop);
        tally.Stepped();
        await Act(client, officer, "presentation", 200, new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, stop);
        tally.Stepped();
        if (ending == Ending.Refused)
        {
            await Act(client, officer, "refusal", 200, new JsonObject { ["reason"] = "altered", ["note"] = "Page 1" }, stop);
            tally.Stepped();
            await Until(client, "refused", stop);
            tally.Stepped();
            return;
        }
        await Act(client, officer, "certification", 202, null, stop);
        tally.Stepped();
        var view = await Until(client, "certified", stop);
        RegisterNumber = view.Text("registerNumber");
        var paper = await client.Insist($"{Reference}: delivery", 200, () => Own(HttpMethod.Get, "/sealed"), stop);
        if (!paper.Bytes.AsSpan().StartsWith(document)) throw new BrokenPromise($"{Reference}: the sealed file does not begin with the document");
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(paper.Bytes));
        tally.Stepped();
        if (ending == Ending.Revoked) await Act(client, officer, "revocation", 200, new JsonObject { ["reason"] = "Délivré par erreur" }, stop);
    }

    async Task<Answer> Until(CarefulClient client, string status, CancellationToken stop)
    {
        while (true)
        {
            var view = await client.Insist($"{Reference}: view until {status}", 200, () => Own(HttpMethod.Get, ""), stop);
            if (view.Text("status") == status) return view;
            if (view.Text("status") is not ("awaiting-document" or "certifying"))
                throw new BrokenPromise($"{Reference}: {view.Text("status")}, expected {status}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), stop);
        }
    }

    Task<Answer> Act(CarefulClient client, string officer, string act, int expected, JsonNode? body, CancellationToken stop) =>
        client.Insist($"{Reference}: {act}", expected, () =>
        {
            var request = CarefulClient.Json(HttpMethod.Post, $"/api/legalisations/{Reference}/{act}", body?.DeepClone());
            request.Headers.Authorization = new("Bearer", officer);
            return request;
        }, stop, DoubleClicks);

    HttpRequestMessage Own(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, $"/api/legalisations/{Reference}{path}");
        request.Headers.Add("X-Access-Code", code);
        return request;
    }

    JsonObject Request() => new()
    {
        ["kind"] = "certified-copy",
        ["language"] = "fr",
        ["bureau"] = bureau,
        ["applicant"] = new JsonObject { ["name"] = $"Personne {number}", ["cin"] = Cin, ["phone"] = $"06{number:D8}" },
        ["destination"] = "private",
        ["document"] = new JsonObject { ["title"] = $"Diplôme {number}" },
        ["copies"] = 1,
    };
}
