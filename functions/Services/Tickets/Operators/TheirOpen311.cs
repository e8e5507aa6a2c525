using System.Globalization;
using System.Text.Json;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>Speaks Open311 GeoReport v2 to an operator's endpoint: posts requests, and asks what became of them.</summary>
static class TheirOpen311
{
    const int LongestId = 100;

    /// <summary>The id that the operator gave the request, or the token to ask for it with (<c>token:…</c>).</summary>
    /// <param name="version">Of the event for which it is posted: on a repeat it is the same, and after a reopening another.</param>
    public static async Task<string?> Post(
        Case<TicketCase> its, int version, string description, OperatorSystem system, OperatorCalls calls, CancellationToken stop)
    {
        var state = its.State;
        var fields = new Dictionary<string, string?>
        {
            ["api_key"] = system.Secret,
            ["jurisdiction_id"] = system.Jurisdiction,
            ["service_code"] = state.Service,
            ["lat"] = state.Lat?.ToString(CultureInfo.InvariantCulture),
            ["long"] = state.Long?.ToString(CultureInfo.InvariantCulture),
            ["address_string"] = its.Personal[Fields.Address],
            // By the reference a person there finds a request that was sent twice, because its answer was lost.
            ["description"] = $"{description}\n[{its.Reference}]",
        };
        foreach (var (code, values) in ServiceAnswers.Kept(its.Personal[Fields.Attributes]) ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (values.Count == 1) fields[$"attribute[{code}]"] = values[0];
        }
        var answer = await calls.Send(system, () => new(HttpMethod.Post, Under(system, "requests.json"))
        {
            Headers = { { "Idempotency-Key", $"{its.Reference}.{version}" } },
            Content = new FormUrlEncodedContent(fields.Where(field => field.Value is not null)),
        }, stop);
        return Read(answer) is [var told, ..] ? Known(told.Id) ?? (Known(told.Token) is { } token ? $"token:{token}" : null) : throw NotUnderstood(system);
    }

    /// <summary>What the operator says of requests, by its own ids; fifty at the most.</summary>
    public static async Task<IReadOnlyList<TheirRequest>> Ask(IEnumerable<string> ids, OperatorSystem system, OperatorCalls calls, CancellationToken stop)
    {
        var query = $"requests.json?service_request_id={Uri.EscapeDataString(string.Join(',', ids))}{Jurisdiction(system)}";
        return Read(await calls.Send(system, () => new(HttpMethod.Get, Under(system, query)), stop)) ?? throw NotUnderstood(system);
    }

    /// <summary>The id behind a token; null while there is none.</summary>
    public static async Task<string?> Redeem(string token, OperatorSystem system, OperatorCalls calls, CancellationToken stop)
    {
        var path = $"tokens/{Uri.EscapeDataString(token)}.json?{Jurisdiction(system)}";
        return Read(await calls.Send(system, () => new(HttpMethod.Get, Under(system, path)), stop)) is [{ Id: { } id }, ..] ? Known(id) : null;
    }

    // The request is there in any case, and must not be posted again because its id is none that could be kept.
    static string? Known(string? id) => id is { Length: > 0 and <= LongestId } ? id : null;

    static Uri Under(OperatorSystem system, string path) => new($"{system.Url!.AbsoluteUri.TrimEnd('/')}/{path}");

    static string Jurisdiction(OperatorSystem system) => system.Jurisdiction is null ? "" : $"&jurisdiction_id={Uri.EscapeDataString(system.Jurisdiction)}";

    static List<TheirRequest>? Read(byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, OperatorJson.Default.ListTheirRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static Later NotUnderstood(OperatorSystem system) => new($"The answer of {system.Operator}'s system cannot be understood.");
}
