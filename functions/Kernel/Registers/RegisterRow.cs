using System.Globalization;
using System.Text.Json.Serialization;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Registers;

/// <summary>
/// A row of a register as it lies in storage: all that a check needs, so that whoever has the rows needs nobody's word. What a row should not
/// hold, or holds as something else than it should, is null here and a fault there.
/// </summary>
/// <param name="Row"><c>N000012</c>, <c>O000012</c>, <c>K…</c> or <c>H</c>.</param>
/// <param name="Number">Of a row K: the act's number; null where the act was given up.</param>
/// <param name="Last">Of the head: the last number.</param>
/// <param name="Length">Of the head: how many links there are.</param>
public sealed record RegisterRow(
    string Row, int? Position = null, string? At = null, string? Key = null, string? Facts = null, string? Hash = null,
    int? Number = null, int? Last = null, int? Length = null)
{
    /// <summary>What the row is, by its first letter.</summary>
    [JsonIgnore]
    public char Letter => Row.Length > 0 ? Row[0] : ' ';

    internal static RegisterRow Of(TableEntity row)
    {
        return new(row.RowKey, Number("Position"), Text("At"), Text("Key"), Text("Facts"), Text("Hash"), Number("Number"), Number("Last"), Number("Length"));

        int? Number(string name) => row.TryGetValue(name, out var value) && value is int number ? number : null;

        string? Text(string name) => row.TryGetValue(name, out var value) && value is string text ? text : null;
    }

    /// <summary>The number of a row N or O, if it is written as only we write it: another way would be a second row for one number.</summary>
    internal int? Numbered => Row.Length > 1 && int.TryParse(Row.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Row == Name(Letter, number) ? number : null;

    /// <summary>The key of a number's own row (N) or of its end (O).</summary>
    internal static string Name(char letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number:D6}");
}

/// <summary>JSON of the register's rows, and of what is published about them.</summary>
[JsonSerializable(typeof(RegisterOutcome))]
[JsonSerializable(typeof(RegisterRow))]
[JsonSerializable(typeof(ClosedDay))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class RegisterJson : JsonSerializerContext;
