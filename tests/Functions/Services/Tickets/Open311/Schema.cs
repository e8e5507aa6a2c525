using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Schema;
using CasaServerless.Tests.Given;
using Json.Schema;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>The shapes of GeoReport v2, in XML and in JSON: the schemas of this folder, which were written from the specification.</summary>
static class Schema
{
    static readonly string folder = Path.Combine(Root.Path, "tests", "Functions", "Services", "Tickets", "Open311", "Schemas");

    /// <summary>Names of shapes, as the JSON schema defines them; the XML of most is in one schema.</summary>
    public const string Discovery = "discovery", Services = "services", Definition = "service_definition", Created = "created", Token = "token",
        Requests = "requests", Errors = "errors";

    /// <summary>What is wrong with an answer; empty for nothing.</summary>
    public static IReadOnlyList<string> Faults(string shape, string format, string body) => format == "xml" ? OfXml(shape, body) : OfJson(shape, body);

    static List<string> OfXml(string shape, string body)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, DtdProcessing = DtdProcessing.Prohibit };
        settings.Schemas.XmlResolver = new XmlUrlResolver();
        settings.Schemas.Add(null, Path.Combine(folder, $"{(shape is Created or Token or Requests ? shape : "georeport-v2")}.xsd"));
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints;
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(body)), settings);
        reader.MoveToContent();
        var root = shape is Created or Token or Requests ? "service_requests" : shape;
        if (reader.Name != root) faults.Add($"The root is {reader.Name}, not {root}.");
        while (reader.Read())
        {
        }
        return faults;
    }

    static List<string> OfJson(string shape, string body)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "georeport-v2.schema.json")))!.AsObject();
        schema["$ref"] = $"#/$defs/{shape}";
        var results = JsonSchema.FromText(schema.ToJsonString()).Evaluate(
            System.Text.Json.JsonElement.Parse(body), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid ? [] :
        [
            .. (results.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")),
            "The JSON is not valid.",
        ];
    }
}
