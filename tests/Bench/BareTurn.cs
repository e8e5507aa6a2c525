using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace CasaServerless.Bench;

/// <summary>
/// What no turn of ours can be cheaper than: the five storage calls of a message that is answered by one letter, made by the same libraries with rows
/// of about the same size, and nothing else.
/// </summary>
static class BareTurn
{
    /// <summary>Processor time and allocations of a turn's calls in this process, under JIT.</summary>
    public static async Task<(double Milliseconds, double Kilobytes)> Measure(string storage, int warm, int turns)
    {
        var table = new TableClient(storage, "bareturns");
        var queue = new QueueClient(storage, "bareturns", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await table.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
        var tag = (await table.AddEntityAsync(State(0))).Headers.ETag!.Value;
        for (var turn = 1; turn <= warm; turn++) tag = await Turn(turn);
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        for (var turn = warm + 1; turn <= warm + turns; turn++) tag = await Turn(turn);
        return ((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / turns, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / turns);

        async Task<ETag> Turn(int number)
        {
            var insurance = await queue.SendMessageAsync("""{"conversation":"0123456789abcdefghjkmnpqrs"}""", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(-1));
            var said = await table.SubmitTransactionAsync(
                [Update(State(number), tag), Add(Row($"D{number}")), Add(Row($"T{2 * number:D10}", 120)), Add(Row($"T{2 * number + 1:D10}", 700)), Add(Row($"O{number:D10}", 700))]);
            var sent = await table.SubmitTransactionAsync(
                [Update(State(number), said.Value[0].Headers.ETag!.Value), new(TableTransactionActionType.Delete, Row($"O{number:D10}"), ETag.All), Add(Row($"W{number}", 1))]);
            await foreach (var row in table.QueryAsync<TableEntity>("PartitionKey eq 'turn' and RowKey ge 'I' and RowKey lt 'T'")) Debug.Assert(row.RowKey == "S");
            await queue.DeleteMessageAsync(insurance.Value.MessageId, insurance.Value.PopReceipt);
            return sent.Value[0].Headers.ETag!.Value;
        }
    }

    static TableEntity State(int number) => new("turn", "S") { ["Memory"] = new string('m', 300), ["Lines"] = 2 * number, ["Letters"] = number, ["Day"] = "2026-01-01" };

    static TableEntity Row(string key, int length = 0)
    {
        var row = new TableEntity("turn", key);
        if (length > 0) row["Body"] = new string('b', length);
        return row;
    }

    static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    static TableTransactionAction Update(TableEntity row, ETag tag) => new(TableTransactionActionType.UpdateReplace, row, tag);
}
