using System.Text.Json.Serialization;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>Every shape of the followers' room.</summary>
[JsonSerializable(typeof(FollowerEvent))]
[JsonSerializable(typeof(FollowerCase))]
[JsonSerializable(typeof(Follow.Request), TypeInfoPropertyName = "FollowRequest")]
[JsonSerializable(typeof(Follow.Receipt), TypeInfoPropertyName = "FollowReceipt")]
[JsonSerializable(typeof(Follow.End), TypeInfoPropertyName = "FollowEnd")]
[JsonSerializable(typeof(FindSimilar.Request), TypeInfoPropertyName = "SimilarRequest")]
[JsonSerializable(typeof(FindSimilar.Found), TypeInfoPropertyName = "SimilarFound")]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class FollowerJson : JsonSerializerContext;
