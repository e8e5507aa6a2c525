#pragma warning disable RS0030, CA5394 // Seeded points are what is wanted here: they guard nothing, and a difference must be found again.
using System.Globalization;
using System.Text;
using CasaServerless.Kernel;
using CasaServerless.Services.Tickets.Where;
using CasaServerless.Tests.Functions.Kernel.Sealing;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Services.Tickets.Where;

public sealed class BoundaryLayerTests
{
    [Fact]
    public void Ten_thousand_points_lie_where_GDAL_says()
    {
        const int points = 10_000;
        var layer = SharedBoundaries.Layer();
        // Whatever the seed is, it is told: a difference must be found again.
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var at = Enumerable.Range(0, points).Select(_ => (Lat: 33.48 + random.NextDouble() * 0.18, Long: -7.77 + random.NextDouble() * 0.32)).ToArray();
        using var folder = new Folder();
        var csv = new StringBuilder("id,x,y\n");
        for (var id = 0; id < points; id++) csv.Append(CultureInfo.InvariantCulture, $"{id},{at[id].Long:R},{at[id].Lat:R}\n");
        folder.Write("points.csv", Encoding.UTF8.GetBytes(csv.ToString()));
        var source = folder.Write("points.vrt", Encoding.UTF8.GetBytes($"""
            <OGRVRTDataSource><OGRVRTLayer name="points"><SrcDataSource relativeToVRT="1">points.csv</SrcDataSource><GeometryType>wkbPoint</GeometryType>
            <LayerSRS>EPSG:4326</LayerSRS><GeometryField encoding="PointFromColumns" x="x" y="y"/></OGRVRTLayer></OGRVRTDataSource>
            """));

        var theirs = new string?[points];
        foreach (var id in Seeds.Arrondissements.Select(one => one.Id))
        {
            var result = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, $"{id}.csv");
            Tool.Must("ogr2ogr", "-f", "CSV", result, source, "-clipsrc", SharedBoundaries.Path, "-clipsrcwhere", $"neighborhoodCanonicalId = '{id}'");
            foreach (var line in File.ReadLines(result).Skip(1))
            {
                var point = int.Parse(line.Split(',')[0].Trim('"'), CultureInfo.InvariantCulture);
                Assert.Null(theirs[point]);
                theirs[point] = id;
            }
        }

