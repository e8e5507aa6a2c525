using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CasaServerless.Tests.Crash;

/// <summary>One request, played to its end by a citizen and an officer who insist; it knows what it was promised.</summary>
sealed class Story(int number, string bureau, byte[] document, byte[] signature)
{
    /// <summary>How many steps each story takes.</summary>
    public const int Steps = 7;

    const double DoubleClicks = 0.15;
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(3);
    string code = "";

    public string Bureau => bureau;

    public Plot Plot { get; } = Plot.Of(number);

    /// <summary>A ticket that is told of at the same time.</summary>
    public TicketTale Ticket { get; } = new(number);

    /// <summary>Null until the city has promised one.</summary>
    public string? Reference { get; private set; }

    /// <summary>Of the sealed file that was delivered.</summary>
    public string? Sha256 { get; private set; }

    public string? RegisterNumber { get; private set; }

    /// <summary>The slot of the appointment that stands when the story is told; null where there is none.</summary>
    public string? Appointment { get; private set; }

    /// <summary>Reference of the specimen that was enrolled for it.</summary>
    public string? Specimen { get; private set; }

    public PaperShares? Shares { get; private set; }

    /// <summary>Where the applicant is written; null where they left no address. One in twenty takes no letter.</summary>
    public string? Email => number % 7 == 6 ? null : number % 20 == 13 ? $"nobody@{number}.example.ma" : $"personne-{number}@example.ma";

    public bool TakesLetters => Email is { } address && !address.StartsWith("nobody@", StringComparison.Ordinal);

    string Cin => $"BE{number:D6}";

    public async Task Play(Office office)
    {
        var (client, tally) = (office.Client, office.Tally);
        var key = $"story-{number}-{office.Dice.Next(int.MaxValue)}";
        var receipt = await client.Insist($"story {number}: submission", 201,
            () => CarefulClient.Json(HttpMethod.Post, "/api/legalisations", Request(), idempotencyKey: key), office.Stop, DoubleClicks);
        (Reference, code) = (receipt.Reference, receipt.Text("accessCode"));
        tally.Stepped();

        var url = new Uri(receipt.Json!["upload"]!["url"]!.GetValue<string>()).PathAndQuery;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(document));
        var received = await client.Insist($"{Reference}: upload", 202, () => new(HttpMethod.Put, url) { Content = new ByteArrayContent(document) }, office.Stop, DoubleClicks);
        if (received.Text("sha256") != sha256) throw new BrokenPromise($"{Reference}: received {received.Text("sha256")}, sent {sha256}");
        tally.Stepped();

