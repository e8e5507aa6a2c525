using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Cases;

/// <summary>
/// A table of books that many write at once (registers, places): short transactions without the SDK's own retry, raced until one is done.
/// What an unclear commit did, rows of its own tell at the next look, and a commit that is only slow fails on them.
/// </summary>
sealed class BookTable(CityStorage storage, CaseOptions options, string name)
{
    const int MostRaces = 200;
    readonly Lazy<TableClient> table = new(() => storage.Table(name));
    readonly Lazy<TableClient> commits = new(() => storage.TableWithoutRetry(name));

    /// <summary>For reading whole ranges.</summary>
    public TableClient Table => table.Value;

    /// <summary>One row; null where there is none.</summary>
    public async Task<TableEntity?> Row(string book, string row, CancellationToken stop)
    {
        var answer = await table.Value.GetEntityIfExistsAsync<TableEntity>(book, row, cancellationToken: stop);
        return answer.HasValue ? answer.Value : null;
    }

    /// <param name="head">Key of the row that every transaction begins with, if there is one: where it was moved, nothing is known of the others.</param>
    public async Task<Written> Commit(IReadOnlyList<TableTransactionAction> rows, CancellationToken stop, string? head = null)
    {
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
            deadline.CancelAfter(options.Deadline);
            await commits.Value.SubmitTransactionAsync(rows, deadline.Token);
            return Written.Done;
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412)
        {
            return refused is TableTransactionFailedException { FailedTransactionActionIndex: 0 } && rows[0].Entity.RowKey == head
                ? Written.Overtaken : Written.Unsure;
        }
        catch (Exception unclear) when (CaseStore.Passing(unclear))
        {
            stop.ThrowIfCancellationRequested();
            return Written.Unsure;
        }
    }

    /// <summary>Runs until it says that it is done, with growing pauses.</summary>
    /// <exception cref="Refusal"><c>CASE-001</c>: it never came to that.</exception>
    public static async Task<T> Race<T>(Func<Task<(bool Done, T Result)>> run, CancellationToken stop)
    {
        for (var race = 1; ; race++)
        {
            var (done, result) = await run();
            if (done) return result;
            if (race == MostRaces) throw CaseRefusals.Busy();
            await Task.Delay(RandomNumberGenerator.GetInt32(5, 20 + 5 * Math.Min(race, 20)), stop);
        }
    }
}

/// <summary>What is known of a transaction in a book.</summary>
enum Written
{
    Done,

    /// <summary>The head was moved by somebody else; nothing was written.</summary>
    Overtaken,

    /// <summary>Another row was there already, or nobody can say: look.</summary>
    Unsure,
}
