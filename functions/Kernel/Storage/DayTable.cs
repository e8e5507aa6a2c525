using System.Globalization;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Storage;

/// <summary>What is kept of each day, in table <c>days</c>: JSON rows, a partition for each book of days, so that a year of one is read in one transaction.</summary>
public sealed class DayTable(CityStorage storage)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "days";

    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));

    /// <summary>Writes a day, or writes it again.</summary>
    /// <param name="json">At most 32,000 characters.</param>
    public Task Keep(string book, DateOnly day, string json, CancellationToken stop) =>
        table.Value.UpsertEntityAsync(new TableEntity(book, Name(day)) { ["Json"] = json }, TableUpdateMode.Replace, stop);

    /// <summary>One day; null where nothing is kept of it.</summary>
    public async Task<string?> On(string book, DateOnly day, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(book, Name(day), cancellationToken: stop);
        return row.HasValue ? row.Value!.GetString("Json") : null;
    }

    /// <summary>The days from one to another (both included), oldest first; a transaction for each thousand.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, string Json)>> Between(string book, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var days = new List<(DateOnly, string)>();
        var filter = $"PartitionKey eq '{book}' and RowKey ge '{Name(from)}' and RowKey le '{Name(to)}'";
        await foreach (var row in table.Value.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            days.Add((DateOnly.ParseExact(row.RowKey, "O", CultureInfo.InvariantCulture), row.GetString("Json")));
        return days;
    }

    static string Name(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
