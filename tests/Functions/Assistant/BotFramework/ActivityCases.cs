using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

/// <summary>What a channel may send with a good token, and what Microsoft's adapter and ours say to it.</summary>
/// <param name="Theirs">The status that the JavaScript adapter 4.23.3 with Teams' handler answers.</param>
/// <param name="Because">Why ours differs; null where it must not.</param>
sealed record ActivityCase(string Name, string Type, int Theirs, Action<JsonObject>? But = null, int? Ours = null, string? Because = null)
{
    const string Named = "A5001, A5401: an event and an invoke must have a name; without one nothing can be meant";
    const string Words = "Teams tells a person that something went wrong where 501 is answered: what is not offered is said in words";

    public override string ToString() => Name;

    public static IReadOnlyList<ActivityCase> All { get; } =
    [
        new("message", "message", 200, its => its["text"] = "bonjour"),
        new("message without text", "message", 200),
        new("message with what nobody knows (A2005)", "message", 200, its => { its["newField"] = new JsonObject { ["a"] = 1 }; its["from"]!["newField"] = true; }),
        new("message with a time that is none (A2042)", "message", 200, its => its["timestamp"] = "yesterday"),
        new("message from the future (A2042)", "message", 200, its => its["timestamp"] = "2099-01-01T00:00:00Z"),
        new("message that expects replies", "message", 200, its => { its["text"] = "bonjour"; its["deliveryMode"] = "expectReplies"; }),
        new("message with callerId (A2251)", "message", 200, its => its["callerId"] = "urn:botframework:aadappid:evil"),
        new("members added", "conversationUpdate", 200, its => its["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:1abc" })),
        new("installed", "installationUpdate", 200, its => its["action"] = "add"),
        new("installed anew", "installationUpdate", 200, its => its["action"] = "add-upgrade"),
        new("removed", "installationUpdate", 200, its => its["action"] = "remove"),
        new("reaction", "messageReaction", 200, its => its["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = "like" })),
        new("typing", "typing", 200),
        new("end of conversation", "endOfConversation", 200),
        new("a type that nobody knows (A2006)", "neverHeardOf", 200),
        new("event", "event", 200, its => its["name"] = "application/vnd.example"),
        new("event without name", "event", 200, null, 400, Named),
        new("invoke without name", "invoke", 501, null, 400, Named),
        new("invoke that nobody knows", "invoke", 501, its => its["name"] = "never/heard"),
        new("invoke that expects replies", "invoke", 200, its => { its["name"] = "never/heard"; its["deliveryMode"] = "expectReplies"; }),
        new("card: Execute", "invoke", 200, its => { its["name"] = "adaptiveCard/action"; its["value"] = Card("Action.Execute"); }),
        new("card: Submit in an invoke", "invoke", 400, its => { its["name"] = "adaptiveCard/action"; its["value"] = Card("Action.Submit"); }, 200,
            "of adaptiveCard/action the status of HTTP is 200 always, and 400 stands within (Teams, Universal Actions)"),
        new("card: nothing", "invoke", 400, its => its["name"] = "adaptiveCard/action", 200, "as above"),
        new("signin/verifyState", "invoke", 200, its => { its["name"] = "signin/verifyState"; its["value"] = new JsonObject { ["state"] = "1" }; }),
        new("signin/tokenExchange", "invoke", 501, its => { its["name"] = "signin/tokenExchange"; its["value"] = new JsonObject { ["id"] = "1" }; }, 412,
            "412 tells Teams that no token is exchanged"),
        new("task/fetch", "invoke", 200, its => { its["name"] = "task/fetch"; its["value"] = new JsonObject { ["data"] = new JsonObject() }; }),
        new("task/submit", "invoke", 200, its => { its["name"] = "task/submit"; its["value"] = new JsonObject { ["data"] = new JsonObject() }; }),
        new("composeExtension/query", "invoke", 200, its => { its["name"] = "composeExtension/query"; its["value"] = new JsonObject { ["commandId"] = "x" }; }),
        new("composeExtension/fetchTask", "invoke", 200, its => { its["name"] = "composeExtension/fetchTask"; its["value"] = new JsonObject { ["commandId"] = "x" }; }),
        new("composeExtension/queryLink", "invoke", 501, its => { its["name"] = "composeExtension/queryLink"; its["value"] = new JsonObject { ["url"] = "https://x" }; }, 200, Words),
        new("composeExtension/selectItem", "invoke", 501, its => { its["name"] = "composeExtension/selectItem"; its["value"] = new JsonObject(); }, 200, Words),
        new("fileConsent/invoke", "invoke", 200, its => { its["name"] = "fileConsent/invoke"; its["value"] = new JsonObject { ["action"] = "decline" }; }),
        new("message/submitAction", "invoke", 501, its => { its["name"] = "message/submitAction"; its["value"] = new JsonObject { ["actionName"] = "feedback" }; }, 200, Words),
    ];

    static JsonObject Card(string action) => new()
    {
        ["action"] = new JsonObject { ["type"] = action, ["verb"] = "choose", ["data"] = new JsonObject { ["choice"] = "standing", ["title"] = "Où en est mon dossier" } },
        ["trigger"] = "manual",
    };
}
