namespace Casa;

/// <summary>
/// Where the laptop's city keeps its storage. A marker file says that the folder is ours, so that <c>--fresh</c> never empties anybody
/// else's; while a city runs on it, the marker is locked.
/// </summary>
sealed class DataFolder : IDisposable
{
    const string Marker = ".casaserverless";
    readonly FileStream? running;

    DataFolder(string path, FileStream? running)
    {
        Path = path;
        this.running = running;
    }

    public string Path { get; }

    public static DataFolder Open(string path, bool fresh)
    {
        path = System.IO.Path.GetFullPath(path);
        var marker = System.IO.Path.Combine(path, Marker);
        if (File.Exists(path)) throw new Failure($"{path} is a file; --data takes a folder.");
        var empty = !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any();
        var ours = empty || File.Exists(marker);
        if (!ours) throw new Failure($"{path} holds other things (no {Marker} in it); --data takes a folder of the city's own, or a new one.");

        Directory.CreateDirectory(path);
        var running = Lock(marker);
        if (fresh) Empty(path);
        return new(path, running);
    }

    public void Dispose() => running?.Dispose();

    static FileStream Lock(string marker)
    {
        try
        {
            return new(marker, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new Failure($"A city is already running on {System.IO.Path.GetDirectoryName(marker)}; choose another with --data DIR, or stop it.");
        }
    }

    static void Empty(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories(path)) Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(path).Where(f => System.IO.Path.GetFileName(f) != Marker)) File.Delete(file);
    }
}
