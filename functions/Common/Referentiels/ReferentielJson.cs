using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Common.Referentiels;

/// <summary>JSON of the référentiels, in table <c>referentiels</c> and in the seeds.</summary>
[JsonSerializable(typeof(IReadOnlyList<Arrondissement>))]
[JsonSerializable(typeof(Officer))]
[JsonSerializable(typeof(Delegation))]
[JsonSerializable(typeof(IReadOnlyList<Bureau>))]
[JsonSerializable(typeof(IReadOnlyList<Officer>))]
[JsonSerializable(typeof(IReadOnlyList<Delegation>))]
[JsonSerializable(typeof(IReadOnlyList<Tariff>))]
[JsonSerializable(typeof(IReadOnlyList<Holiday>))]
[JsonSerializable(typeof(IReadOnlyList<RamadanHours>))]
[JsonSerializable(typeof(IReadOnlyList<Guidance>))]
[JsonSerializable(typeof(IReadOnlyList<Retention>))]
[JsonSerializable(typeof(Retention))]
[JsonSerializable(typeof(IReadOnlyList<StaffMember>))]
[JsonSerializable(typeof(StaffMember))]
[JsonSerializable(typeof(Partner))]
[JsonSerializable(typeof(Bureau))]
[JsonSerializable(typeof(Tariff))]
[JsonSerializable(typeof(Holiday))]
[JsonSerializable(typeof(RamadanHours))]
[JsonSerializable(typeof(Guidance))]
[JsonSerializable(typeof(ReferentielChange))]
[JsonSerializable(typeof(ReferentielChangeEvent))]
[JsonSerializable(typeof(ChangeTold))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
public sealed partial class ReferentielJson : JsonSerializerContext;
