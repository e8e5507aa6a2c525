using CasaServerless.Kernel;

namespace CasaServerless.Common.Referentiels;

/// <summary>One of the city's 16 arrondissements.</summary>
/// <param name="Id">Short name used in addresses, such as <c>maarif</c>.</param>
/// <param name="HcpCode">Code of the Haut-Commissariat au Plan (RGPH 2024).</param>
/// <param name="Aliases">Other spellings that people use.</param>
/// <param name="Population2024">Inhabitants, RGPH 2024.</param>
public sealed record Arrondissement(
    string Id, string HcpCode, Bilingual Name, Bilingual Prefecture, IReadOnlyList<string> Aliases, int Population2024);

/// <summary>A legalisation bureau.</summary>
/// <param name="Id">Such as <c>maarif-1</c>.</param>
/// <param name="Arrondissement">Id of its arrondissement.</param>
/// <param name="Services">Kinds of paper it handles.</param>
/// <param name="Demonstration">Invented for demonstration; nothing official.</param>
public sealed record Bureau(
    string Id, string Arrondissement, Bilingual Name, Bilingual Address, IReadOnlyList<OpeningHours> Hours,
    IReadOnlyList<string> Services, bool Demonstration);

/// <summary>Opening hours, local time of Casablanca.</summary>
public sealed record OpeningHours(IReadOnlyList<string> Days, TimeOnly Opens, TimeOnly Closes);

/// <summary>An officer of a bureau. What is printed under a certification: public, not a citizen's value.</summary>
/// <param name="Id">Id in tokens: the directory's object id, or a seeded officer's.</param>
public sealed record Officer(string Id, string Bureau, Bilingual Name, Bilingual Function, bool Demonstration);

/// <summary>The act by which an officer may sign in a bureau, and on which days (both included, days of Casablanca).</summary>
public sealed record Delegation(
    string Id, string Officer, string Bureau, Bilingual Act, DateOnly From, DateOnly Until, bool Demonstration)
{
    public bool Holds(DateOnly day) => From <= day && day <= Until;
}

/// <summary>A fee as of a date, with the text that it rests on.</summary>
/// <param name="Procedure">Kind of paper.</param>
/// <param name="Amount">In <paramref name="Currency"/> (ISO 4217).</param>
public sealed record Tariff(
    string Id, string Procedure, decimal Amount, string Currency, DateOnly From, DateOnly? Until, Bilingual Basis, bool Demonstration);
