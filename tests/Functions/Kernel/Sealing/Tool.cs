using System.Diagnostics;
using System.Text;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

/// <summary>Runs a judge that is not ours: openssl, pdfsig, qpdf, zbarimg…</summary>
static class Tool
{
    /// <returns>What it printed, on both streams; the exit code is <paramref name="expected"/> or the test fails with the text.</returns>
    public static async Task<string> Run(string name, IEnumerable<string> arguments, int? expected = 0)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await errors;
        if (expected is { } code) Assert.True(process.ExitCode == code, $"{name} ended with {process.ExitCode}: {text}");
        return text;
    }
}
