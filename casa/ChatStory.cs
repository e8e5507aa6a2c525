using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace Casa;

/// <summary>A conversation with the assistant in web chat: where a ticket stands, its news, the other language; as a page would have it.</summary>
sealed class ChatStory(CityClient city, TextWriter output)
{
    string token = "", conversation = "", watermark = "";
    int said;

    public async Task Play(CancellationToken stop)
    {
        var receipt = await city.Call(HttpMethod.Post, "/api/tickets", new JsonObject
        {
            ["kind"] = "complaint",
            ["language"] = "fr",
            ["service"] = "balayage",
            ["description"] = "La rue n’est pas balayée (démonstration)",
            ["place"] = new JsonObject { ["lat"] = 33.5777, ["long"] = -7.6345 },
        }, stop);
        var (reference, code) = (Text(receipt, "reference"), Text(receipt, "accessCode"));
        Say("citizen", $"has reported an unswept street: reference {reference}, access code {code}");

        var opened = await city.Call(HttpMethod.Post, "/api/chat/token", new JsonObject { ["language"] = "fr" }, stop, headers: new() { ["Origin"] = city.Origin });
        (token, conversation) = (Text(opened, "token"), Text(opened, "conversationId"));
        await Hear(stop);
        foreach (var words in (string[])["Où en est mon dossier", reference, code, "Me prévenir ici"]) await Write(words, stop);

        await city.Call(HttpMethod.Post, $"/api/tickets/{reference}/answer", new JsonObject { ["text"] = "La rue a été balayée ce matin." }, stop, Token.Make(Roles.Manager));
        Say("agent", "answers the ticket at the desk");
        await Hear(stop);
        foreach (var words in (string[])["العربية", "التحدث إلى عون", "المساعد"]) await Write(words, stop);
        Say("city", $"the whole of it stays under {city.Origin}/chat for whoever holds the conversation's token, for thirty days");
    }

    async Task Write(string words, CancellationToken stop)
    {
        await city.Call(HttpMethod.Post, $"/v3/directline/conversations/{conversation}/activities", new JsonObject
        {
            ["type"] = "message",
            ["text"] = words,
            ["channelData"] = new JsonObject { ["clientActivityID"] = $"{++said}" },
        }, stop, token);
        await Hear(stop);
    }

    // A call is held until there is something to hear.
    async Task Hear(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        JsonArray heard = [];
        while (heard.Count == 0)
        {
            JsonNode set;
            try
            {
                set = await city.Call(HttpMethod.Get, $"/v3/directline/conversations/{conversation}/activities?watermark={watermark}", null, limit.Token, token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new Failure("The assistant has said nothing for 90 seconds; is the queue runner alive?");
            }
            (heard, watermark) = (set["activities"]!.AsArray(), Text(set, "watermark"));
        }
        foreach (var one in heard)
        {
            Say(Text(one!["from"]!, "role") == "user" ? "citizen" : "assistant", Text(one, "text").Replace("\n", "\n          ", StringComparison.Ordinal));
            var choices = one["suggestedActions"]?["actions"]?.AsArray().Select(choice => $"[{Text(choice!, "title")}]");
            if (choices is not null) output.WriteLine($"          {string.Join(' ', choices)}");
        }
    }

    void Say(string who, string what) => output.WriteLine($"{who,-9} {what}");

    static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? throw new Failure($"The city's answer lacks '{name}'.");
}
