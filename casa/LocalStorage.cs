namespace Casa;

/// <summary>Azure Storage on this machine: Azurite, on disk, its blob, queue and table services on three ports in a row.</summary>
static class LocalStorage
{
    // The emulator's account and key are published by its makers and open nothing else.
    const string Account = "devstoreaccount1";
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static string ConnectionString(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};" +
        $"QueueEndpoint=http://127.0.0.1:{port + 1}/{Account};TableEndpoint=http://127.0.0.1:{port + 2}/{Account};";

    /// <param name="folder">Where it keeps what it is given; null for in memory, as long as it runs.</param>
    public static async Task<Child> Start(string? folder, int port, CancellationToken stop)
    {
        var script = Repository.In("node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script)) throw new Failure("Azurite is missing from node_modules: run `npm ci --ignore-scripts`.");
        var azurite = Child.Start("node",
            ["--require", Repository.In("casa", "end-with-parent.cjs"), script,
             .. folder is null ? (string[])["--inMemoryPersistence"] : ["--location", folder], "--silent", "--skipApiVersionCheck",
             "--disableTelemetry", "--blobPort", $"{port}", "--queuePort", $"{port + 1}", "--tablePort", $"{port + 2}"],
            new Dictionary<string, string>(), quiet: true);
        try
        {
            foreach (var each in new[] { port, port + 1, port + 2 }) await Ports.Answers(each, "Azurite", azurite, stop);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }
}
