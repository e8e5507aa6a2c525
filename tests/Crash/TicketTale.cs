using System.Text.Json.Nodes;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>One ticket, played to its end by a reporter, two neighbours and an agent who insist; it knows what it was promised.</summary>
sealed class TicketTale(int number)
{
    const double DoubleClicks = 0.15;

    /// <summary>How many say "me too".</summary>
    public const int Neighbours = 2;

    string code = "";

    /// <summary>Null until the city has promised one.</summary>
    public string? Reference { get; private set; }

    /// <summary>What was written and accepted, the description first.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>Where the ticket stands when the tale is told.</summary>
    public string Status => number % 3 == 0 ? "Received" : number % 3 == 1 ? "Closed" : "Withdrawn";

    public async Task Play(Office office)
    {
        var (client, stop) = (office.Client, office.Stop);
        var key = $"ticket-{number}-{office.Dice.Next(int.MaxValue)}";
        var description = $"Le lampadaire {number} est éteint";
        var receipt = await client.Insist($"tale {number}: report", 201, () => CarefulClient.Json(HttpMethod.Post, "/api/tickets", new JsonObject
        {
            ["kind"] = "complaint",
            ["language"] = "fr",
            ["service"] = "eclairage-public",
            ["description"] = description,
            ["place"] = new JsonObject { ["lat"] = 33.5777 + number % 8 * 0.0005, ["long"] = -7.6345 },
            ["attributes"] = new JsonObject { ["panne"] = "eteint" },
        }, idempotencyKey: key), stop, DoubleClicks);
        (Reference, code) = (receipt.Reference, receipt.Text("accessCode"));
        Texts.Add(description);
        for (var neighbour = 0; neighbour < Neighbours; neighbour++)
        {
            var own = $"{key}-{neighbour}";
            await client.Insist($"{Reference}: me too", 201, () => CarefulClient.Json(HttpMethod.Post, $"/api/tickets/{Reference}/followers", new JsonObject(), idempotencyKey: own), stop, DoubleClicks);
        }
        await Writes(office, "Toujours éteint.", $"{key}-first");
        await Act(office, "question", new JsonObject { ["text"] = "Quel poteau ?" }, asAgent: true, $"{key}-question");
        Texts.Add("Quel poteau ?");
        await Writes(office, $"Le poteau {number}.", $"{key}-second");
        if (Status == "Closed") await Act(office, "closure", new JsonObject { ["outcome"] = "solved" }, asAgent: true);
        if (Status == "Withdrawn") await Act(office, "withdrawal", null, asAgent: false);
    }

    async Task Writes(Office office, string text, string key)
    {
        await office.Client.Insist($"{Reference}: message", 200, () =>
        {
            var request = CarefulClient.Json(HttpMethod.Post, $"/api/tickets/{Reference}/messages", new JsonObject { ["text"] = text }, idempotencyKey: key);
            request.Headers.Add("X-Access-Code", code);
            return request;
        }, office.Stop, DoubleClicks);
        Texts.Add(text);
    }

    /// <param name="key">Under which it is done once; what can be repeated without one has none.</param>
    Task<Answer> Act(Office office, string act, JsonNode? body, bool asAgent, string? key = null) => office.Client.Insist($"{Reference}: {act}", 200, () =>
    {
        var request = CarefulClient.Json(HttpMethod.Post, $"/api/tickets/{Reference}/{act}", body?.DeepClone(), asAgent ? office.Agent : null, key);
        if (!asAgent) request.Headers.Add("X-Access-Code", code);
        return request;
    }, office.Stop, DoubleClicks);
}
