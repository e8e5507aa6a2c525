namespace Casa;

/// <summary>The folder that holds CasaServerless.sln, and what the verbs keep in it.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>What belongs to this copy of the project alone and is never committed: keys, the laptop's data.</summary>
    public static string Private { get; } = Path.Combine(Root, ".casa");

    public static string In(params string[] path) => Path.Combine([Root, .. path]);

    static string Find()
    {
        // A file-based program is built far from its file; tests run from their own output.
        var start = AppContext.GetData("EntryPointFilePath") is string file ? Path.GetDirectoryName(file)! : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CasaServerless.sln"))) return folder.FullName;
        }
        throw new Failure($"CasaServerless.sln was not found above {start}.");
    }
}
