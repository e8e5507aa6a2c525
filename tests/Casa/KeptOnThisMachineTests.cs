#pragma warning disable CA1416
using Casa;

namespace CasaServerless.Tests.Casa;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeptOnThisMachineTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("casa-kept-").FullName;

    [Fact]
    public void The_keys_are_made_once_and_are_their_owners_alone()
    {
        var path = Path.Combine(folder, "new", "keys");
        var first = LocalKeys.Kept(path);
        Assert.Equal(32, Convert.FromBase64String(first).Length);
        Assert.Equal(first, LocalKeys.Kept(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Fresh_empties_a_folder_of_ours()
    {
        var ours = Path.Combine(folder, "ours");
        DataFolder.Open(ours, fresh: false).Dispose();
        File.WriteAllText(Path.Combine(ours, "table.json"), "{}");
        DataFolder.Open(ours, fresh: false).Dispose();
        Assert.True(File.Exists(Path.Combine(ours, "table.json")));
        DataFolder.Open(ours, fresh: true).Dispose();
        Assert.False(File.Exists(Path.Combine(ours, "table.json")));
    }

    [Fact]
    public void Fresh_never_empties_a_folder_of_somebody_else()
    {
        var theirs = Path.Combine(folder, "thesis.tex");
        File.WriteAllText(theirs, "years of work");
        Assert.Contains("holds other things", Assert.Throws<Failure>(() => DataFolder.Open(folder, fresh: true)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(theirs));
    }

    [Fact]
    public void Two_cities_do_not_share_a_folder()
    {
        var ours = Path.Combine(folder, "ours");
        using var running = DataFolder.Open(ours, fresh: false);
        Assert.Contains("already running", Assert.Throws<Failure>(() => DataFolder.Open(ours, fresh: true)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
