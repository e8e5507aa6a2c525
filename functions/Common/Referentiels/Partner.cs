using CasaServerless.Kernel;

namespace CasaServerless.Common.Referentiels;

/// <summary>Somebody whose programs report to the city for others, such as the makers of an app.</summary>
/// <param name="Id">Leads its key: small letters, digits, hyphens.</param>
/// <param name="KeySha256">SHA-256 of its api_key, 64 hexadecimal digits; null while it has none.</param>
/// <param name="PerDay">The most reports that it may send on a day of Casablanca.</param>
/// <param name="PublishesText">Whether what its users write is public, which it then tells them before they send it.</param>
/// <param name="From">First day on which its key is taken.</param>
/// <param name="Until">Last day; null while the agreement holds.</param>
/// <param name="Demonstration">Invented for demonstration; nothing official.</param>
public sealed record Partner(
    string Id, Bilingual Name, string? KeySha256, int PerDay, bool PublishesText, DateOnly From, DateOnly? Until, bool Demonstration)
{
    public bool Holds(DateOnly day) => From <= day && (Until is null || day <= Until);
}
