using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>The fields of a report as they were posted. What is empty counts as not sent.</summary>
sealed partial class ReportForm(IReadOnlyDictionary<string, StringValues> fields)
{
    // There are some fifteen arguments, and no service asks for that many attributes.
    const int MostFields = 200, LongestName = 200, LongestValue = 20_000;

    /// <summary>The answers to a service's questions: <c>attribute[code]=…</c>, or <c>attribute[code][]=…</c> as often as there are values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; } = fields
        .Select(field => (Match: Attribute().Match(field.Key), field.Value)).Where(field => field.Match.Success)
        .GroupBy(field => field.Match.Groups[1].Value)
        .Select(field => KeyValuePair.Create(field.Key, (IReadOnlyList<string>)[.. field.SelectMany(one => Said(one.Value))]))
        .Where(field => field.Value.Count > 0).ToDictionary();

    /// <summary>A field's one value; null where it was not sent.</summary>
    /// <exception cref="Kernel.Refusal">It came with two values.</exception>
    public string? this[string name] => Said(fields.GetValueOrDefault(name)) switch
    {
        [] => null,
        [var value] => value,
        _ => throw Open311Refusals.Twice(name),
    };

    /// <exception cref="Kernel.Refusal">It is no form, or one that nobody would send.</exception>
    public static async Task<ReportForm> Read(HttpRequest request, CancellationToken stop)
    {
        if (request.GetTypedHeaders().ContentType?.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            throw Open311Refusals.NotForm();
        // Whatever charset it names: the specification knows UTF-8 alone.
        var reader = new FormPipeReader(request.BodyReader, Encoding.UTF8)
        {
            ValueCountLimit = MostFields,
            KeyLengthLimit = LongestName,
            ValueLengthLimit = LongestValue,
        };
        try
        {
            return new(await reader.ReadFormAsync(stop));
        }
        catch (InvalidDataException)
        {
            throw Open311Refusals.NotForm();
        }
    }

    static List<string> Said(StringValues values) =>
        [.. values.OfType<string>().Select(value => value.Trim()).Where(value => value.Length > 0)];

    [GeneratedRegex(@"^attribute\[([^\[\]]+)\](\[[0-9]*\])?\z")]
    private static partial Regex Attribute();
}
