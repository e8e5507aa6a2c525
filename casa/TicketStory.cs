using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Services.Tickets.Operators;

namespace Casa;

/// <summary>A dark street lamp from its report to its reopening, played as the citizens, the operator's system and the agent would.</summary>
sealed class TicketStory(CityClient city, TextWriter output)
{
    /// <summary>The operator whose own system is played.</summary>
    public const string Operator = "eclairage";

    const string Service = "eclairage-public";

    // In Maârif.
    const double Lat = 33.5777, Long = -7.6345;

    public async Task Play(CancellationToken stop)
    {
        var place = new JsonObject { ["lat"] = Lat, ["long"] = Long, ["address"] = "Rue de la Démonstration" };
        var similar = await city.Call(HttpMethod.Post, "/api/tickets/similar", new JsonObject { ["service"] = Service, ["place"] = place.DeepClone() }, stop);
        Say("city", $"knows of {similar["items"]!.AsArray().Count} open ticket(s) of the same service within 100 m");
        var receipt = await city.Call(HttpMethod.Post, "/api/tickets", new JsonObject
        {
            ["kind"] = "complaint",
            ["language"] = "fr",
            ["service"] = Service,
            ["description"] = "Le lampadaire est éteint (démonstration)",
            ["place"] = place,
            ["attributes"] = new JsonObject { ["panne"] = "eteint" },
            ["reporter"] = new JsonObject { ["name"] = "Salma Démonstration", ["phone"] = "0600000000" },
        }, stop);
        var (reference, code) = (Text(receipt, "reference"), Text(receipt, "accessCode"));
        var path = $"/api/tickets/{reference}";
        var its = receipt["operator"]!;
        Say("citizen", $"reports a dark street lamp: reference {reference}, access code {code}");
        Say("city", $"finds {receipt["place"]!["arrondissement"]} and gives it to {Text(its, "name")}; an answer is due by {Text(receipt, "answerBy")}");

        await city.Put(Text(receipt["photo"]!, "url"), SamplePhoto.Jpeg, "image/jpeg", stop);
        await Until(path, code, view => view["photos"]!.AsArray().Count == 1, "the photo is judged", stop);
        Say("citizen", "sends a photo, which is judged and drawn anew without what the camera wrote");

        await city.Call(HttpMethod.Post, $"{path}/followers", new JsonObject { ["language"] = "ar" }, stop);
        await Until(path, code, view => view["followers"]!.GetValue<int>() == 1, "the neighbour is counted", stop);
        Say("neighbour", "says “me too”: one follower");

        await ByWebhook(reference, stop);
        var view = await city.Call(HttpMethod.Get, path, null, stop, accessCode: code);
        Say("city", $"tells the reporter: {Text(view, "statusText")}");

        await city.Call(HttpMethod.Post, $"{path}/rating", new JsonObject { ["stars"] = 2, ["text"] = "Elle clignote encore" }, stop, accessCode: code);
        Say("citizen", "rates it: 2 of 5");
        var reopened = await city.Call(HttpMethod.Post, $"{path}/reopening", new JsonObject { ["text"] = "Elle est de nouveau éteinte" }, stop, accessCode: code);
        Say("citizen", $"reopens it: {Text(reopened, "status")}, due by {Text(reopened, "answerBy")}");
    }

    // As the operator's own system would: an event in CloudEvents' form, signed with the secret that both know.
    async Task ByWebhook(string reference, CancellationToken stop)
    {
        var secret = LocalKeys.OperatorSecret(Operator);
        foreach (var (type, data) in new (string, JsonObject)[]
        {
            ("accepted", new() { ["operatorReference"] = $"BT-{reference[4..]}" }),
            ("closed", new() { ["outcome"] = "solved", ["text"] = "La lampe est changée." }),
        })
        {
            var body = Encoding.UTF8.GetBytes(new JsonObject
            {
                ["specversion"] = "1.0",
                ["id"] = $"{reference}-{type}",
                ["source"] = "https://operateur.test",
                ["type"] = $"ma.casablanca.ticket.{type}",
                ["subject"] = reference,
                ["data"] = data,
            }.ToJsonString());
            var now = TimeProvider.System.GetUtcNow();
            await city.Post($"/api/operators/{Operator}/updates", body, "application/cloudevents+json", new()
            {
                ["webhook-id"] = $"{reference}-{type}",
                ["webhook-timestamp"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ["webhook-signature"] = WebhookSignature.Of($"{reference}-{type}", now, body, secret),
            }, stop);
            Say("operator", type == "accepted" ? "its own system has it in hand (signed webhook)" : "its own system answers and closes it (signed webhook)");
        }
    }

    async Task Until(string path, string code, Func<JsonNode, bool> reached, string what, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        while (!reached(await city.Call(HttpMethod.Get, path, null, stop, accessCode: code)))
        {
            try
            {
                await Task.Delay(300, limit.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new Failure($"After 90 seconds it has not come to this: {what}; is the queue runner alive?");
            }
        }
    }

    void Say(string who, string what) => output.WriteLine($"{who,-9} {what}");

    static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? throw new Failure($"The city's answer lacks '{name}'.");
}
