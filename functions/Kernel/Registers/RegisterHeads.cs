using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Registers;

/// <summary>
/// The registers' heads, stated and signed once a day and chained from day to day. Table <c>heads</c>, one partition: a row a day, and row
/// <c>H</c> with the last one. Whoever keeps a day's statement can prove later what the registers held then, against us too.
/// </summary>
public sealed class RegisterHeads(CityStorage storage, Register registers, PublishingKeyring keys, CaseOptions options, TimeProvider clock)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "heads";

    const string Partition = "days", Last = "H";
    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));
    readonly Lazy<TableClient> commits = new(() => storage.TableWithoutRetry(TableName));

    /// <summary>
    /// States a day, unless it or a later one is stated already. Repeatable: a run that died is made good by the next one, and of two at once one
    /// comes to nothing.
    /// </summary>
    /// <param name="books">The registers to state; those of the last statement stay in it as long as <paramref name="stays"/> says so.</param>
    /// <returns>False where nothing was left to do.</returns>
    public async Task<bool> Close(DateOnly day, IEnumerable<string> books, Func<string, bool> stays, CancellationToken stop)
    {
        // Whoever was faster has stated this day, or, late, the one before: then this one is still to be stated.
        while (true) if (await Try(day, books, stays, stop) is { } done) return done;
    }

    // Null where somebody else was faster.
    async Task<bool?> Try(DateOnly day, IEnumerable<string> books, Func<string, bool> stays, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(Partition, Last, cancellationToken: stop);
        DateOnly? last = row.HasValue ? DateOnly.ParseExact(row.Value!.GetString("Date"), "O", CultureInfo.InvariantCulture) : null;
        if (last >= day) return false;
        var before = last is { } stated ? await On(stated, stop) : null;
        var all = books.Concat(before?.Day.Registers.Select(head => head.Register).Where(stays) ?? []).ToHashSet();
        var statement = new ClosedDay(day, CityTime.In(clock.GetUtcNow()), before is null ? null : new(before.Day.Date, before.Sha256), await Heads(all, stop));
        var payload = JsonSerializer.SerializeToUtf8Bytes(statement, RegisterJson.Default.ClosedDay);
        var cose = await CoseSign1.SignAsync(payload, CoseSign1.Json, await keys.CurrentAsync(stop), stop);
        TableEntity its = new(Partition, Name(day)) { ["Cose"] = cose }, newest = new(Partition, Last) { ["Date"] = Name(day) };
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
            deadline.CancelAfter(options.Deadline);
            await commits.Value.SubmitTransactionAsync(
                [CaseRows.Add(its), row.HasValue ? CaseRows.Update(newest, row.Value!.ETag) : CaseRows.Add(newest)], deadline.Token);
            return true;
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>What was stated of a day; null where nothing was.</summary>
    public async Task<PublishedDay?> On(DateOnly day, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(Partition, Name(day), cancellationToken: stop);
        return row.HasValue ? Read(row.Value!.GetBinary("Cose")) : null;
    }

    /// <summary>What was stated from one day to another, oldest first, <paramref name="most"/> at the most.</summary>
    public async Task<IReadOnlyList<PublishedDay>> Between(DateOnly from, DateOnly to, int most, CancellationToken stop)
    {
        var days = new List<PublishedDay>();
        var filter = $"PartitionKey eq '{Partition}' and RowKey ge '{Name(from)}' and RowKey le '{Name(to)}'";
        await foreach (var row in table.Value.QueryAsync<TableEntity>(filter, most, cancellationToken: stop))
        {
            days.Add(Read(row.GetBinary("Cose")));
            if (days.Count == most) break;
        }
        return days;
    }

    /// <summary>Reads a statement without asking who signed it.</summary>
    static PublishedDay Read(byte[] cose) => new(
        JsonSerializer.Deserialize(CoseSign1.Payload(cose), RegisterJson.Default.ClosedDay)!, Convert.ToHexStringLower(SHA256.HashData(cose)), cose);

    async Task<IReadOnlyList<RegisterHead>> Heads(IEnumerable<string> books, CancellationToken stop)
    {
        var heads = new ConcurrentBag<RegisterHead>();
        await Parallel.ForEachAsync(books, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stop }, async (book, cancel) =>
        {
            if (await registers.HeadOf(book, cancel) is { } head) heads.Add(head);
        });
        return [.. heads.OrderBy(head => head.Register, StringComparer.Ordinal)];
    }

    static string Name(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
