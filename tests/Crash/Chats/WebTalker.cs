using System.Text.Json.Nodes;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash.Chats;

/// <summary>Web chat: what was accepted stands in the transcript once, in the order in which it was accepted, and is answered right after.</summary>
sealed class WebTalker(int number, Uri city) : Talker(number)
{
    string token = "", conversation = "";

    public override async Task Play(CarefulClient client, Dice dice, Tally tally, CancellationToken stop)
    {
        var opened = await client.Insist("token", 200, () =>
        {
            var request = CarefulClient.Json(HttpMethod.Post, "/api/chat/token", new JsonObject { ["language"] = Number % 2 == 0 ? "fr" : "ar" });
            request.Headers.Add("Origin", city.GetLeftPart(UriPartial.Authority));
            return request;
        }, stop);
        (token, conversation) = (opened.Text("token"), opened.Text("conversationId"));
        for (var at = 0; at < Messages; at++)
        {
            var mark = $"{at}";
            await client.Insist("message", 200, () => Posted(mark), stop, doubled: 0.2);
            tally.Stepped();
        }
    }

    public override async Task<IReadOnlyList<string>> Faults(CarefulClient client)
    {
        if (conversation.Length == 0) return [];
        var faults = new List<string>();
        var set = await client.Insist("transcript", 200, () => With(new(HttpMethod.Get, $"/v3/directline/conversations/{conversation}/activities?watermark=")), default);
        var said = set.Json!["activities"]!.AsArray().Select(one => (Role: one!["from"]!["role"]!.GetValue<string>(), Mark: one["channelData"]?["clientActivityID"]?.GetValue<string>())).ToList();
        if (said.FirstOrDefault().Role != "bot") faults.Add($"{conversation}: nobody said the first word");
        var expected = Enumerable.Range(0, Messages).Select(at => $"{at}").ToList();
        var marks = said.Where(one => one.Role == "user").Select(one => one.Mark!).ToList();
        if (!marks.SequenceEqual(expected)) faults.Add($"{conversation}: {string.Join(' ', marks)} instead of {string.Join(' ', expected)}");
        for (var at = 0; at < said.Count; at++)
        {
            if (said[at].Role == "user" && (at + 1 == said.Count || said[at + 1].Role != "bot")) faults.Add($"{conversation}: message {said[at].Mark} is not answered");
        }
        if (said.Count(one => one.Role == "bot") != Messages + 1) faults.Add($"{conversation}: {said.Count(one => one.Role == "bot")} answers");
        return faults;
    }

    HttpRequestMessage Posted(string mark) => With(CarefulClient.Json(HttpMethod.Post, $"/v3/directline/conversations/{conversation}/activities", new JsonObject
    {
        ["type"] = "message",
        ["text"] = "menu",
        ["channelData"] = new JsonObject { ["clientActivityID"] = mark },
    }));

    HttpRequestMessage With(HttpRequestMessage request)
    {
        request.Headers.Authorization = new("Bearer", token);
        return request;
    }
}
