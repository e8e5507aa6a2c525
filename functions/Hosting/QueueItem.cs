using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CasaServerless.Hosting;

/// <summary>One queue message, as it was sent.</summary>
/// <param name="Queue">The queue that it came from.</param>
/// <param name="Text">What the sender put into the message.</param>
/// <param name="Id">The queue's own id of the message; null when the platform does not tell, or the message hides it.</param>
/// <param name="DequeueCount">How often it was fetched, this time included; 0 when that is not known.</param>
/// <param name="LastTry">Whether no further try follows when this one fails.</param>
public sealed record QueueItem(string Queue, string Text, string? Id, int DequeueCount, bool LastTry)
{
    /// <summary>The message as JSON.</summary>
    /// <exception cref="JsonException">It is not such JSON: our own mistake, so it ends among the stuck.</exception>
    public T Read<T>(JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(Text, type) ?? throw new JsonException("The message is the JSON null.");
}
