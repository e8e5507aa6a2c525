using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Places;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;

namespace CasaServerless.Tests.Given;

/// <summary>Compares the places that are taken, as storage has them, with the appointments that cases have.</summary>
static class PlaceAudit
{
    /// <summary>Places that nobody has and appointments without a place, a sentence each; and how many places are held.</summary>
    /// <param name="places">In each slot, at the most.</param>
    public static async Task<(IReadOnlyList<string> Faults, int Held)> Of(
        CityStorage storage, IEnumerable<Case<LegalisationCase>> cases, int places = 3)
    {
        var (faults, counts, held) = (new List<string>(), new Dictionary<string, int>(), new Dictionary<string, string>());
        await foreach (var row in storage.Table(PlaceBook.TableName).QueryAsync<TableEntity>())
        {
            if (row.RowKey[0] == 'S') counts[$"{row.PartitionKey}@{row.RowKey[1..]}"] = row.GetInt32("Taken")!.Value;
            else if (row.GetString("Fate") == "held") held[row.RowKey[1..]] = $"{row.PartitionKey}@{row.GetString("Slot")}";
        }
        foreach (var (slot, count) in counts)
        {
            var keys = held.Values.Count(where => where == slot);
            if (count != keys) faults.Add($"{slot}: {count} taken, {keys} held");
            if (count > places) faults.Add($"{slot}: {count} taken of {places}");
        }
        var booked = new HashSet<string>();
        foreach (var its in cases)
        {
            if (its.State.Visit?.Asked is { } asked) faults.Add($"{its.Reference}: {asked.Slot} asked for, and nothing became of it");
            if (its.State.Visit?.Booked is not { } appointment) continue;
            booked.Add(appointment.Key);
            if (held.GetValueOrDefault(appointment.Key) != appointment.Slot) faults.Add($"{its.Reference}: no place in {appointment.Slot}");
        }
        faults.AddRange(held.Where(pair => !booked.Contains(pair.Key)).Select(pair => $"{pair.Value}: a place that leaked"));
        return (faults, held.Count);
    }
}
