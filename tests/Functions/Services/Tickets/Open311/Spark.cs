using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>
/// The Spark convention, by which the specification derives JSON from XML: an element whose children all have one name is a list of them,
/// whatever their number; an empty element is null. Values stay text, on both sides, so that the two can be compared.
/// </summary>
static class Spark
{
    // What the specification marks with ⇊: a list even where it is empty or has a single item.
    static readonly HashSet<string> lists = ["services", "attributes", "values", "service_requests", "errors", "endpoints", "formats"];

    public static JsonNode? Convert(XElement element) => lists.Contains(element.Name.LocalName)
        ? new JsonArray([.. element.Elements().Select(Convert)])
        : element.HasElements ? new JsonObject(element.Elements().Select(child => KeyValuePair.Create(child.Name.LocalName, Convert(child))))
        : element.Value.Length == 0 ? null : JsonValue.Create(element.Value);

    /// <summary>The same JSON with every number and truth as text.</summary>
    public static JsonNode? AsText(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(AsText)]),
        JsonObject record => new JsonObject(record.Select(field => KeyValuePair.Create(field.Key, AsText(field.Value)))),
        JsonValue value => JsonValue.Create(value.ToString()),
        _ => null,
    };
}
