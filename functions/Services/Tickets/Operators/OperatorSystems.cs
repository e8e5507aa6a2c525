namespace CasaServerless.Services.Tickets.Operators;

/// <summary>
/// The systems of operators that have one of their own, by operator. They are settings and no reference data: where tickets are sent to, and the
/// secret by which both sides are known, is decided by whoever deploys the city.
/// </summary>
public sealed class OperatorSystems
{
    const int ShortestSecret = 32;
    readonly Dictionary<string, OperatorSystem> systems = [];

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be; the message names it, never its value.</exception>
    public OperatorSystems(IConfiguration configuration, bool development)
    {
        foreach (var id in configuration.GetSection("Casa:Operators").GetChildren().Select(section => section.Key))
        {
            Uri? url = null;
            if (configuration[$"Casa:Operators:{id}:Url"] is { Length: > 0 } named && (!Uri.TryCreate(named.TrimEnd('/'), UriKind.Absolute, out url)
                || !(url.Scheme == "https" || (development && url.Scheme == "http"))))
                throw new InvalidOperationException($"Casa__Operators__{id}__Url is not an https address.");
            var secret = configuration[$"Casa:Operators:{id}:Secret"] ?? "";
            if (secret.Length < ShortestSecret) throw new InvalidOperationException($"Casa__Operators__{id}__Secret has fewer than {ShortestSecret} characters.");
            var speaks = configuration[$"Casa:Operators:{id}:Speaks"] switch
            {
                null or "" or "events" => OperatorTongue.Events,
                "open311" => OperatorTongue.Open311,
                _ => throw new InvalidOperationException($"Casa__Operators__{id}__Speaks is neither events nor open311."),
            };
            systems[id] = new(id, url, secret, speaks, configuration[$"Casa:Operators:{id}:Jurisdiction"]);
        }
    }

    /// <summary>Whether any of them is told anything.</summary>
    public bool AnyListens => systems.Values.Any(system => system.Url is not null);

    public IReadOnlyCollection<OperatorSystem> All => systems.Values;

    /// <summary>Null where tickets are worked on at the city's desk alone.</summary>
    public OperatorSystem? Of(string @operator) => systems.GetValueOrDefault(@operator);
}

/// <summary>An operator's own system.</summary>
/// <param name="Operator">Id of the operator.</param>
/// <param name="Url">Where events are posted to; of Open311, the endpoint under which <c>requests.json</c> lies. Null where the system only tells.</param>
/// <param name="Secret">By which events are signed, in both directions; of Open311, the api_key.</param>
/// <param name="Jurisdiction">Open311's jurisdiction_id, where the operator wants one.</param>
public sealed record OperatorSystem(string Operator, Uri? Url, string Secret, OperatorTongue Speaks, string? Jurisdiction);

/// <summary>How an operator's system is spoken to.</summary>
public enum OperatorTongue
{
    /// <summary>CloudEvents, posted and signed.</summary>
    Events,

    /// <summary>Open311 GeoReport v2: requests are posted, and what became of them is asked for.</summary>
    Open311,
}
