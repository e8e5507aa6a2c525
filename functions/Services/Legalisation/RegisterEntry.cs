using System.Globalization;
using System.Text.Json;
using CasaServerless.Kernel.Registers;

namespace CasaServerless.Services.Legalisation;

/// <summary>What a bureau's register says of a certification. No personal value: the citizen is in the case, if anywhere.</summary>
/// <param name="Case">Reference of the case.</param>
/// <param name="Officer">Id of the officer who decided.</param>
/// <param name="Delegation">Id of the act by which they may.</param>
/// <param name="Witness">The first or second witness whose own signature this number legalises; null for the signatory and for copies.</param>
public sealed record RegisterEntry(string Case, PaperKind Kind, DateOnly Day, string Officer, string Delegation, int? Witness = null)
{
    /// <summary>
    /// The numbers that a certification takes: one, and where two witnesses vouch for a signature one more for each of theirs, since these are
    /// legalised too (dahir of 25 July 1915, article 4). They are taken together, so they follow each other.
    /// </summary>
    public static IReadOnlyList<RegisterClaim> Claims(string reference, LegalisationCase state)
    {
        var certification = state.Certification!;
        var entry = new RegisterEntry(reference, state.Kind, certification.Day, certification.Officer, certification.Delegation);
        var claims = new List<RegisterClaim> { new(certification.Certification, entry.ToJson()) };
        if (state is not { Kind: PaperKind.Signature, Presentation.Identity: IdentityProof.Witnesses }) return claims;
        foreach (var witness in (int[])[1, 2])
        {
            claims.Add(new(string.Create(CultureInfo.InvariantCulture, $"{certification.Certification}.{witness}"), (entry with { Witness = witness }).ToJson()));
        }
        return claims;
    }

    /// <summary>The register of a bureau and year, as the kernel names it.</summary>
    public static string Book(string bureau, int year) => string.Create(CultureInfo.InvariantCulture, $"{bureau}:{year}");

    /// <summary>Whose register a book is; null where it is none, such as a series of receipts.</summary>
    public static (string Bureau, int Year)? ReadBook(string book) =>
        book.Split(':') is [var bureau, var year] && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var its) ? (bureau, its) : null;

    /// <summary>A number as it is printed, such as <c>2026-000123</c>.</summary>
    public static string Written(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:D6}");

    public string ToJson() => JsonSerializer.Serialize(this, LegalisationJson.Default.RegisterEntry);

    /// <summary>What a row says; null where somebody made it say nothing that can be read.</summary>
    public static RegisterEntry? TryRead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, LegalisationJson.Default.RegisterEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static RegisterEntry Read(string json) => JsonSerializer.Deserialize(json, LegalisationJson.Default.RegisterEntry)!;
}
