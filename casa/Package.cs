using System.IO.Compression;

namespace Casa;

/// <summary>
/// The zip that Azure Functions takes: <c>host.json</c> at its root, and Unix modes, since the platform does not always make the program
/// executable itself. Made twice from the same files it is the same, byte for byte.
/// </summary>
static class Package
{
    const int RegularFile = 0x8000;
    const int Executable = 0x1FF; // 0777
    const int Readable = 0x1B6;   // 0666

    // Zip has no earlier year, and a file's own time would differ with every build.
    static readonly DateTimeOffset time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string folder, string zip, string executable)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => f != zip).Order(StringComparer.Ordinal).ToArray();
        using var archive = new ZipArchive(File.Create(zip), ZipArchiveMode.Create);
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = time;
            entry.ExternalAttributes = (RegularFile | (name == executable ? Executable : Readable)) << 16;
            using var to = entry.Open();
            using var from = File.OpenRead(file);
            from.CopyTo(to);
        }
    }
}