        await Until(client, "submitted", office.Stop);
        tally.Stepped();
        await Books(office);
        tally.Stepped();
        if (Plot.Ending == Ending.Submitted)
        {
            tally.Stepped(3);
            return;
        }
        if (Plot.Identity == "known-signature") await Enrols(office);
        await Presents(office);
        Appointment = null;
        tally.Stepped();
        if (Plot.Ending == Ending.Refused)
        {
            await Act(office, "refusal", 200, new JsonObject { ["reason"] = "altered", ["note"] = "Page 1" });
            tally.Stepped();
            await Until(client, "refused", office.Stop);
            tally.Stepped();
            return;
        }
        var told = Plot.Together ? await office.Tray(bureau).Certify(Reference) : null;
        if (!Plot.Together) await Act(office, "certification", 202, null);
        tally.Stepped();
        await Delivers(client, told, office.Stop);
        if (Plot.Shares)
        {
            Shares = new(Reference, code, Sha256!);
            await Shares.Play(client, office.Stop);
        }
        tally.Stepped();
        if (Plot.Ending == Ending.Revoked) await Act(office, "revocation", 200, new JsonObject { ["reason"] = "Délivré par erreur" });
    }

    async Task Delivers(CarefulClient client, string? told, CancellationToken stop)
    {
        var view = await Until(client, "certified", stop);
        RegisterNumber = view.Text("registerNumber");
        if (told is not null && told != RegisterNumber) throw new BrokenPromise($"{Reference}: number {RegisterNumber}, told {told} when certified with others");
        var paper = await client.Insist($"{Reference}: delivery", 200, () => Own(HttpMethod.Get, "/sealed"), stop);
        if (!paper.Bytes.AsSpan().StartsWith(document)) throw new BrokenPromise($"{Reference}: the sealed file does not begin with the document");
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(paper.Bytes));
    }

    // Two appointments out of the few of one morning, so that slots fill up; some are called off. What was promised is there, and when the
    // applicant has been received it is nobody's. Who only waits for their day takes one, of the whole day.
    async Task Books(Office office)
    {
        var (client, dice, stop) = (office.Client, office.Dice, office.Stop);
        var day = $"{office.Day:yyyy-MM-dd}";
        var slots = await client.Insist($"{Reference}: slots", 200, () => new(HttpMethod.Get, $"/api/bureaus/{bureau}/slots?from={day}&to={day}"), stop);
        var all = slots.Json!["slots"]!.AsArray().Select(slot => slot!["slot"]!.GetValue<string>()).ToList();
        var some = Plot.Ending == Ending.Submitted ? all : [.. all.TakeLast(6)];
        for (var wish = Plot.Ending == Ending.Submitted ? 1 : 0; wish < 2; wish++)
        {
            var slot = some[dice.Next(some.Count)];
            var answer = await client.Insist($"{Reference}: booking", 200, () =>
            {
                var request = Own(HttpMethod.Post, "/appointment");
                request.Content = JsonContent.Create(new JsonObject { ["slot"] = slot });
                return request;
            }, stop, no: 409);
            if (answer.Status == 200) Appointment = slot;
        }
        if (number % 4 == 3 && Plot.Ending != Ending.Submitted)
        {
            await client.Insist($"{Reference}: cancellation", 200, () => Own(HttpMethod.Delete, "/appointment"), stop, DoubleClicks);
            Appointment = null;
        }
        var view = await client.Insist($"{Reference}: view", 200, () => Own(HttpMethod.Get, ""), stop);
        var found = view.Json!["appointment"]?["slot"]?.GetValue<string>();
        if (found != Appointment) throw new BrokenPromise($"{Reference}: appointment {found}, promised {Appointment}");
    }

    async Task Enrols(Office office)
    {
        var body = new JsonObject { ["name"] = $"Personne {number}", ["cin"] = Cin, ["picture"] = Convert.ToBase64String(signature) };
        var receipt = await office.Client.Insist($"{Reference}: specimen", 201, () => CarefulClient.Json(HttpMethod.Post,
            $"/api/bureaus/{bureau}/specimens", body.DeepClone(), office.Officer(bureau), $"specimen-{number}"), office.Stop, DoubleClicks);
        Specimen = receipt.Reference;
    }

    // A specimen is found through a list, which whoever died right after its enrolment leaves to the insurance: the officer looks again.
    async Task Presents(Office office)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            var answer = await office.Client.Insist($"{Reference}: presentation", 200, () => CarefulClient.Json(HttpMethod.Post,
                $"/api/legalisations/{Reference}/presentation", Seen(), office.Officer(bureau)), office.Stop, DoubleClicks, no: 422);
            if (answer.Status == 200) return;
            if (answer.Code != "LEG-020" || TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMinutes(2))
                throw new BrokenPromise($"{Reference}: presentation: {answer.Status} {answer.Code}, expected 200");
            await Task.Delay(longestPause, office.Stop);
        }
    }

    async Task<Answer> Until(CarefulClient client, string status, CancellationToken stop)
    {
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = pause < longestPause ? pause * 1.5 : longestPause)
        {
            var view = await client.Insist($"{Reference}: view until {status}", 200, () => Own(HttpMethod.Get, ""), stop);
            if (view.Text("status") == status) return view;
            if (view.Text("status") is not ("awaiting-document" or "certifying"))
                throw new BrokenPromise($"{Reference}: {view.Text("status")}, expected {status}");
            await Task.Delay(pause, stop);
        }
    }

    Task<Answer> Act(Office office, string act, int expected, JsonNode? body) => office.Client.Insist($"{Reference}: {act}", expected,
        () => CarefulClient.Json(HttpMethod.Post, $"/api/legalisations/{Reference}/{act}", body?.DeepClone(), office.Officer(bureau)), office.Stop, DoubleClicks);

    HttpRequestMessage Own(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, $"/api/legalisations/{Reference}{path}");
        request.Headers.Add("X-Access-Code", code);
        return request;
    }

    JsonObject Seen()
    {
        var seen = new JsonObject { ["identity"] = Plot.Identity, ["originalSeen"] = Plot.Identity != "known-signature" };
        if (Plot.Identity == "witnesses") seen["witnesses"] = new JsonArray(Witness("Premier", $"BH{number:D6}"), Witness("Second", $"BJ{number:D6}"));
        return seen;

        static JsonObject Witness(string name, string cin) => new() { ["name"] = $"{name} Témoin", ["cin"] = cin };
    }

    JsonObject Request()
    {
        var applicant = new JsonObject { ["name"] = $"Personne {number}", ["cin"] = Cin, ["phone"] = $"06{number:D8}" };
        if (Email is { } address) applicant["email"] = address;
        return new()
        {
            ["kind"] = Plot.IsSignature ? "signature" : "certified-copy",
            ["language"] = number % 2 == 0 ? "fr" : "ar",
            ["bureau"] = bureau,
            ["applicant"] = applicant,
            ["destination"] = "private",
            ["document"] = new JsonObject { ["title"] = $"Diplôme {number}" },
            ["copies"] = 1,
        };
    }
}
