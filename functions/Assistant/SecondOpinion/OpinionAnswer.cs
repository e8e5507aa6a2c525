using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace CasaServerless.Assistant.SecondOpinion;

/// <summary>What a model answers: one id.</summary>
sealed record OpinionAnswer([property: JsonRequired] string Intent)
{
    /// <summary>The id; null where the answer is anything else, or was cut off.</summary>
    public static string? Read(ChatResponse answer)
    {
        if (answer.FinishReason != ChatFinishReason.Stop) return null;
        try
        {
            return JsonSerializer.Deserialize(answer.Text, OpinionJson.Default.OpinionAnswer)?.Intent;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(OpinionAnswer))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
sealed partial class OpinionJson : JsonSerializerContext;
