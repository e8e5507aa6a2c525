using System.Globalization;
using System.Text.Json;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Tickets.Where;

/// <summary>One import of the city's boundaries. Versions stay, and are never changed.</summary>
/// <param name="Id">Row of it.</param>
/// <param name="Version">From 1.</param>
/// <param name="Sha256">Of its file, lower-case hex.</param>
/// <param name="Attribution">Whom every map must name that shows them.</param>
/// <param name="Licence">As the file names it; null where it does not.</param>
/// <param name="Areas">How many arrondissements it shows.</param>
/// <param name="Mechouar">Whether it shows the Méchouar.</param>
public sealed record BoundaryVersion(
    string Id, int Version, string Sha256, string Attribution, string? Licence, int Areas, bool Mechouar, DateTimeOffset ImportedAt);

/// <summary>
/// The boundaries of the arrondissements: imported, in versions; read once for each and kept. A new version is seen within a minute.
/// </summary>
public sealed class Boundaries(ReferenceTable table, LayerFiles files, ReferentielStore referentiels, TimeProvider clock) : IDisposable
{
    const string Kind = "boundaries";

    static readonly TimeSpan lookedAtFor = TimeSpan.FromSeconds(60);

    readonly SemaphoreSlim loading = new(1);
    Known? known;

    /// <summary>Where a point lies; by the nearest middle of an arrondissement, and marked so, while no boundaries were imported.</summary>
    /// <param name="lat">WGS84, degrees.</param>
    /// <param name="long">WGS84, degrees.</param>
    public async Task<Whereabouts> Find(double lat, double @long, CancellationToken stop) =>
        (await Now(stop)).Loaded?.Layer.Find(lat, @long) ?? Centres.Find(lat, @long);

    /// <summary>The versions, oldest first.</summary>
    public async Task<IReadOnlyList<BoundaryVersion>> Versions(CancellationToken stop) => JsonSerializer.Deserialize(await table.Read(Kind, stop), WhereJson.Default.IReadOnlyListBoundaryVersion)!;

    /// <summary>The version that holds, and its map; version 0, of the middles alone, while there is none.</summary>
    public async Task<(int Version, byte[] GeoJson)> Map(CancellationToken stop) => Shown((await Now(stop)).Loaded);

    /// <summary>The map of one version; null where there is none such.</summary>
    public async Task<byte[]?> Map(int version, CancellationToken stop)
    {
        if ((await Now(stop)).Loaded is { } current && current.Version.Version == version) return current.Map.Value;
        if (version == 0) return BoundaryMap.OfCentres();
        return (await Versions(stop)).FirstOrDefault(one => one.Version == version) is { } its ? (await Load(its, stop)).Map.Value : null;
    }

    /// <summary>Imports a file as the next version, or answers the last one where that holds the same.</summary>
    /// <param name="attribution">Whom to name, where the file does not say it.</param>
    /// <exception cref="InvalidDataException">The file does not show the city's arrondissements; the message says what is wrong with it.</exception>
    public async Task<BoundaryVersion> Import(ReadOnlyMemory<byte> file, string? attribution, CancellationToken stop)
    {
        var read = BoundaryFile.Read(file.Span);
        var named = attribution ?? read.Attribution ?? throw new InvalidDataException("It does not say whom a map must name: give the attribution.");
        var layer = BoundaryLayer.Of(read, await referentiels.Arrondissements(stop));
        var sha256 = await files.Save(Kind, file, stop);
        while (true)
        {
            var last = await Last(stop);
            if (last is not null && last.Sha256 == sha256 && last.Attribution == named) return last;
            var number = (last?.Version ?? 0) + 1;
            var next = new BoundaryVersion(
                number.ToString("D6", CultureInfo.InvariantCulture), number, sha256, named, read.Licence, layer.Areas.Count, layer.Mechouar is not null, clock.GetUtcNow());
            // Of two at once the second looks again.
            if (!await table.Add(Kind, next.Id, JsonSerializer.Serialize(next, WhereJson.Default.BoundaryVersion), stop)) continue;
            known = null;
            return next;
        }
    }

    public void Dispose() => loading.Dispose();

    async Task<BoundaryVersion?> Last(CancellationToken stop) => await Versions(stop) is [.., var last] ? last : null;

    static (int, byte[]) Shown(LoadedLayer? its) => its is null ? (0, BoundaryMap.OfCentres()) : (its.Version.Version, its.Map.Value);

    async Task<Known> Now(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (known is { } seen && now - seen.At < lookedAtFor) return seen;
        // One reads, the others wait: a layer costs more than a look at what it is.
        await loading.WaitAsync(stop);
        try
        {
            if (known is { } other && now - other.At < lookedAtFor) return other;
            var last = await Last(stop);
            var kept = known?.Loaded;
            return known = new(now, last is null ? null : kept?.Version == last ? kept : await Load(last, stop));
        }
        finally
        {
            loading.Release();
        }
    }

    async Task<LoadedLayer> Load(BoundaryVersion version, CancellationToken stop)
    {
        var file = BoundaryFile.Read((await files.Read(Kind, version.Sha256, stop)).ToMemory().Span);
        var layer = BoundaryLayer.Of(file, await referentiels.Arrondissements(stop));
        return new(version, layer, new(() => BoundaryMap.Of(layer, version)));
    }

    sealed record Known(DateTimeOffset At, LoadedLayer? Loaded);

    sealed record LoadedLayer(BoundaryVersion Version, BoundaryLayer Layer, Lazy<byte[]> Map);
}
