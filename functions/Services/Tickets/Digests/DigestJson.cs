using System.Text.Json.Serialization;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>Every shape of the digests' room.</summary>
[JsonSerializable(typeof(DigestEvent))]
[JsonSerializable(typeof(DigestCase))]
[JsonSerializable(typeof(Digest))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class DigestJson : JsonSerializerContext;
