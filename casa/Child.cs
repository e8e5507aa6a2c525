using System.Diagnostics;

namespace Casa;

/// <summary>
/// A program that we started and that ends with us. Its standard input is a pipe from us; it watches that pipe and ends when it closes,
/// which the kernel does for us even after SIGKILL.
/// </summary>
sealed class Child : IAsyncDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(15);
    readonly Process process;

    Child(Process process)
    {
        this.process = process;
        Exit = WaitForExit();
    }

    /// <summary>Ends with the program; its value is the exit code.</summary>
    public Task<int> Exit { get; }

    /// <param name="quiet">Its output is thrown away; what it says on the error output reaches the console all the same.</param>
    public static Child Start(string file, string[] arguments, IReadOnlyDictionary<string, string> environment, bool quiet = false)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = quiet, WorkingDirectory = Repository.Root };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Tool.Begin(start);
        if (quiet) _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new(process);
    }

    /// <summary>Asks it to end and waits; ends it by force when it takes no notice.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        if (await Task.WhenAny(Exit, Task.Delay(patience)) != Exit) process.Kill(entireProcessTree: true);
        await Exit;
        process.Dispose();
    }

    async Task<int> WaitForExit()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
