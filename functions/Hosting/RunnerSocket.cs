namespace CasaServerless.Hosting;

/// <summary>The socket file that our own runner calls the functions through, in a folder that this user alone can enter.</summary>
sealed class RunnerSocket : IDisposable
{
    readonly string folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"casa-{Guid.NewGuid():N}");

    public string Path => System.IO.Path.Combine(folder, "runner");

    /// <summary>Makes its folder; the server makes the file.</summary>
    public void Prepare()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
