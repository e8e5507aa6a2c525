using System.IO.Compression;
using Casa;

namespace CasaServerless.Tests.Casa;

public sealed class PackageTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("casa-package-").FullName;

    [Fact]
    public void The_program_may_be_run_and_the_rest_be_read_as_files_of_Unix()
    {
        using var zip = ZipFile.OpenRead(Zip("first.zip"));
        Assert.Equal(["CasaServerless", "Pages/function.json", "host.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(["100777", "100666", "100666"], zip.Entries.Select(entry => Convert.ToString((entry.ExternalAttributes >> 16) & 0xFFFF, 8)));

        // Central directory header: signature, then "version made by", whose second byte is the system: 3 is Unix.
        var bytes = File.ReadAllBytes($"{folder}-first.zip");
        var headers = Enumerable.Range(0, bytes.Length - 6).Where(at => bytes.AsSpan(at, 4).SequenceEqual("PK\u0001\u0002"u8)).ToArray();
        Assert.Equal(3, headers.Length);
        Assert.All(headers, at => Assert.Equal(3, bytes[at + 5]));
    }

    [Fact]
    public void The_same_files_make_the_same_zip()
    {
        var first = File.ReadAllBytes(Zip("first.zip"));
        Directory.Delete(folder, recursive: true);
        Assert.Equal(first, File.ReadAllBytes(Zip("second.zip")));
    }

    public void Dispose()
    {
        foreach (var zip in Directory.EnumerateFiles(Path.GetTempPath(), $"{Path.GetFileName(folder)}-*.zip")) File.Delete(zip);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    string Zip(string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, "Pages"));
        File.WriteAllText(Path.Combine(folder, "host.json"), "{}");
        File.WriteAllText(Path.Combine(folder, "CasaServerless"), "binary");
        File.WriteAllText(Path.Combine(folder, "Pages", "function.json"), "{}");
        var zip = $"{folder}-{name}";
        Package.Write(folder, zip, "CasaServerless");
        return zip;
    }
}
