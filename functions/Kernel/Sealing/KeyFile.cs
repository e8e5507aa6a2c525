using System.Runtime.InteropServices;

namespace CasaServerless.Kernel.Sealing;

/// <summary>Writes the keys that Development makes for itself.</summary>
static partial class KeyFile
{
    /// <summary>Readable by its owner alone from its first byte; of two first runs at once, the earlier one's file stays.</summary>
    public static void Write(string path, string pem)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(fresh, options)) writer.Write(pem);
        var linked = !OperatingSystem.IsWindows() && Link(fresh, path) == 0;
        if (linked || File.Exists(path)) File.Delete(fresh);
        else File.Move(fresh, path, overwrite: false);
    }

    // File.Move looks and then renames, and a second first run fits in between; a link is made where there is none, or not at all.
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string path);
}
