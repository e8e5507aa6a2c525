using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CasaServerless.Hosting;

/// <summary>
/// The log on standard output, one line an entry: <c>2026-11-24T10:28:50.256Z warn: Category[7] message</c>. The library's console, put together
/// by hand: registered in its own way it brings three formatters and their watched settings, and a sixth of the program's start.
/// </summary>
sealed class LogLines() : ConsoleFormatter("lines")
{
    public static ILoggerProvider Provider() => new ConsoleLoggerProvider(new Settings(), [new LogLines()]);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } error) text = $"{text} {error}";
        textWriter.WriteLine($"{time} {Level(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {text.ReplaceLineEndings(" ")}");
    }

    static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    sealed class Settings : IOptionsMonitor<ConsoleLoggerOptions>
    {
        public ConsoleLoggerOptions CurrentValue { get; } = new() { FormatterName = "lines" };

        public ConsoleLoggerOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<ConsoleLoggerOptions, string?> listener) => null;
    }
}
