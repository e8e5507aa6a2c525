using System.Text.Json;

namespace CasaServerless.Kernel.Cases;

/// <summary>
/// All that a queue message about a case ever says: which case, and either an attempt to settle (the insurance) or an effect to run. No
/// personal value, and no property that the Functions host would overwrite with its own metadata.
/// </summary>
/// <param name="Case">Its reference.</param>
/// <param name="Attempt">The attempt to settle.</param>
/// <param name="Version">Of the event that called for the effect.</param>
/// <param name="Effect">The effect's name.</param>
/// <param name="Tries">How often the effect has put itself off; see <see cref="Later"/>.</param>
public sealed record CaseMessage(string Case, string? Attempt = null, int? Version = null, string? Effect = null, int Tries = 0)
{
    public string ToJson() => JsonSerializer.Serialize(this, PersonalJson.Default.CaseMessage);

    /// <summary>The message, or null where the text is not one of ours.</summary>
    public static CaseMessage? Read(string text)
    {
        try
        {
            var read = JsonSerializer.Deserialize(text, PersonalJson.Default.CaseMessage);
            return read is { Case.Length: > 0 } && (read.Attempt is not null || read is { Version: not null, Effect: not null }) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
