using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using CasaServerless.Tests.Given.Mail;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// The mail server that the city's letters go to, on bad days: it has no time now, falls silent when it has taken a letter, answers late, and
/// is itself killed and started again.
/// </summary>
sealed class MailRoom(Dice dice, int letters) : IAsyncDisposable
{
    const double Share = 0.06;
    static readonly string[] misdeeds = ["busy", "silent", "slow"];
    readonly List<MailServer> servers = [];

    public int Port { get; } = StorageEmulator.FreePort();

    /// <summary>When it was killed; timestamps.</summary>
    public List<long> Kills { get; } = [];

    /// <summary>All that was ever taken.</summary>
    public IReadOnlyList<Letter> Letters => [.. servers.SelectMany(server => server.Letters).OrderBy(letter => letter.At)];

    public async Task Open()
    {
        if (servers.Count > 0)
        {
            await servers[^1].Kill();
            Kills.Add(TimeProvider.System.GetTimestamp());
        }
        var server = await MailServer.Start(port: Port);
        for (var letter = 0; letter < letters; letter++) await server.Next(dice.Chance(Share) ? misdeeds[dice.Next(misdeeds.Length)] : "well");
        servers.Add(server);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
    }
}
