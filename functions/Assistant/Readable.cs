using System.Text.Encodings.Web;
using System.Text.Json;
using CasaServerless.Assistant.BotFramework;
using CasaServerless.Assistant.DirectLine;

namespace CasaServerless.Assistant;

/// <summary>
/// The assistant's JSON with its letters as they are: escaped, as the default has it for text within pages, each Arabic letter takes six signs in rows, which
/// hold so many, and on the line.
/// </summary>
static class Readable
{
    public static AssistantJson Assistant { get; } = new(With(AssistantJson.Default.Options));

    public static DirectLineJson DirectLine { get; } = new(With(DirectLineJson.Default.Options));

    public static BotFrameworkJson BotFramework { get; } = new(With(BotFrameworkJson.Default.Options));

    static JsonSerializerOptions With(JsonSerializerOptions options) => new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
