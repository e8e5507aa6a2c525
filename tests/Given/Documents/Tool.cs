using System.Diagnostics;

namespace CasaServerless.Tests.Given.Documents;

/// <summary>A program of the machine, run to its end.</summary>
public static class Tool
{
    /// <summary>How the program ended and what it said.</summary>
    public static (int Exit, string Output, string Errors) Run(string program, params IEnumerable<string> arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{program} is missing: see tests/debian-packages.txt.");
        }
        using (process)
        {
            process.StandardInput.Close();
            var errors = new System.Text.StringBuilder();
            process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.ToString());
        }
    }

    /// <summary>As <see cref="Run"/>, for a program that has to succeed.</summary>
    public static string Must(string program, params IEnumerable<string> arguments)
    {
        var (exit, output, errors) = Run(program, arguments);
        return exit == 0 ? output : throw new InvalidOperationException($"{program} ended with {exit}: {output}{errors}");
    }
}
