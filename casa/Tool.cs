using System.ComponentModel;
using System.Diagnostics;

namespace Casa;

/// <summary>A program that is run to its end: dotnet, npm, apt-get, the city's own set-up.</summary>
static class Tool
{
    /// <summary>Runs it and gives its exit code. When <paramref name="stop"/> comes first, it is ended with all that it started.</summary>
    /// <param name="line">Gets each line of its output instead of the console; the error output always goes to the console.</param>
    public static async Task<int> Run(ProcessStartInfo start, CancellationToken stop, Action<string>? line = null)
    {
        start.WorkingDirectory = Repository.Root;
        start.RedirectStandardOutput = line is not null;
        using var process = Begin(start);
        if (line is not null)
        {
            process.OutputDataReceived += (_, said) => { if (said.Data is { } text) line(text); };
            process.BeginOutputReadLine();
        }
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return process.ExitCode;
    }

    /// <summary>Runs it; anything but exit code 0 is our failure.</summary>
    public static async Task MustRun(ProcessStartInfo start, CancellationToken stop)
    {
        var code = await Run(start, stop);
        if (code != 0) throw new Failure($"{Path.GetFileName(start.FileName)} {start.ArgumentList.FirstOrDefault()} failed (exit code {code}).");
    }

    internal static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new Failure($"{start.FileName} could not be started: is it installed?");
        }
    }
}
