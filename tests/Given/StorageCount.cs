using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;

namespace CasaServerless.Tests.Given;

/// <summary>What an act asks of storage.</summary>
static class StorageCount
{
    /// <summary>How many requests an act sends to one account, whatever else this process asks of others.</summary>
    /// <param name="storage">The account's connection string.</param>
    public static async Task<int> Of(string storage, Func<Task> act)
    {
        var account = $"/{storage.Split(';').First(part => part.StartsWith("AccountName=", StringComparison.Ordinal))["AccountName=".Length..]}/";
        // A request that the client sends again is the same one: it has the same id, which comes first.
        var requests = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        using (new AzureEventSourceListener((told, _) =>
        {
            if (told.EventName == "Request" && told.Payload!.Any(part => part is string text && text.Contains(account, StringComparison.Ordinal)))
                requests.TryAdd($"{told.Payload![0]}", true);
        }, EventLevel.Informational))
        {
            await act();
        }
        return requests.Count;
    }
}
