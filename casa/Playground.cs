using System.CommandLine;

namespace Casa;

/// <summary>
/// <c>playground</c>: the one command with which a person opens Microsoft 365 Agents Playground on this machine's bot. It is no part of the project, whose
/// licence is another: npx fetches it when it is asked for.
/// </summary>
static class Playground
{
    // Tried with this version; a later one may want other words.
    const string Program = "@microsoft/m365agentsplayground@0.2.28";

    public static Command Verb()
    {
        var port = CityClient.Port();
        var verb = new Command("playground", "prints the command that opens Microsoft 365 Agents Playground, which looks like Teams, on a running city's bot") { port };
        verb.SetAction(said => said.InvocationConfiguration.Output.WriteLine(Line(said.GetValue(port))));
        return verb;
    }

    // Its own port is below those that the machine gives out.
    internal static string Line(int port) => $"npx --yes {Program} start --app-endpoint http://localhost:{port}/api/messages --channel-id msteams --port 30150 --disable-telemetry";
}
