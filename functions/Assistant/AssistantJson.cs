using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Assistant;

[JsonSerializable(typeof(Mail))]
[JsonSerializable(typeof(Memory))]
[JsonSerializable(typeof(TranscriptLine))]
[JsonSerializable(typeof(LetterBody))]
[JsonSerializable(typeof(EraseConversation.Request), TypeInfoPropertyName = "EraseConversationRequest")]
[JsonSerializable(typeof(EraseConversation.Receipt), TypeInfoPropertyName = "EraseConversationReceipt")]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
sealed partial class AssistantJson : JsonSerializerContext;
