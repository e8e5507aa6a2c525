using System.Text.Json.Nodes;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// The papers that lie before one officer until they certify them all at once; what is not certified for now stays for the next time.
/// </summary>
sealed class Tray(string bureau, string officer, CarefulClient client, Dice dice, Tally tally, CancellationToken stop)
{
    const string Nobodys = "LEG-00000-000000";
    const int Most = 39;
    static readonly TimeSpan longest = TimeSpan.FromSeconds(3);
    readonly Lock gate = new();
    Dictionary<string, TaskCompletionSource<string?>> papers = [];

    /// <summary>The number that the officer was told, once there is one; null where the city told none yet.</summary>
    public Task<string?> Certify(string reference)
    {
        var told = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            papers.Add(reference, told);
            if (papers.Count == 1) _ = Close();
        }
        return told.Task;
    }

    async Task Close()
    {
        await Task.Delay(dice.UpTo(longest), CancellationToken.None);
        Dictionary<string, TaskCompletionSource<string?>> all;
        lock (gate) (all, papers) = (papers, []);
        foreach (var some in all.Chunk(Most))
        {
            try
            {
                for (var left = some.ToDictionary(); left.Count > 0;) await Once(left);
            }
            catch (Exception broken) when (broken is BrokenPromise or OperationCanceledException)
            {
                foreach (var (_, told) in some) told.TrySetException(broken);
            }
        }
    }

    async Task Once(Dictionary<string, TaskCompletionSource<string?>> left)
    {
        // Among them a reference that is nobody's: it is refused, and keeps no other from being certified.
        var asked = new JsonArray([.. left.Keys.Append(Nobodys).Select(reference => (JsonNode)reference)]);
        var answer = await client.Insist($"{bureau}: {left.Count} together", 200, () => CarefulClient.Json(HttpMethod.Post,
            $"/api/bureaus/{bureau}/certifications", new JsonObject { ["references"] = asked.DeepClone() }, officer), stop, doubled: 0.3);
        var items = answer.Json!["items"]!.AsArray().ToDictionary(item => item!["reference"]!.GetValue<string>(), item => item!);
        if (items[Nobodys]["refusal"] is null) throw new BrokenPromise($"{bureau}: {Nobodys} was certified");
        foreach (var (reference, told) in left.ToList())
        {
            var refusal = items[reference]["refusal"]?["code"]?.GetValue<string>();
            // Storage is ill; anything else is no answer to a paper that lies before its officer.
            if (refusal is "CASE-001" or "CASE-006") continue;
            if (refusal is not null) throw new BrokenPromise($"{reference}: {refusal} with others");
            left.Remove(reference);
            tally.Bulk();
            told.SetResult(items[reference]["registerNumber"]?.GetValue<string>());
        }
    }
}
