using System.Globalization;
using System.Text.Json;

namespace CasaServerless.Services.Legalisation;

/// <summary>What a bureau's register says of a certification. No personal value: the citizen is in the case, if anywhere.</summary>
/// <param name="Case">Reference of the case.</param>
/// <param name="Officer">Id of the officer who decided.</param>
/// <param name="Delegation">Id of the act by which they may.</param>
public sealed record RegisterEntry(string Case, PaperKind Kind, DateOnly Day, string Officer, string Delegation)
{
    /// <summary>The register of a bureau and year, as the kernel names it.</summary>
    public static string Book(string bureau, int year) => string.Create(CultureInfo.InvariantCulture, $"{bureau}:{year}");

    /// <summary>A number as it is printed, such as <c>2026-000123</c>.</summary>
    public static string Written(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:D6}");

    public string ToJson() => JsonSerializer.Serialize(this, LegalisationJson.Default.RegisterEntry);

    public static RegisterEntry Read(string json) => JsonSerializer.Deserialize(json, LegalisationJson.Default.RegisterEntry)!;
}
