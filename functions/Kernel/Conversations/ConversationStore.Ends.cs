using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Conversations;

public sealed partial class ConversationStore
{
    /// <summary>
    /// What a channel tells of a letter that it took: kept only where it is further on than what is known, since channels tell in no order. False where
    /// nothing changed.
    /// </summary>
    /// <param name="id">The channel's id of the letter.</param>
    /// <param name="rank">The further on the higher.</param>
    /// <param name="letter">
    /// The letter's number, where the channel tells the key that it was sent with. One that still waits, because the channel's own answer was lost, is then
    /// known to have arrived, and is not sent again.
    /// </param>
    public async Task<bool> Told(string conversation, string id, int rank, string status, CancellationToken stop, int? letter = null)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(conversation, ConversationRows.Sent(id), cancellationToken: stop);
            if (row.HasValue && row.Value!.GetInt32("Rank") >= rank) return false;
            var told = new TableEntity(conversation, ConversationRows.Sent(id)) { ["Rank"] = rank, ["Status"] = status };
            try
            {
                if (row.HasValue) await table.Value.UpdateEntityAsync(told, row.Value!.ETag, TableUpdateMode.Merge, stop);
                else if (letter is not { } number) return false;
                else
                {
                    told["Letter"] = number;
                    await table.Value.SubmitTransactionAsync([ConversationRows.Delete(conversation, ConversationRows.LetterRowKey(new(number, ""))), ConversationRows.Add(told)], stop);
                }
                return true;
            }
            // No such letter waits, or the conversation is over.
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                return false;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
            {
            }
        }
        throw Cases.CaseRefusals.Busy();
    }

    /// <summary>What is known of a letter that a channel took; null where nothing has been told.</summary>
    public async Task<string?> StatusOf(string conversation, string id, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(conversation, ConversationRows.Sent(id), cancellationToken: stop);
        return row.HasValue ? row.Value!.GetString("Status") : null;
    }

    /// <summary>Forgets all of a conversation, its files included. Repeatable; whoever speaks again begins anew. Answers how many rows there were beside notes.</summary>
    public async Task<int> Forget(string conversation, CancellationToken stop)
    {
        recent.Take(conversation);
        await blobs.Delete(conversation, null, stop);
        var keys = new List<string>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>($"PartitionKey eq '{conversation}'", select: ["RowKey"], cancellationToken: stop)) keys.Add(row.RowKey);
        foreach (var some in keys.Chunk(100)) await table.Value.SubmitTransactionAsync(some.Select(key => ConversationRows.Delete(conversation, key)), stop);
        return keys.Count(key => !key.StartsWith(ConversationRows.Note(""), StringComparison.Ordinal));
    }

    /// <summary>Forgets the conversations in which nobody has spoken since a day, that day included. Answers how many.</summary>
    public async Task<int> EndBefore(DateOnly day, CancellationToken stop)
    {
        var ended = 0;
        // Two weeks of nights may fail before one is left out.
        for (var at = day.AddDays(-14); at <= day; at = at.AddDays(1))
        {
            var name = at.ToString("O", CultureInfo.InvariantCulture);
            await foreach (var row in table.Value.QueryAsync<TableEntity>($"PartitionKey eq '{DayOf(name)}'", select: ["RowKey"], cancellationToken: stop))
            {
                var state = await table.Value.GetEntityIfExistsAsync<TableEntity>(row.RowKey, ConversationRows.State, ["Day"], stop);
                if (state.HasValue && string.CompareOrdinal(state.Value!.GetString("Day"), name) <= 0 && await Forget(row.RowKey, stop) > 0) ended++;
                await table.Value.DeleteEntityAsync(DayOf(name), row.RowKey, ETag.All, stop);
            }
        }
        return ended;
    }

    static string DayOf(string day) => "day-" + day;
}
