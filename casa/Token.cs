using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Identity;

namespace Casa;

/// <summary><c>token</c>: lets a developer act as a member of staff, or as a partner, in this machine's city.</summary>
static partial class Token
{
    public static Command Verb()
    {
        var role = new Argument<string>("ROLE") { HelpName = "ROLE", Description = "officer, agent, manager, auditor, publisher or partner" };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var bureau = new Option<string?>("--bureau") { HelpName = "B", Description = "an officer's bureau (maarif-1)" };
        var its = new Option<string?>("--operator") { HelpName = "O", Description = "an agent's operator (eclairage)" };
        var name = new Option<string?>("--name") { HelpName = "N", Description = "whose token; an officer's id, a partner's (demo-app), or any name" };
        var verb = new Command("token", "prints a development token on its last line; for a partner an api_key") { role, bureau, its, name };
        verb.SetAction(said =>
        {
            var token = Make(said.GetValue(role)!, said.GetValue(bureau), said.GetValue(name) ?? Agent(said.GetValue(role)!, said.GetValue(its)));
            // Another city than this machine's takes the key once a manager has put its digest there.
            if (said.GetValue(role) == Roles.Partner) Console.WriteLine($"keySha256 for the référentiel partners: {ApiKey.Digest(token)}");
            Console.WriteLine(token);
            return 0;
        });
        return verb;
    }

    /// <exception cref="Failure">The bureau has no such officer, or a partner's name is none.</exception>
    public static string Make(string role, string? bureau = null, string? name = null)
    {
        if (role == Roles.Partner) return Key(name ?? "demo-app");
        var id = role == Roles.Officer ? Officer(bureau ?? "maarif-1", name) : name ?? $"{role}-1";
        return StaffTokens.MakeLocal(new CityKeys(LocalKeys.Value), id, role, bureau, TimeProvider.System.GetUtcNow());
    }

    static string Key(string partner) => PartnerId().IsMatch(partner) ? ApiKey.Make(new CityKeys(LocalKeys.Value), partner)
        : throw new Failure($"{partner} is no partner's id: small letters, digits and hyphens, 2 to 80 of them.");

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,79}\z")]
    private static partial Regex PartnerId();

    // Seeded agents are called after their operators.
    static string? Agent(string role, string? its) => role == Roles.Agent ? $"{its ?? "eclairage"}-agent-1"
        : its is null ? null : throw new Failure("--operator is for an agent's token.");

    static string Officer(string bureau, string? name)
    {
        using var seed = typeof(ReferentielStore).Assembly.GetManifestResourceStream("seeds/officers.json")!;
        var officers = JsonSerializer.Deserialize(seed, ReferentielJson.Default.IReadOnlyListOfficer)!;
        return officers.FirstOrDefault(officer => officer.Bureau == bureau && (name is null || officer.Id == name || officer.Name.Fr == name))?.Id
            ?? throw new Failure($"No seeded officer of {bureau}{(name is null ? "" : $" is called {name}")}.");
    }
}
