using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash.Chats;

/// <summary>
/// Teams: what was accepted is answered, in order. A connector knows no key, so that an answer may come twice where the city died between sending and
/// noting it, and only there.
/// </summary>
sealed class TeamsTalker(int number, PlayedBotService teams) : Talker(number)
{
    string Conversation => $"a:talker-{Number}";

    public override async Task Play(CarefulClient client, Dice dice, Tally tally, CancellationToken stop)
    {
        for (var at = 0; at < Messages; at++)
        {
            var body = Message(at);
            await client.Insist("activity", 200, () =>
            {
                var request = CarefulClient.Json(HttpMethod.Post, "/api/messages", body.DeepClone());
                request.Headers.Authorization = new("Bearer", teams.Token());
                return request;
            }, stop, doubled: 0.2);
            tally.Stepped();
        }
    }

    public override Task<IReadOnlyList<string>> Faults(CarefulClient client)
    {
        string[] answered = [.. teams.Said.Where(call => call.Body["conversation"]?["id"]?.GetValue<string>() == Conversation).Select(call => call.Body["replyToId"]!.GetValue<string>())];
        var expected = Enumerable.Range(0, Messages).Select(Id);
        return Task.FromResult<IReadOnlyList<string>>(answered.Distinct().SequenceEqual(expected) ? [] : [$"{Conversation}: answered {string.Join(' ', answered)}"]);
    }

    /// <summary>How many answers came twice.</summary>
    public int Doubled => teams.Said.Count(call => call.Body["conversation"]?["id"]?.GetValue<string>() == Conversation) - Messages;

    string Id(int at) => $"{Number}-{at}";

    JsonObject Message(int at) => teams.Activity("message", one =>
    {
        one["id"] = Id(at);
        one["text"] = "menu";
        one["from"]!["id"] = $"29:talker-{Number}";
        one["conversation"]!["id"] = Conversation;
    });
}
