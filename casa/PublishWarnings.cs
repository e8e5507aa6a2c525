using System.Text.RegularExpressions;

namespace Casa;

/// <summary>
/// The trim and AOT warnings that the native compiler may give, each with the reason why it is harmless. Any other fails the publish, for
/// such a warning means that something works under JIT and not in what ships.
/// </summary>
static partial class PublishWarnings
{
    /// <summary>Code, a text that the warning's line holds, and why it may stand.</summary>
    internal static (string Code, string Subject, string Why)[] Explained { get; } =
    [
        ("IL2104", "Assembly 'Azure.Data.Tables'", "its mapping of own entity classes reflects; we use TableEntity alone, and the assembly is kept whole"),
        ("IL3053", "Assembly 'Azure.Data.Tables'", "as above"),
        ("IL2026", "Microsoft.AspNetCore.Http.Json.JsonOptions.CreateDefaultTypeResolver()", "reflection JSON is on for Azure.Data.Tables; the server's options hold source-generated contexts only"),
        ("IL3053", "Assembly 'Microsoft.AspNetCore.Http.Extensions'", "as above, the same method"),
        ("IL2104", "Assembly 'Azure.AI.OpenAI'", "its own models are read and written by reflection; under IChatClient it only carries what is written already, and the answers are read outside it"),
        ("IL3053", "Assembly 'Azure.AI.OpenAI'", "as above"),
    ];

    /// <summary>The lines of a build's output that are trim or AOT warnings, or errors, and are not explained; each once.</summary>
    public static IReadOnlyList<string> Unexplained(IEnumerable<string> lines) =>
        [.. lines.Where(line => Warning().Match(line) is { Success: true } found
            && !Explained.Any(e => e.Code == found.Groups[1].Value && line.Contains(e.Subject, StringComparison.Ordinal))).Distinct()];

    [GeneratedRegex(@"\b(?:warning|error) (IL\d{4})\b")]
    private static partial Regex Warning();
}
