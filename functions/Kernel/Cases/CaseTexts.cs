using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Cases;

public sealed partial class CaseStore
{
    /// <summary>The name under which an event keeps the digest of what was written with it.</summary>
    public const string TextField = "text";

    const int MostInTransaction = 100;

    /// <summary>What was written with the case's events, by their versions; without those that were erased. One transaction for a thousand of them.</summary>
    public async Task<IReadOnlyDictionary<int, string>> Texts(string reference, CancellationToken stop)
    {
        var texts = new Dictionary<int, string>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>(CaseRows.Texts(reference), cancellationToken: stop))
            texts[int.Parse(row.RowKey.AsSpan(1), CultureInfo.InvariantCulture)] = row.GetString("Text");
        return texts;
    }

    /// <summary>What was written with one event; null where nothing was, or it was erased.</summary>
    public async Task<string?> TextOf(string reference, int version, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(reference, CaseRows.Text(version), cancellationToken: stop);
        return row.HasValue ? row.Value!.GetString("Text") : null;
    }

    /// <summary>Whether an act was done under its caller's key. Its text is compared with what was written then, as long as that is there.</summary>
    /// <exception cref="Refusal"><c>CASE-004</c>: this key, another text.</exception>
    public async Task<bool> Repeated(EffectKey key, string? text, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(key.Reference, CaseRows.Effect(key), cancellationToken: stop);
        if (!row.HasValue) return false;
        var written = row.Value!.GetInt32("Written") is { } version ? await TextOf(key.Reference, version, stop) : null;
        return written is null || written == text ? true : throw CaseRefusals.KeyReused();
    }

    /// <summary>After an erasure: deletes all that was written, whoever wrote it, for it may name the person. Repeatable.</summary>
    public async Task ForgetTexts(string reference, CancellationToken stop)
    {
        var rows = new List<TableTransactionAction>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>(CaseRows.Texts(reference), select: ["PartitionKey", "RowKey"], cancellationToken: stop))
            rows.Add(CaseRows.Delete(row));
        foreach (var some in rows.Chunk(MostInTransaction))
        {
            try
            {
                await table.Value.SubmitTransactionAsync(some, stop);
            }
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                // Another run of the same erasure was faster with one of them: again, row by row.
                foreach (var row in some) await table.Value.DeleteEntityAsync(row.Entity.PartitionKey, row.Entity.RowKey, ETag.All, stop);
            }
        }
    }

    // The digest stands in the event, so that what is kept can be proven; its key goes with the text.
    static TableEntity TextRow(string reference, int version, string text, SortedDictionary<string, string> digests)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        digests[TextField] = Personal.Digest(key, text);
        return CaseRows.TextRow(reference, version, text, key);
    }
}
