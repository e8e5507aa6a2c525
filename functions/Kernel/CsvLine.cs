using System.Buffers;

namespace CasaServerless.Kernel;

/// <summary>Comma-separated values as RFC 4180 has them, for files that people open in a spreadsheet.</summary>
public static class CsvLine
{
    static readonly SearchValues<char> quoted = SearchValues.Create("\",\r\n");

    /// <summary>A line without its end. A value that a spreadsheet would run as a formula gets an apostrophe before it.</summary>
    public static string Of(params IEnumerable<string?> values) => string.Join(',', values.Select(value =>
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t', ..] ? $"'{value}" : value ?? "";
        return safe.AsSpan().ContainsAny(quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }));
}
