using Azure.Data.Tables;
using CasaServerless.Kernel.Registers;

namespace CasaServerless.Tests.Functions.Kernel.Registers;

/// <summary>Somebody with a key to the storage account, who changes a register's rows behind the city's back.</summary>
sealed class Forger(TableClient table, string book)
{
    public async Task<TableEntity> Row(string row, string? of = null) => (await table.GetEntityAsync<TableEntity>(of ?? book, row)).Value;

    public Task Put(TableEntity row) => table.UpsertEntityAsync(row, TableUpdateMode.Replace);

    /// <summary>Writes a row again under another name.</summary>
    public Task Put(TableEntity row, string name) =>
        Put(new TableEntity(row) { PartitionKey = book, RowKey = name });

    public async Task Change(string row, string column, object? value)
    {
        var changed = await Row(row);
        if (value is null) changed.Remove(column);
        else changed[column] = value;
        await Put(changed);
    }

    public Task Remove(params string[] rows) => Task.WhenAll(rows.Select(row => table.DeleteEntityAsync(book, row)));

    public async Task Swap(string one, string other)
    {
        var (a, b) = (await Row(one), await Row(other));
        await Put(a, other);
        await Put(b, one);
    }

    public async Task SwapFacts(string one, string other)
    {
        var (a, b) = (await Row(one), await Row(other));
        await Change(one, "Facts", b.GetString("Facts"));
        await Change(other, "Facts", a.GetString("Facts"));
    }

    /// <summary>Changes what a number's row says, in its JSON.</summary>
    public async Task Say(string row, string instead, string of) =>
        await Change(row, "Facts", (await Row(row)).GetString("Facts").Replace(of, instead, StringComparison.Ordinal));

    /// <summary>Puts the chain in order again, from the first row to the head, as one can who knows how it is made.</summary>
    /// <param name="only">The one row to be hashed anew; all of them when null.</param>
    public async Task HashAnew(string? only = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq '{book}'")) rows.Add(row);
        var (hash, position) = ("", 0);
        foreach (var row in rows.Where(row => row.RowKey[0] is 'N' or 'O').OrderBy(row => row.GetInt32("Position")))
        {
            position++;
            var told = only is null || row.RowKey == only
                ? Register.HashOf(hash, book, position, row.RowKey, row.GetString("At"), row.GetString("Key"), row.GetString("Facts")) : row.GetString("Hash");
            if (told != row.GetString("Hash") || position != row.GetInt32("Position"))
            {
                (row["Position"], row["Hash"]) = (position, told);
                await Put(row);
            }
            hash = told;
        }
        if (only is not null) return;
        var head = rows.Single(row => row.RowKey == "H");
        (head["Last"], head["Length"], head["Hash"]) = (rows.Count(row => row.RowKey[0] == 'N'), position, hash);
        await Put(head);
    }
}
