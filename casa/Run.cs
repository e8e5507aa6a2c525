using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Casa;

/// <summary><c>run</c>: the city on this machine, storage and all, until Ctrl-C or SIGTERM.</summary>
static class Run
{
    static readonly string binary = Repository.In("functions", "bin", "Debug", "net10.0", "CasaServerless");

    public static Command Verb()
    {
        var port = Port("--port", 7071, "where the city answers", 1);
        var storagePort = Port("--storage-port", 10000, "blob storage; queues and tables take the next two", 3);
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "where its storage is kept (.casa/data)" };
        var fresh = new Option<bool>("--fresh") { Description = "begins with empty storage" };
        var clock = new Option<string?>("--clock") { HelpName = "ISO", Description = "what time the city believes it is at its start" };
        clock.Validators.Add(given =>
        {
            if (!DateTimeOffset.TryParse(given.Tokens.SingleOrDefault()?.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            {
                given.AddError("--clock takes a date and time, such as 2027-01-31T09:00:00+01:00.");
            }
        });
        var verb = new Command("run", "the city on this machine: storage, set-up, server; Ctrl-C stops all of it") { port, storagePort, data, fresh, clock };
        verb.SetAction(async (said, stop) =>
        {
            try
            {
                return await City(said.GetValue(port), said.GetValue(storagePort), said.GetValue(data) ?? Path.Combine(Repository.Private, "data"),
                    said.GetValue(fresh), said.GetValue(clock), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return 0;
            }
        });
        return verb;
    }

    static async Task<int> City(int port, int storagePort, string data, bool fresh, string? clock, CancellationToken stop)
    {
        Ports.MustBeFree(port, "--port");
        for (var each = storagePort; each < storagePort + 3; each++) Ports.MustBeFree(each, "--storage-port");
        using var folder = DataFolder.Open(data, fresh);
        await using var storage = await LocalStorage.Start(folder.Path, storagePort, stop);

        var environment = Settings(port, storagePort, clock);
        var setup = new ProcessStartInfo(binary, ["setup"]);
        foreach (var (name, value) in environment) setup.Environment[name] = value;
        await Tool.MustRun(setup, stop);

        await using var server = Child.Start(binary, ["run"], environment);
        await Ports.Answers(port, "The server", server, stop);
        Console.WriteLine($"""

            Casablanca answers on {environment["Casa__PublicUrl"]}
              citizens /  /legalisation  /legalisation/follow  /verify  /report  /tickets  /chat
              staff    /counter  (till: /counter#till)  /desk  /manage  /audit
              programs /open311/v2/discovery.xml  /api/openapi.json  /api/health  /api/health/ready  /api/registers/heads  /api/registers/key
              bot      /api/messages (`playground` opens it as in Teams)  /webhooks/whatsapp  /v3/directline  /chat/widget.js
              maps     Casa__Map__TileUrl sets streets under them; `import boundaries FILE` draws the arrondissements' areas
              storage  blobs, queues, tables on 127.0.0.1:{storagePort}, {storagePort + 1}, {storagePort + 2}, kept in {folder.Path}
            Ctrl-C stops all of it.

            """);

        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, stop);
        var first = await Task.WhenAny(stopped, server.Exit, storage.Exit);
        // Ctrl-C in a terminal reaches the children as well, and one of them may be quicker than our own handler.
        if (first != stopped) await Task.WhenAny(stopped, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
        if (stop.IsCancellationRequested)
        {
            Console.WriteLine($"Stopped; what it keeps is in {folder.Path}.");
            return 0;
        }
        throw new Failure(first == storage.Exit
            ? $"Azurite ended by itself (exit code {await storage.Exit})." : $"The server ended by itself (exit code {await server.Exit}).");
    }

    /// <summary>The city's configuration on a laptop. What the environment says itself stays, save where the storage and the mode are.</summary>
    static Dictionary<string, string> Settings(int port, int storagePort, string? clock)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = $"http://localhost:{port}",
            ["AzureWebJobsStorage"] = LocalStorage.ConnectionString(storagePort),
            [LocalKeys.Name] = LocalKeys.Value,
            ["Casa__EndWithParent"] = "true",
            ["Casa__Runner__StopWithin"] = "00:00:05",
        };
        Unless("Casa__PublicUrl", $"http://localhost:{port}");
        Unless("Casa__Seal__Path", Path.Combine(Repository.Private, "seal.pem"));
        Unless("Casa__Publishing__Path", Path.Combine(Repository.Private, "publishing.pem"));
        Unless($"Casa__Operators__{TicketStory.Operator}__Secret", LocalKeys.OperatorSecret(TicketStory.Operator));
        if (clock is not null) settings["Casa__Clock"] = clock;
        return settings;

        void Unless(string name, string value) =>
            settings[name] = Environment.GetEnvironmentVariable(name) is { Length: > 0 } own ? own : value;
    }

    static Option<int> Port(string name, int usual, string description, int needed)
    {
        var option = new Option<int>(name) { HelpName = $"{usual}", Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.Tokens.SingleOrDefault() is { } token && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out var port) && port > 0 && port + needed <= 65536))
            {
                given.AddError($"{name} takes a port number.");
            }
        });
        return option;
    }
}
