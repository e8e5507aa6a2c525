using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using MimeKit;

namespace CasaServerless.Tests.Given.Mail;

/// <summary>The npm mail server of server.mjs, in a process of ours that ends with us.</summary>
public sealed class MailServer : IAsyncDisposable
{
    readonly Process process;
    readonly ConcurrentQueue<Letter> letters = new();
    readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    MailServer(string? password, int port)
    {
        process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Root.Path, "tests", "Given", "Mail", "server.mjs"), password ?? "", $"{port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Root.Path,
        })!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
    }

    /// <summary>With a password, a server that wants STARTTLS and signing in.</summary>
    /// <param name="port">0 for any that is free.</param>
    public static async Task<MailServer> Start(string? password = null, int port = 0)
    {
        var server = new MailServer(password, port);
        server.Port = await server.port.Task;
        return server;
    }

    public int Port { get; private set; }

    /// <summary>What has been taken so far.</summary>
    public IReadOnlyList<Letter> Letters => [.. letters];

    /// <summary>The settings of a city that sends its letters here.</summary>
    public string[] Settings =>
    [
        "--Casa:Notices:SmtpHost=127.0.0.1", $"--Casa:Notices:SmtpPort={Port}", "--Casa:Notices:SmtpTls=off",
        "--Casa:Notices:From=Ville de Casablanca <ne-pas-repondre@casa.test>",
    ];

    /// <summary>
    /// The next letter is refused for now (<c>busy</c>), taken without a word (<c>silent</c>), taken and only said so later (<c>slow</c>), or taken
    /// as it should be (<c>well</c>).
    /// </summary>
    public Task Next(string misdeed) => process.StandardInput.WriteLineAsync(new JsonObject { ["next"] = misdeed }.ToJsonString());

    /// <summary>SIGKILL, to the one process that we started; what it took it has told.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    void Hear(string? line)
    {
        if (line is null || JsonNode.Parse(line) is not { } told) return;
        if (told["port"] is { } at) port.TrySetResult(at.GetValue<int>());
        else letters.Enqueue(new(told["to"]![0]!.GetValue<string>(), told["secure"]!.GetValue<bool>(), told["user"]?.GetValue<string>(), told["letter"]!.GetValue<string>())
        {
            At = TimeProvider.System.GetTimestamp(),
            Silent = told["misdeed"]!.GetValue<string>() == "silent",
        });
    }
}

/// <summary>A letter as it was taken.</summary>
public sealed record Letter(string To, bool Secure, string? User, string Source)
{
    /// <summary>When it was heard of; a timestamp.</summary>
    public long At { get; init; }

    /// <summary>Its sender was never told that it was taken.</summary>
    public bool Silent { get; init; }

    public MimeMessage Read()
    {
        using var source = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Source));
        return MimeMessage.Load(source);
    }
}
