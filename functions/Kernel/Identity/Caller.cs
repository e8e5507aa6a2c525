using System.Collections.Frozen;

namespace CasaServerless.Kernel.Identity;

/// <summary>The roles that open endpoints. Citizens have none: their reference and access code, or their channel, speak for them.</summary>
public static class Roles
{
    public const string Officer = "officer";
    public const string Agent = "agent";
    public const string Manager = "manager";
    public const string Auditor = "auditor";
    public const string Publisher = "publisher";
    public const string Partner = "partner";

    public static FrozenSet<string> All { get; } = [Officer, Agent, Manager, Auditor, Publisher, Partner];
}

/// <summary>Who calls, as their token proves.</summary>
/// <param name="Id">Stable and not a personal value: the directory's object id, or a seeded officer's id.</param>
/// <param name="Roles">Names of <see cref="Identity.Roles"/>.</param>
/// <param name="Bureau">The bureau that the token was made for, if any; the référentiel has the last word.</param>
public sealed record Caller(string Id, IReadOnlySet<string> Roles, string? Bureau = null)
{
    /// <summary>As the directory calls them, where the token says so. Shown to colleagues; never in an event.</summary>
    public string? Name { get; init; }

    public bool Is(string role) => Roles.Contains(role);
}

/// <summary>Who did something, as an event keeps it: a kind and an id that names no person by itself.</summary>
/// <param name="Kind"><c>citizen</c>, <c>officer</c>, <c>city</c> (the program itself), …</param>
/// <param name="Id">A caller's id, or the random id of a citizen in one case.</param>
public sealed record Actor(string Kind, string Id)
{
    /// <summary>The program itself: a queue function or a timer.</summary>
    public static Actor City { get; } = new("city", "city");

    public override string ToString() => $"{Kind}:{Id}";

    public static Actor Parse(string text) => text.Split(':', 2) is [var kind, var id] ? new(kind, id) : new(text, "");
}
