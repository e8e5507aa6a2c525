using CasaServerless.Common.Referentiels;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>The arrondissement that an address names, in either language and in the spellings that people use. Pure.</summary>
static class NamedArrondissement
{
    /// <summary>Its id; null where the address names none, or more than one.</summary>
    public static string? In(string address, IReadOnlyList<Arrondissement> all)
    {
        var said = $" {string.Join(' ', SearchText.Words(address))} ";
        var named = all.Where(one => Names(one).Any(name => said.Contains($" {name} ", StringComparison.Ordinal))).ToList();
        return named is [var only] ? only.Id : null;
    }

    static IEnumerable<string> Names(Arrondissement its) =>
        ((string[])[its.Name.Fr, its.Name.Ar, .. its.Aliases]).Select(name => string.Join(' ', SearchText.Words(name))).Where(name => name.Length > 0);
}
