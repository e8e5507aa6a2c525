using System.Text;
using System.Text.Json.Serialization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Common.Referentiels;

/// <summary>One of the city's 16 arrondissements.</summary>
/// <param name="Id">Short name used in addresses, such as <c>maarif</c>.</param>
/// <param name="HcpCode">Code of the Haut-Commissariat au Plan (RGPH 2024).</param>
/// <param name="Aliases">Other spellings that people use.</param>
/// <param name="Population2024">Inhabitants, RGPH 2024.</param>
public sealed record Arrondissement(
    string Id, string HcpCode, Bilingual Name, Bilingual Prefecture, IReadOnlyList<string> Aliases, int Population2024)
{
    /// <summary>As papers name it.</summary>
    public Bilingual InFull() => new($"Arrondissement {Name.Fr}", $"مقاطعة {Name.Ar}");

    /// <summary>Short name of its prefecture, such as <c>casablanca-anfa</c>.</summary>
    [JsonIgnore]
    public string PrefectureId { get; } = string.Concat(Prefecture.Fr.Normalize(NormalizationForm.FormD)
        .Where(symbol => symbol is ' ' or '-' || char.IsAsciiLetter(symbol)).Select(symbol => symbol == ' ' ? '-' : char.ToLowerInvariant(symbol)));
}

/// <summary>A legalisation bureau.</summary>
/// <param name="Id">Such as <c>maarif-1</c>.</param>
/// <param name="Arrondissement">Id of its arrondissement.</param>
/// <param name="Hours">In an ordinary week; holidays and Ramadan overrule them (<see cref="OfficeCalendar"/>).</param>
/// <param name="Services">Kinds of paper it handles.</param>
/// <param name="Demonstration">Invented for demonstration; nothing official.</param>
/// <param name="Capacity">How many it can be visited by; null where it takes no appointments.</param>
public sealed record Bureau(
    string Id, string Arrondissement, Bilingual Name, Bilingual Address, IReadOnlyList<OpeningHours> Hours,
    IReadOnlyList<string> Services, bool Demonstration, BureauCapacity? Capacity = null);

/// <summary>Opening hours, local time of Casablanca. A day with a break stands in two of them.</summary>
/// <param name="Days">English names in lower case: <c>monday</c>.</param>
public sealed record OpeningHours(IReadOnlyList<string> Days, TimeOnly Opens, TimeOnly Closes);

/// <summary>How many people with an appointment a bureau can take.</summary>
/// <param name="SlotMinutes">Length of a slot.</param>
/// <param name="PerSlot">Places in one slot.</param>
public sealed record BureauCapacity(int SlotMinutes, int PerSlot);

/// <summary>Days on which bureaus stay closed (both ends included, days of Casablanca): a holiday, or the closure of one bureau.</summary>
/// <param name="Provisional">The date may still move: Hijri months begin by the sighting of the moon.</param>
/// <param name="Basis">The text or announcement that it rests on.</param>
/// <param name="Bureau">The one bureau that is closed; null for all.</param>
public sealed record Holiday(
    string Id, DateOnly From, DateOnly Until, Bilingual Name, bool Provisional, Bilingual Basis, bool Demonstration, string? Bureau = null);

/// <summary>The hours that all bureaus keep during one Ramadan, instead of their own.</summary>
/// <param name="Provisional">The dates may still move.</param>
public sealed record RamadanHours(
    string Id, DateOnly From, DateOnly Until, IReadOnlyList<OpeningHours> Hours, bool Provisional, Bilingual Basis, bool Demonstration);

/// <summary>An officer of a bureau. What is printed under a certification: public, not a citizen's value.</summary>
/// <param name="Id">Id in tokens: the directory's object id, or a seeded officer's.</param>
public sealed record Officer(string Id, string Bureau, Bilingual Name, Bilingual Function, bool Demonstration);

/// <summary>
/// A manager or an auditor, by the name under which the directory knew them when they last decided something. For those who read who decided:
/// events keep the id alone. Nobody edits these.
/// </summary>
public sealed record StaffMember(string Id, Bilingual Name, bool Demonstration);

/// <summary>The arrêté by which an officer may sign in a bureau, and on which days (both included, days of Casablanca).</summary>
/// <param name="Number">Of the arrêté, such as <c>D006/2024</c>.</param>
/// <param name="Dated">The day on which the arrêté was signed.</param>
/// <param name="RevokedAt">When it was taken back, if it was: from then on it never holds, whatever the day.</param>
public sealed record Delegation(
    string Id, string Officer, string Bureau, string Number, DateOnly Dated, DateOnly From, DateOnly Until, bool Demonstration,
    DateTimeOffset? RevokedAt = null)
{
    /// <summary>The arrêté as the seal names it: its number and its date.</summary>
    [JsonIgnore]
    public Bilingual Act
    {
        get
        {
            var dated = MoroccanDate.InWords(Dated);
            // The marks keep a number that begins with a Latin letter in one piece inside Arabic.
            return new($"Arrêté de délégation de signature n° {Number} du {dated.Fr}{(Demonstration ? " (démonstration)" : "")}",
                $"قرار تفويض الإمضاء رقم \u200e{Number}\u200e بتاريخ {dated.Ar}{(Demonstration ? " (للتجربة)" : "")}");
        }
    }

    public bool Holds(DateOnly day) => RevokedAt is null && From <= day && day <= Until;
}

/// <summary>What to bring to a bureau for a formality, and what to know before going there, as of a date.</summary>
/// <param name="Procedure">Kind of paper.</param>
/// <param name="Until">Last day; null while it holds.</param>
/// <param name="Basis">The text that it rests on.</param>
/// <param name="Bureau">The one bureau for which it holds; null for all.</param>
public sealed record Guidance(
    string Id, string Procedure, DateOnly From, DateOnly? Until, IReadOnlyList<Bilingual> Bring, IReadOnlyList<Bilingual> Know, Bilingual Basis,
    bool Demonstration, string? Bureau = null)
{
    public bool Holds(string procedure, string bureau, DateOnly day) =>
        Procedure == procedure && (Bureau is null || Bureau == bureau) && From <= day && (Until is null || day <= Until);
}

/// <summary>A fee as of a date, with the text that it rests on.</summary>
/// <param name="Procedure">Kind of paper.</param>
/// <param name="Amount">In <paramref name="Currency"/> (ISO 4217).</param>
public sealed record Tariff(
    string Id, string Procedure, decimal Amount, string Currency, DateOnly From, DateOnly? Until, Bilingual Basis, bool Demonstration)
{
    public bool Holds(string procedure, DateOnly day) => Procedure == procedure && From <= day && (Until is null || day <= Until);

    /// <summary>Whether both would hold on one day: on no day may two fees be owed for the same act.</summary>
    public bool Contradicts(Tariff other) => other.Id != Id && other.Procedure == Procedure
        && other.From <= (Until ?? DateOnly.MaxValue) && From <= (other.Until ?? DateOnly.MaxValue);
}

/// <summary>How long a closed case keeps what it knows of a person, as of a date. A rule holds on its days for whatever lies there, whenever it was closed.</summary>
/// <param name="Outcome">How the case ended, such as <c>certified</c>.</param>
/// <param name="Months">From the day on which it was closed.</param>
/// <param name="Until">Last day; null while it holds.</param>
public sealed record Retention(string Id, string Outcome, int Months, DateOnly From, DateOnly? Until, Bilingual Basis, bool Demonstration)
{
    public bool Holds(string outcome, DateOnly day) => Outcome == outcome && From <= day && (Until is null || day <= Until);
}
