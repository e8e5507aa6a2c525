using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Common.Referentiels;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>The référentiels as the city ships them.</summary>
static class Seeds
{
    public static IReadOnlyList<CityService> Services { get; } = Read("services", ReferentielJson.Default.IReadOnlyListCityService);

    public static IReadOnlyList<Operator> Operators { get; } = Read("operators", ReferentielJson.Default.IReadOnlyListOperator);

    public static IReadOnlyList<OperatorRule> Rules { get; } = Read("operator-rules", ReferentielJson.Default.IReadOnlyListOperatorRule);

    public static IReadOnlyList<Agent> Agents { get; } = Read("agents", ReferentielJson.Default.IReadOnlyListAgent);

    public static IReadOnlyList<Arrondissement> Arrondissements { get; } = Read("arrondissements", ReferentielJson.Default.IReadOnlyListArrondissement);

    public static T Read<T>(string kind, JsonTypeInfo<T> json)
    {
        using var seed = typeof(ReferentielStore).Assembly.GetManifestResourceStream($"seeds/{kind}.json")!;
        return JsonSerializer.Deserialize(seed, json)!;
    }
}
