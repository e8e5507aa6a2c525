namespace CasaServerless.Tests.Given;

/// <summary>Where the project and the shared open data lie.</summary>
public static class Root
{
    /// <summary>The folder that holds CasaServerless.sln.</summary>
    public static string Path { get; } = Find();

    /// <summary>The folder of open data (`CASA_SHARED`, by default `../shared`); may be absent.</summary>
    public static string Shared { get; } =
        Environment.GetEnvironmentVariable("CASA_SHARED") ?? System.IO.Path.Combine(Path, "..", "shared");

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CasaServerless.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("CasaServerless.sln was not found above the tests.");
    }
}
