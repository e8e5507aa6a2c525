using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>What the people of all stories have in common: the bureaus, their officers and trays, and the one day that appointments are for.</summary>
sealed class Office
{
    public static readonly IReadOnlyList<string> Bureaus = ["maarif-1", "anfa-1", "anfa-2", "ain-chock-1"];

    readonly Dictionary<string, string> officers;
    readonly Dictionary<string, Tray> trays;

    public Office(CarefulClient client, Dice dice, Tally tally, CityKeys keys, DateOnly day, CancellationToken stop)
    {
        (Client, Dice, Tally, Day, Stop) = (client, dice, tally, day, stop);
        var now = TimeProvider.System.GetUtcNow();
        Agent = StaffTokens.MakeLocal(keys, "eclairage-agent-1", Roles.Agent, null, now);
        officers = Bureaus.ToDictionary(bureau => bureau, bureau => StaffTokens.MakeLocal(keys, $"{bureau}-officer-1", Roles.Officer, bureau, now));
        trays = Bureaus.ToDictionary(bureau => bureau, bureau => new Tray(bureau, officers[bureau], client, dice, tally, stop));
    }

    public CarefulClient Client { get; }

    public Dice Dice { get; }

    public Tally Tally { get; }

    /// <summary>The last day that every bureau takes appointments for.</summary>
    public DateOnly Day { get; }

    public CancellationToken Stop { get; }

    /// <summary>The token of the agent to whom all tickets come.</summary>
    public string Agent { get; }

    /// <summary>A bureau's officer's token.</summary>
    public string Officer(string bureau) => officers[bureau];

    public Tray Tray(string bureau) => trays[bureau];
}
