using System.CommandLine;

namespace Casa;

/// <summary><c>publish</c>: what is deployed, in <c>dist/</c>: the native program with all it needs, and the same as a zip for Azure.</summary>
static class Publish
{
    const string Runtime = "linux-x64";
    const string Binary = "CasaServerless";

    public static Command Verb()
    {
        var verb = new Command("publish", "dist/: the native program, host.json, {Function}/function.json, the pages; and dist/CasaServerless.zip");
        verb.SetAction(async (_, stop) =>
        {
            await Dist(stop);
            return 0;
        });
        return verb;
    }

    public static async Task Dist(CancellationToken stop)
    {
        var dist = Repository.In("dist");
        if (Directory.Exists(dist)) Directory.Delete(dist, recursive: true);
        await Compile(dist, stop);

        Trust(dist);
        // Symbols and documentation stay where they were built.
        foreach (var file in Directory.EnumerateFiles(dist).Where(f => Path.GetExtension(f) is ".dbg" or ".pdb" or ".xml")) File.Delete(file);
        Package.Write(dist, Path.Combine(dist, $"{Binary}.zip"), Binary);
        Console.WriteLine($"dist/{Binary} {Megabytes(Binary)}, dist/{Binary}.zip {Megabytes($"{Binary}.zip")}");

        string Megabytes(string file) => $"{new FileInfo(Path.Combine(dist, file)).Length / 1e6:F1} MB";
    }

    /// <summary>Certificates that the seal's settings name; public, and a Functions app has no other place for a file.</summary>
    static void Trust(string dist)
    {
        var trust = Repository.In("infra", "trust");
        if (!Directory.Exists(trust)) return;
        Directory.CreateDirectory(Path.Combine(dist, "trust"));
        foreach (var file in Directory.EnumerateFiles(trust, "*.pem")) File.Copy(file, Path.Combine(dist, "trust", Path.GetFileName(file)));
    }

    static async Task Compile(string dist, CancellationToken stop)
    {
        // An up-to-date binary is not compiled again and so warns of nothing; what isn't compiled here isn't checked here.
        var compiled = Repository.In("functions", "obj", "Release", "net10.0", Runtime, "native");
        if (Directory.Exists(compiled)) Directory.Delete(compiled, recursive: true);

        Console.WriteLine("Compiling natively; this takes a minute.");
        var lines = new List<string>();
        var code = await Tool.Run(new("dotnet",
            ["publish", Repository.In("functions"), "--configuration", "Release", "--runtime", Runtime, "--output", dist, "--verbosity", "quiet", "--nologo",
             "-p:IlcTreatWarningsAsErrors=false", "-nodeReuse:false", "-p:UseSharedCompilation=false"]), stop, lines.Add);
        var unexplained = PublishWarnings.Unexplained(lines);
        if (code != 0 && unexplained.Count == 0) unexplained = [.. lines.Distinct()];
        foreach (var line in unexplained) Console.WriteLine(line);
        if (code != 0) throw new Failure($"The native compilation failed (exit code {code}).");
        if (unexplained.Count > 0) throw new Failure($"{unexplained.Count} trim or AOT warnings that casa/PublishWarnings.cs does not explain.");
    }
}
