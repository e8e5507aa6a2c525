using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Common.Referentiels;

/// <summary>JSON of the référentiels, in table <c>referentiels</c> and in the seeds.</summary>
[JsonSerializable(typeof(IReadOnlyList<Arrondissement>))]
[JsonSerializable(typeof(IReadOnlyList<Bureau>))]
[JsonSerializable(typeof(IReadOnlyList<Officer>))]
[JsonSerializable(typeof(IReadOnlyList<Delegation>))]
[JsonSerializable(typeof(IReadOnlyList<Tariff>))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
public sealed partial class ReferentielJson : JsonSerializerContext;
