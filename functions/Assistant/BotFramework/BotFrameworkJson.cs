using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>JSON of the Activity protocol, its keys, its tokens and its connector.</summary>
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(ConnectorError))]
[JsonSerializable(typeof(ConnectorToken))]
[JsonSerializable(typeof(OpenIdMetadata))]
[JsonSerializable(typeof(KeySet))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(Nothing), TypeInfoPropertyName = "NothingToSay")]
[JsonSerializable(typeof(AdaptiveCard))]
[JsonSerializable(typeof(Chosen), TypeInfoPropertyName = "CardChosen")]
[JsonSerializable(typeof(CardInvoke))]
[JsonSerializable(typeof(CardAnswer))]
[JsonSerializable(typeof(InvokeError))]
[JsonSerializable(typeof(TaskAnswer))]
[JsonSerializable(typeof(ExtensionAnswer))]
[JsonSerializable(typeof(TokenExchange))]
[JsonSerializable(typeof(TeamsChannel))]
[JsonSerializable(typeof(string))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNameCaseInsensitive = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class BotFrameworkJson : JsonSerializerContext;

/// <summary>An answer that says nothing: the Functions host takes an empty body for a fault.</summary>
sealed record Nothing;

/// <summary>The answer to a call that expects its replies in it.</summary>
sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);
