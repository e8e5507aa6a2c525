using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>
/// A client of GeoReport v2 that was written from the specification and knows nothing else of the city. Every answer is held against the schema
/// of its shape, and every refusal against that of an error list, before anybody looks at it.
/// </summary>
/// <param name="endpoint">The address of the endpoint, as the service discovery names it, relative or not.</param>
/// <param name="format"><c>xml</c> or <c>json</c>.</param>
sealed class GeoReportClient(HttpClient http, string endpoint, string format)
{
    public Task<Reply> Discovery() => Get(Schema.Discovery, "discovery");

    public Task<Reply> Services(string query = "") => Get(Schema.Services, "services", query);

    public Task<Reply> Definition(string code, string query = "") => Get(Schema.Definition, $"services/{Uri.EscapeDataString(code)}", query);

    public Task<Reply> Token(string token, string query = "") => Get(Schema.Token, $"tokens/{Uri.EscapeDataString(token)}", query);

    public Task<Reply> Requests(string query = "") => Get(Schema.Requests, "requests", query);

    public Task<Reply> Request(string id, string query = "") => Get(Schema.Requests, $"requests/{Uri.EscapeDataString(id)}", query);

    /// <summary>Posts a report as a form; a field may come more than once.</summary>
    public async Task<Reply> Post(params (string Name, string Value)[] fields)
    {
        var body = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await Post(content);
    }

    public async Task<Reply> Post(HttpContent content)
    {
        using var answer = await http.PostAsync($"{endpoint}/requests.{format}", content);
        return await Read(Schema.Created, answer);
    }

    async Task<Reply> Get(string shape, string resource, string query = "")
    {
        using var answer = await http.GetAsync($"{endpoint}/{resource}.{format}{(query.Length == 0 ? "" : "?" + query)}");
        return await Read(shape, answer);
    }

    async Task<Reply> Read(string shape, HttpResponseMessage answer)
    {
        var body = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(format == "xml" ? "text/xml; charset=utf-8" : "application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        if (!answer.IsSuccessStatusCode) shape = Schema.Errors;
        var faults = Schema.Faults(shape, format, body);
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{body}");
        if (format == "json") return new(answer.StatusCode, Spark.AsText(JsonNode.Parse(body))!, body);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", body, StringComparison.OrdinalIgnoreCase);
        return new(answer.StatusCode, Spark.Convert(XDocument.Parse(body, LoadOptions.PreserveWhitespace).Root!)!, body);
    }
}

/// <summary>An answer.</summary>
/// <param name="Tree">Its content, the same whatever the format: lists, records and texts.</param>
/// <param name="Body">As it came.</param>
sealed record Reply(HttpStatusCode Status, JsonNode Tree, string Body)
{
    public IReadOnlyList<JsonObject> Items => [.. Tree.AsArray().Select(item => item!.AsObject())];

    /// <summary>The one item's field; null where it is empty or absent.</summary>
    public string? this[string field] => Assert.Single(Items)[field]?.ToString();

    /// <summary>A field of every item.</summary>
    public IReadOnlyList<string?> All(string field) => [.. Items.Select(item => item[field]?.ToString())];

    /// <summary>Sees that it is an error list of this status, and answers its descriptions.</summary>
    public IReadOnlyList<string> Refused(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        Assert.All(All("code"), code => Assert.Equal(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture), code));
        return [.. All("description").Select(description => description!)];
    }

    public Reply Ok()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{Status}: {Body}");
        return this;
    }
}