        var differences = Enumerable.Range(0, points).Where(id => layer.Find(at[id].Lat, at[id].Long).Arrondissement != theirs[id]).ToList();
        Assert.True(differences.Count == 0, $"seed {seed}: {string.Join("; ", differences.Take(5).Select(id => $"{at[id]} {theirs[id]}"))}");
        // Some of everything, or nothing was compared.
        Assert.Equal(Seeds.Arrondissements.Count, theirs.OfType<string>().Distinct().Count());
        Assert.Contains(null, theirs);
    }

    [Theory]
    [InlineData(33.6084, -7.6326, "sidi-belyout")] // the Hassan II mosque
    [InlineData(33.5731, -7.5898, "mers-sultan")]
    [InlineData(33.5447, -7.6713, "hay-hassani")]
    [InlineData(33.6215, -7.5036, "sidi-bernoussi")]
    public void Known_places_lie_where_people_know_them(double lat, double @long, string arrondissement)
    {
        var found = SharedBoundaries.Layer().Find(lat, @long);
        Assert.Equal(new(arrondissement, false, false, false), found);
    }

    [Fact]
    public void The_hole_in_Mers_Sultan_is_the_Mechouar_and_the_sea_is_outside()
    {
        var layer = SharedBoundaries.Layer();
        Assert.Equal(16, layer.Areas.Count);
        var palace = layer.Mechouar!.InteriorPoint;
        Assert.Equal(new(null, false, false, Mechouar: true), layer.Find(palace.Y, palace.X));
        Assert.Equal(new(null, false, Outside: true, false), layer.Find(33.65, -7.70));
        Assert.Equal(new(null, false, Outside: true, false), layer.Find(34.02, -6.83));
    }

    [Fact]
    public void Without_boundaries_the_nearest_middle_is_told_and_said_to_be_near()
    {
        Assert.Equal(16, Centres.All.Select(one => one.Arrondissement).Intersect(Seeds.Arrondissements.Select(one => one.Id)).Count());
        foreach (var (arrondissement, lat, @long) in Centres.All) Assert.Equal(new(arrondissement, Approximate: true, false, false), Centres.Find(lat, @long));
        Assert.True(Centres.Find(34.02, -6.83).Outside);
    }

    [Fact]
    public void Where_no_arrondissement_is_cut_off_by_the_middles()
    {
        var layer = SharedBoundaries.Layer();
        foreach (var (_, area) in layer.Areas)
            Assert.All(area.Coordinates, point => Assert.False(Centres.Find(point.Y, point.X).Outside));
    }

    [Fact]
    public void A_common_edge_belongs_to_the_first_of_two_and_an_island_to_its_own()
    {
        var layer = Of(SharedBoundaries.Squares((id, at) => id != "anfa" ? null
            : """{"type":"MultiPolygon","coordinates":[[[[-7.8,33.5],[-7.79,33.5],[-7.79,33.51],[-7.8,33.51],[-7.8,33.5]]],[[[-7.9,33.5],[-7.89,33.5],[-7.89,33.51],[-7.9,33.51],[-7.9,33.5]]]]}"""));
        Assert.Equal("anfa", layer.Find(33.505, -7.895).Arrondissement);
        Assert.True(layer.Find(33.505, -7.85).Outside);
        // anfa and maarif share this edge.
        Assert.Equal("anfa", layer.Find(33.505, -7.79).Arrondissement);
    }

    [Fact]
    public void The_Mechouar_may_be_drawn_or_left_out()
    {
        const string hole = ",[[-7.798,33.502],[-7.794,33.502],[-7.794,33.506],[-7.798,33.506],[-7.798,33.502]]";
        Assert.True(Of(SharedBoundaries.Squares((id, _) => id == "anfa" ? SharedBoundaries.Square(-7.8, hole) : null)).Find(33.504, -7.796).Mechouar);
        var drawn = SharedBoundaries.Squares(extra: $$""",{"type":"Feature","geometry":{{SharedBoundaries.Square(-7.5)}},"properties":{"name":"Méchouar de Casablanca"} }""");
        Assert.True(Of(drawn).Find(33.505, -7.495).Mechouar);
        Assert.Null(Of(SharedBoundaries.Squares()).Mechouar);
    }

    [Fact]
    public void A_file_that_does_not_show_the_city_is_refused_with_the_reason()
    {
        Refused("It is no GeoJSON", "{}", "[1]", "nothing", """{"type":"FeatureCollection","features":[{"type":"Feature"}]}""",
            """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:26191"} },"features":[]}""",
            SharedBoundaries.Squares((id, _) => id == "anfa" ? """{"type":"Point","coordinates":[-7.6,33.5]}""" : null),
            SharedBoundaries.Squares((id, _) => id == "anfa" ? """{"type":"Polygon","coordinates":[[[300000,200000],[300001,200000],[300000,200001],[300000,200000]]]}""" : null),
            SharedBoundaries.Squares((id, _) => id == "anfa" ? """{"type":"Polygon","coordinates":[[[-7.8,33.5],[-7.79,33.5],[-7.79,33.51]]]}""" : null),
            SharedBoundaries.Squares()[..200]);
        Refused("missing: ", """{"type":"FeatureCollection","features":[]}""");
        Refused("crosses itself", SharedBoundaries.Squares((id, _) => id == "anfa" ? """{"type":"Polygon","coordinates":[[[-7.8,33.5],[-7.79,33.51],[-7.79,33.5],[-7.8,33.51],[-7.8,33.5]]]}""" : null));
        Refused("overlap", SharedBoundaries.Squares((id, _) => id == "anfa" ? SharedBoundaries.Square(-7.788) : null));
        Refused("none of the city's", SharedBoundaries.Squares().Replace("Sbata", "Rabat", StringComparison.Ordinal));
        Refused("twice", SharedBoundaries.Squares().Replace("Sbata", "Anfa", StringComparison.Ordinal));
    }

    [Fact]
    public void An_arrondissement_is_known_by_code_name_or_alias_in_either_language()
    {
        foreach (var one in Seeds.Arrondissements)
        {
            foreach (var name in (string[])[one.Id, one.HcpCode, one.Name.Fr, one.Name.Ar, .. one.Aliases])
            {
                var file = SharedBoundaries.Squares().Replace(System.Text.Json.Nodes.JsonValue.Create(one.Name.Fr).ToJsonString(),
                    System.Text.Json.Nodes.JsonValue.Create(name).ToJsonString(), StringComparison.Ordinal);
                Assert.Contains(Of(file).Areas, area => area.Arrondissement == one.Id);
            }
        }
    }

    static BoundaryLayer Of(string json) => BoundaryLayer.Of(BoundaryFile.Read(Encoding.UTF8.GetBytes(json)), Seeds.Arrondissements);

    static void Refused(string reason, params string[] files) => Assert.All(files, file => Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Of(file)).Message));
}
