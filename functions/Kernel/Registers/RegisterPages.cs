using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Kernel.Registers;

/// <summary>A register read whole: its links in the chain's order, and what is wrong with it.</summary>
/// <param name="Links">In the order of the chain.</param>
/// <param name="Faults">Where the chain or the numbering breaks; empty for a sound register.</param>
/// <param name="Last">The last number, as the head says.</param>
/// <param name="Hash">The head's hash, to be compared with what was published.</param>
public sealed record RegisterPages(IReadOnlyList<RegisterLink> Links, IReadOnlyList<string> Faults, int Last, string Hash)
{
    internal static RegisterPages From(string book, IReadOnlyList<TableEntity> rows)
    {
        var faults = new List<string>();
        var links = new List<RegisterLink>();
        var hash = Chain.Start;
        var taken = 0;
        foreach (var row in rows.Where(row => row.RowKey[0] is 'N' or 'O').OrderBy(row => row.GetInt32("Position")))
        {
            var number = int.Parse(row.RowKey.AsSpan(1), CultureInfo.InvariantCulture);
            var (position, at) = (row.GetInt32("Position") ?? 0, row.GetString("At") ?? "");
            var (key, facts) = (row.GetString("Key") ?? "", row.GetString("Facts") ?? "");
            if (position != links.Count + 1) faults.Add($"{row.RowKey}: position {position}, expected {links.Count + 1}");
            hash = Register.HashOf(hash, book, position, row.RowKey, at, key, facts);
            if (row.GetString("Hash") != hash) faults.Add($"{row.RowKey}: its hash does not follow from what stands before it");
            // The chain goes on from what the row says, so that one fault is told once.
            hash = row.GetString("Hash") ?? "";
            if (Read(row.RowKey[0], number, position, at, key, facts, hash) is { } link) links.Add(link);
            else faults.Add($"{row.RowKey}: unreadable");
            if (row.RowKey[0] == 'N' && number != ++taken) faults.Add($"{row.RowKey}: expected number {taken}");
            if (row.RowKey[0] == 'O' && number > taken) faults.Add($"{row.RowKey}: the number was not taken before");
        }
        var head = rows.FirstOrDefault(row => row.RowKey == "H");
        var (last, length, headHash) = (head?.GetInt32("Last") ?? 0, head?.GetInt32("Length") ?? 0, head?.GetString("Hash") ?? Chain.Start);
        if (head is null && links.Count > 0) faults.Add("H: the head is missing");
        if (length != links.Count) faults.Add($"H: {length} links announced, {links.Count} found");
        if (last != taken) faults.Add($"H: last number {last} announced, {taken} found");
        if (headHash != hash) faults.Add("H: its hash is not that of the last link");
        Keys(rows, links, faults);
        return new(links, faults, last, headHash);
    }

    static void Keys(IReadOnlyList<TableEntity> rows, List<RegisterLink> links, List<string> faults)
    {
        var numbers = links.Where(link => link.Key is not null).GroupBy(link => link.Key!)
            .ToDictionary(group => group.Key, group => group.Select(link => link.Number).ToList());
        foreach (var (key, taken) in numbers.Where(pair => pair.Value.Count > 1))
        {
            faults.Add($"act {key}: {taken.Count} numbers");
        }
        foreach (var row in rows.Where(row => row.RowKey[0] == 'K' && row.GetInt32("Number") is not null))
        {
            if (!numbers.TryGetValue(row.RowKey[1..], out var taken) || taken[0] != row.GetInt32("Number")) faults.Add($"{row.RowKey}: not the number's");
        }
    }

    static RegisterLink? Read(char letter, int number, int position, string at, string key, string facts, string hash)
    {
        try
        {
            var when = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
            return letter == 'N'
                ? new(position, number, when, key, facts, null, hash)
                : new(position, number, when, null, null, JsonSerializer.Deserialize(facts, RegisterJson.Default.RegisterOutcome), hash);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException)
        {
            return null;
        }
    }
}
