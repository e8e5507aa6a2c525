using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Common.Referentiels;

/// <summary>
/// The city's reference data. Read whole and kept for a minute at most; what a signature depends on is read fresh.
/// </summary>
public sealed class ReferentielStore(ReferenceTable table, TimeProvider clock)
{
    static readonly TimeSpan keptFor = TimeSpan.FromSeconds(60);
    Kept? kept;

    public async Task<IReadOnlyList<Arrondissement>> Arrondissements(CancellationToken stop) => (await Read(stop)).Arrondissements;

    public async Task<IReadOnlyList<Bureau>> Bureaus(CancellationToken stop) => (await Read(stop)).Bureaus;

    public async Task<IReadOnlyList<Officer>> Officers(CancellationToken stop) => (await Read(stop)).Officers;

    public async Task<IReadOnlyList<Tariff>> Tariffs(CancellationToken stop) => (await Read(stop)).Tariffs;

    public async Task<Bureau?> Bureau(string id, CancellationToken stop) => (await Bureaus(stop)).FirstOrDefault(bureau => bureau.Id == id);

    public async Task<Officer?> Officer(string id, CancellationToken stop) => (await Officers(stop)).FirstOrDefault(officer => officer.Id == id);

    /// <summary>The delegation by which an officer may sign in a bureau on that day, read at this moment; null where there is none.</summary>
    public async Task<Delegation?> DelegationOf(string officer, string bureau, DateOnly day, CancellationToken stop) =>
        (await Partition("delegations", ReferentielJson.Default.IReadOnlyListDelegation, stop, officer + "|"))
            .FirstOrDefault(act => act.Officer == officer && act.Bureau == bureau && act.Holds(day));

    /// <summary>Writes the seeds that are not there yet; what the city has changed is left alone. Answers how many.</summary>
    public async Task<int> Seed(CancellationToken stop)
    {
        var written = 0;
        foreach (var kind in (string[])["arrondissements", "bureaus", "officers", "delegations", "tariffs"])
        {
            await using var seed = typeof(ReferentielStore).Assembly.GetManifestResourceStream($"seeds/{kind}.json")!;
            using var rows = await JsonDocument.ParseAsync(seed, cancellationToken: stop);
            foreach (var row in rows.RootElement.EnumerateArray())
            {
                // A delegation is looked for by its officer, so the officer leads its key.
                var key = (kind == "delegations" ? row.GetProperty("officer").GetString() + "|" : "") + row.GetProperty("id").GetString();
                if (await table.Add(kind, key, row.GetRawText(), stop)) written++;
            }
        }
        return written;
    }

    async Task<Kept> Read(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (kept is { } known && now - known.At < keptFor) return known;
        var arrondissements = Partition("arrondissements", ReferentielJson.Default.IReadOnlyListArrondissement, stop);
        var bureaus = Partition("bureaus", ReferentielJson.Default.IReadOnlyListBureau, stop);
        var officers = Partition("officers", ReferentielJson.Default.IReadOnlyListOfficer, stop);
        var tariffs = Partition("tariffs", ReferentielJson.Default.IReadOnlyListTariff, stop);
        return kept = new(now, await arrondissements, await bureaus, await officers, await tariffs);
    }

    async Task<IReadOnlyList<T>> Partition<T>(
        string kind, JsonTypeInfo<IReadOnlyList<T>> json, CancellationToken stop, string prefix = "") =>
        JsonSerializer.Deserialize(await table.Read(kind, stop, prefix), json)!;

    sealed record Kept(
        DateTimeOffset At, IReadOnlyList<Arrondissement> Arrondissements, IReadOnlyList<Bureau> Bureaus,
        IReadOnlyList<Officer> Officers, IReadOnlyList<Tariff> Tariffs);
}
