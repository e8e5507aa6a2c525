#pragma warning disable RS0030, CA5394 // Seeded points are what is wanted here: they guard nothing, and a difference must be found again.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Casa;
using CasaServerless.Common.Referentiels;
using CasaServerless.Services.Tickets.Where;
using CasaServerless.Tests.Given;
using NetTopologySuite.Geometries;

namespace CasaServerless.Bench;

/// <summary>In which arrondissement a point lies: our index and prepared areas, beside asking each area in turn through the same library.</summary>
static class BoundariesBench
{
    const int Points = 100_000, Peers = 5_000;

    public static Task<Table> Run()
    {
        var path = Path.Combine(Root.Shared, "data", "arrondissements", "casablanca-arrondissements-osm.geojson");
        if (!File.Exists(path)) throw new Failure($"{path} is absent: CASA_SHARED names the folder of open data.");
        using var seed = typeof(ReferentielStore).Assembly.GetManifestResourceStream("seeds/arrondissements.json")!;
        var bytes = File.ReadAllBytes(path);
        var reading = Stopwatch.GetTimestamp();
        var layer = BoundaryLayer.Of(BoundaryFile.Read(bytes), JsonSerializer.Deserialize(seed, ReferentielJson.Default.IReadOnlyListArrondissement)!);
        var read = Stopwatch.GetElapsedTime(reading);

        var random = new Random(2026);
        var at = Enumerable.Range(0, Points).Select(_ => (Lat: 33.48 + random.NextDouble() * 0.18, Long: -7.77 + random.NextDouble() * 0.32)).ToArray();
        var table = new Table("Boundaries", string.Create(CultureInfo.InvariantCulture,
            $"One lookup among the city's 16 arrondissements, {Points:N0} random points in and around it; processor time and allocations. The layer is read, checked and indexed once, in {read.TotalMilliseconds:F0} ms."),
            ["lookup", "CPU, µs", "allocated, bytes"]);
        string? Ours((double Lat, double Long) point) => layer.Find(point.Lat, point.Long).Arrondissement;
        string? Peer((double Lat, double Long) point)
        {
            var its = new Point(point.Long, point.Lat);
            foreach (var (arrondissement, area) in layer.Areas)
            {
                if (area.Contains(its)) return arrondissement;
            }
            return null;
        }
        foreach (var point in at.Take(Peers))
        {
            if (Ours(point) != Peer(point)) throw new Failure($"They differ at {point}.");
        }
        var (ours, ourBytes) = Measure(at, Ours);
        var (peer, peerBytes) = Measure(at[..Peers], Peer);
        table.Add("index and prepared areas", ours, ourBytes);
        table.Add("each area in turn (NetTopologySuite's Contains)", peer, peerBytes);
        table.Add("ratio", ours / peer, ourBytes / peerBytes);
        table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"a lookup costs at most a fifth of asking each area in turn: {ours / peer:F3}"), ours / peer <= 0.2));
        return Task.FromResult(table);
    }

    static (double Microseconds, double Bytes) Measure((double Lat, double Long)[] points, Func<(double, double), string?> find)
    {
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        foreach (var point in points) _ = find(point);
        return ((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / points.Length,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)points.Length);
    }
}
