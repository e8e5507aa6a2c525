using Azure;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Cases;

public sealed partial class CaseStore
{
    /// <summary>
    /// Does what an effect does outside, such as a letter that is handed over: never twice at the same time, and not again once it is noted. Two
    /// messages may ask for the same effect (an announcement and its insurance), and a slow server makes them meet. Who dies in here, or cannot
    /// say that it has ended, is taken for dead after six times the insurance; <paramref name="work"/> has two of them to be done, and the rest to be noted.
    /// </summary>
    /// <param name="key">The effect; its own change notes it with <see cref="Decision{TEvent}.Once"/>.</param>
    /// <param name="work">What is done, and as its last step noted, which its token must not cut off.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="Later">Somebody else is at it, or it took too long.</exception>
    public async Task Outside(EffectKey key, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        var mine = await Begin(key, stop) ?? throw new Later("Somebody is at it already");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(options.Insurance * 2);
        try
        {
            if (!await Done(key, stop)) await work(patience.Token);
        }
        catch (OperationCanceledException slow) when (!stop.IsCancellationRequested)
        {
            throw new Later("It took too long", slow);
        }
        finally
        {
            await End(mine);
        }
    }

    async Task<TableEntity?> Begin(EffectKey key, CancellationToken stop)
    {
        var row = new TableEntity(key.Reference, CaseRows.AtWork(key)) { ["Until"] = clock.GetUtcNow() + options.Insurance * 6 };
        try
        {
            try
            {
                row.ETag = (await table.Value.AddEntityAsync(row, stop)).Headers.ETag!.Value;
            }
            catch (RequestFailedException there) when (there.Status == 409)
            {
                var other = (await table.Value.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: stop)).Value;
                if (other.GetDateTimeOffset("Until") > clock.GetUtcNow()) return null;
                row.ETag = (await table.Value.UpdateEntityAsync(row, other.ETag, TableUpdateMode.Replace, stop)).Headers.ETag!.Value;
            }
            return row;
        }
        catch (RequestFailedException faster) when (faster.Status is 404 or 412)
        {
            return null;
        }
    }

    async Task End(TableEntity mine)
    {
        try
        {
            using var deadline = Deadline();
            await table.Value.DeleteEntityAsync(mine.PartitionKey, mine.RowKey, mine.ETag, deadline.Token);
        }
        catch (Exception kept) when (Passing(kept) || kept is RequestFailedException { Status: 404 or 412 })
        {
            // Then it runs out.
        }
    }
}
