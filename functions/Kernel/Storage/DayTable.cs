using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Kernel.Storage;

/// <summary>What is kept of each day, in table <c>days</c>: JSON rows or counts, a partition for each book of days, so that a year of one is read in one transaction.</summary>
public sealed class DayTable(CityStorage storage)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "days";

    const int MostRaces = 200, LongestColumn = 32_000;

    /// <summary>A row of a list may be late by as long as its insurance takes, so that a day is counted again on the nights that follow.</summary>
    const int Nights = 3;

    /// <summary>After so many days without a count the gap stays, and is told.</summary>
    const int LongestGap = 31;

    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));

    /// <summary>Writes a day, or writes it again.</summary>
    /// <param name="json">At most 480,000 characters: a row is of limited length, and so is each of its columns.</param>
    public Task Keep(string book, DateOnly day, string json, CancellationToken stop)
    {
        var row = new TableEntity(book, Name(day)) { ["Json"] = json[..Math.Min(json.Length, LongestColumn)] };
        for (var at = LongestColumn; at < json.Length; at += LongestColumn)
            row[$"Json{at / LongestColumn}"] = json[at..Math.Min(json.Length, at + LongestColumn)];
        return table.Value.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
    }

    /// <summary>One day; null where nothing is kept of it.</summary>
    public async Task<string?> On(string book, DateOnly day, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(book, Name(day), cancellationToken: stop);
        return row.HasValue ? Whole(row.Value!) : null;
    }

    /// <summary>The days from one to another (both included), oldest first; a transaction for each thousand.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, string Json)>> Between(string book, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var days = new List<(DateOnly, string)>();
        var filter = $"PartitionKey eq '{book}' and RowKey ge '{Name(from)}' and RowKey le '{Name(to)}'";
        await foreach (var row in table.Value.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            days.Add((DateOnly.ParseExact(row.RowKey, "O", CultureInfo.InvariantCulture), Whole(row)!));
        return days;
    }

    /// <summary>
    /// Counts the days that are over and writes what is new: the last nights' once more, and those that a long outage left out. Repeatable: it
    /// may die anywhere, and two of it at once write the same. Answers how many days were written.
    /// </summary>
    /// <param name="count">Counts a day, given what is kept of it (null where nothing is).</param>
    /// <param name="again">How many nights are counted once more: as long as what happens later may change a day.</param>
    public async Task<int> Close(
        string book, DateOnly yesterday, Func<DateOnly, string?, Task<string>> count, CancellationToken stop, int again = Nights)
    {
        var (longestAgo, written) = (yesterday.AddDays(1 - Math.Max(LongestGap, again)), 0);
        var kept = (await Between(book, longestAgo, yesterday, stop)).ToDictionary(row => row.Day, row => row.Json);
        var first = kept.Count == 0 ? yesterday : kept.Keys.Min();
        for (var day = longestAgo; day <= yesterday; day = day.AddDays(1))
        {
            var before = kept.GetValueOrDefault(day);
            if (day <= yesterday.AddDays(-Nights) && (day < first || (before is not null && day <= yesterday.AddDays(-again)))) continue;
            var json = await count(day, before);
            if (json == before) continue;
            await Keep(book, day, json, stop);
            written++;
        }
        return written;
    }

    /// <summary>
    /// Counts one more on a day; false, and no change, where there are <paramref name="most"/> already. Two transactions, and more only where
    /// others count at the same moment.
    /// </summary>
    /// <exception cref="Refusal"><c>CASE-001</c>: so many at once that it never came to that.</exception>
    public async Task<bool> Count(string book, DateOnly day, int most, CancellationToken stop)
    {
        for (var race = 1; race <= MostRaces; race++)
        {
            var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(book, Name(day), cancellationToken: stop);
            var count = row.HasValue ? row.Value!.GetInt32("Count") ?? 0 : 0;
            if (count >= most) return false;
            var next = new TableEntity(book, Name(day)) { ["Count"] = count + 1 };
            try
            {
                if (row.HasValue) await table.Value.UpdateEntityAsync(next, row.Value!.ETag, TableUpdateMode.Replace, stop);
                else await table.Value.AddEntityAsync(next, stop);
                return true;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
            {
                await Task.Delay(RandomNumberGenerator.GetInt32(5, 20 + 5 * Math.Min(race, 20)), stop);
            }
        }
        throw CaseRefusals.Busy();
    }

    static string? Whole(TableEntity row)
    {
        var json = row.GetString("Json");
        for (var part = 1; row.TryGetValue($"Json{part}", out var more); part++) json += more;
        return json;
    }

    static string Name(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
