using Azure;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Storage;

/// <summary>Reference data in table <c>referentiels</c>: JSON rows, a partition a kind. Small, seldom changed, read whole or by prefix.</summary>
public sealed class ReferenceTable(CityStorage storage)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "referentiels";

    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));

    /// <summary>The rows of a kind whose keys begin with <paramref name="prefix"/>, as one JSON array.</summary>
    public async Task<string> Read(string kind, CancellationToken stop, string prefix = "")
    {
        var filter = $"PartitionKey eq '{kind}'" + (prefix.Length == 0 ? "" : $" and RowKey ge '{prefix}' and RowKey lt '{prefix}~'");
        var rows = new List<string>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>(filter, cancellationToken: stop)) rows.Add(row.GetString("Json"));
        return $"[{string.Join(',', rows)}]";
    }

    /// <summary>Writes a row that is not there yet; false, and no change, where it is.</summary>
    public async Task<bool> Add(string kind, string key, string json, CancellationToken stop)
    {
        try
        {
            await table.Value.AddEntityAsync(new TableEntity(kind, key) { ["Json"] = json }, stop);
            return true;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return false;
        }
    }
}
