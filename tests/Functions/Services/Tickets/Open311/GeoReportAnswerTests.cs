using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CasaServerless.Services.Tickets.Open311;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

public sealed class GeoReportAnswerTests
{
    static readonly Action<GeoReportWriter> whole = writer =>
    {
        writer.Text("code", "lampe & <b>");
        writer.Text("nothing", null);
        writer.Number("lat", 33.5883456789);
        writer.Number("long", null);
        writer.Truth("required", true);
        writer.Time("at", new DateTimeOffset(2026, 11, 29, 16, 40, 0, TimeSpan.Zero));
        writer.BeginList("values");
        writer.BeginItem("value");
        writer.Text("key", "1");
        writer.Text("name", "إنارة");
        writer.EndItem();
        writer.EndList();
        writer.BeginList("formats");
        writer.Item("format", "text/xml");
        writer.EndList();
        writer.BeginList("attributes");
        writer.EndList();
    };

    [Fact]
    public async Task Both_formats_say_the_same()
    {
        var xml = await Written(Format.Xml, writer => { writer.Begin("record"); whole(writer); writer.End(); });
        var json = await Written(Format.Json, writer => { writer.Begin("record"); whole(writer); writer.End(); });
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", xml, StringComparison.Ordinal);
        Assert.Equal("""{"code":"lampe & <b>","nothing":null,"lat":33.5883456789,"long":null,"required":true,"at":"2026-11-29T16:40:00+00:00","values":[{"key":"1","name":"إنارة"}],"formats":["text/xml"],"attributes":[]}""", json);
        Assert.Equal(Spark.AsText(JsonNode.Parse(json))!.ToJsonString(), Spark.Convert(XDocument.Parse(xml).Root!)!.ToJsonString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_list_at_the_root_has_no_name_in_JSON(int items)
    {
        void Write(GeoReportWriter writer)
        {
            writer.BeginList("services");
            for (var item = 0; item < items; item++)
            {
                writer.BeginItem("service");
                whole(writer);
                writer.EndItem();
            }
            writer.EndList();
        }

        var json = JsonNode.Parse(await Written(Format.Json, Write))!.AsArray();
        var xml = XDocument.Parse(await Written(Format.Xml, Write)).Root!;
        Assert.Equal(items, json.Count);
        Assert.Equal("services", xml.Name.LocalName);
        Assert.Equal(Spark.AsText(json)!.ToJsonString(), Spark.Convert(xml)!.ToJsonString());
    }

    [Fact]
    public async Task What_XML_cannot_say_does_not_end_it()
    {
        var xml = await Written(Format.Xml, writer => { writer.Begin("r"); writer.Text("t", "a\u0001b\uD800c\uDFFF\U0001F6B0é"); writer.End(); });
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFD\U0001F6B0é", XDocument.Parse(xml).Root!.Value);
    }

    [Theory]
    [InlineData("2010-01-01T00:00:00Z", "2010-01-01T00:00:00Z")]
    [InlineData("2010-01-01T00:00Z", "2010-01-01T00:00:00Z")]
    [InlineData("1994-11-05T08:15:30-05:00", "1994-11-05T13:15:30Z")]
    [InlineData("2026-06-01T08:15:30.5 01:00", "2026-06-01T07:15:30.5Z")]
    [InlineData("2010-01-01T00:00:00", null)]
    [InlineData("2010-01-01", null)]
    [InlineData("2010-01-01T24:61:00Z", null)]
    [InlineData("yesterday", null)]
    [InlineData("Z", null)]
    public void An_instant_names_its_zone(string said, string? means) =>
        Assert.Equal(means is null ? null : DateTimeOffset.Parse(means, System.Globalization.CultureInfo.InvariantCulture), W3Time.Read(said));

    static async Task<string> Written(Format format, Action<GeoReportWriter> write)
    {
        var body = new MemoryStream();
        using GeoReportWriter writer = format == Format.Xml ? new XmlFormat(body) : new JsonFormat(PipeWriter.Create(body));
        write(writer);
        await writer.Flush(default);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
