using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Kernel.Conversations;

/// <summary>The queue's message: there is mail in a conversation. It says no more, for queues hold nothing personal.</summary>
/// <param name="Tries">How often a letter was put off.</param>
/// <param name="Message">An arrival that comes with it, of the city's own: nothing personal either.</param>
sealed record MailMessage(string Conversation, int Tries = 0, string? Message = null, string? Body = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, MailJson.Default.MailMessage);

    public static MailMessage? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, MailJson.Default.MailMessage) is { Conversation.Length: > 0 } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(MailMessage))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
sealed partial class MailJson : JsonSerializerContext;
