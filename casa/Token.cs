using System.CommandLine;
using System.Text.Json;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Identity;

namespace Casa;

/// <summary><c>token</c>: lets a developer act as a member of staff in this machine's city.</summary>
static class Token
{
    public static Command Verb()
    {
        var role = new Argument<string>("ROLE") { HelpName = "ROLE", Description = "officer, agent, manager, auditor or publisher" };
        role.AcceptOnlyFromAmong(Roles.Officer, Roles.Agent, Roles.Manager, Roles.Auditor, Roles.Publisher);
        var bureau = new Option<string?>("--bureau") { HelpName = "B", Description = "an officer's bureau (maarif-1)" };
        var name = new Option<string?>("--name") { HelpName = "N", Description = "whose token; an officer's id, or any name" };
        var verb = new Command("token", "prints a development token on its last line") { role, bureau, name };
        verb.SetAction(said =>
        {
            Console.WriteLine(Make(said.GetValue(role)!, said.GetValue(bureau), said.GetValue(name)));
            return 0;
        });
        return verb;
    }

    /// <exception cref="Failure">The bureau has no such officer.</exception>
    public static string Make(string role, string? bureau = null, string? name = null)
    {
        var id = role == Roles.Officer ? Officer(bureau ?? "maarif-1", name) : name ?? $"{role}-1";
        return StaffTokens.MakeLocal(new CityKeys(LocalKeys.Value), id, role, bureau, TimeProvider.System.GetUtcNow());
    }

    static string Officer(string bureau, string? name)
    {
        using var seed = typeof(ReferentielStore).Assembly.GetManifestResourceStream("seeds/officers.json")!;
        var officers = JsonSerializer.Deserialize(seed, ReferentielJson.Default.IReadOnlyListOfficer)!;
        return officers.FirstOrDefault(officer => officer.Bureau == bureau && (name is null || officer.Id == name || officer.Name.Fr == name))?.Id
            ?? throw new Failure($"No seeded officer of {bureau}{(name is null ? "" : $" is called {name}")}.");
    }
}
