using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;

namespace Casa;

/// <summary>
/// The registers' published heads, from an address or from a file that somebody kept: an answer of <c>/api/registers/heads</c> or of one of its
/// days.
/// </summary>
static class PublishedHeads
{
    /// <param name="key">File or address with the city's keys; a kept one is worth more than one that is asked for now.</param>
    /// <exception cref="Failure">Nothing readable is there.</exception>
    public static async Task<StatedDays> Read(string from, string key, CancellationToken stop)
    {
        var keys = await Parse(key, text => JsonSerializer.Deserialize(text, PublishingJson.Default.PublishedKeys)!.Keys, stop);
        return StatedDays.Read(await Messages(from, stop), keys);
    }

    /// <summary>Whether it is an address, and not a file.</summary>
    public static bool IsAddress(string from) => Uri.TryCreate(from, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    static async Task<List<byte[]>> Messages(string from, CancellationToken stop)
    {
        var messages = new List<byte[]>();
        var address = IsAddress(from) && !from.Contains('?', StringComparison.Ordinal) ? from + "?from=2000-01-01" : from;
        for (var next = address; next is not null;)
        {
            var page = await Parse(next, text => JsonNode.Parse(text)!, stop);
            var days = page["items"]?.AsArray() ?? [page.DeepClone()];
            messages.AddRange(days.Select(day => Base64Url.DecodeFromChars(day!["cose"]!.GetValue<string>())));
            next = IsAddress(from) && page["continuation"]?.GetValue<string>() is { } more ? $"{address}&continuation={more}" : null;
        }
        return messages;
    }

    static async Task<T> Parse<T>(string from, Func<string, T> parse, CancellationToken stop)
    {
        try
        {
            if (!IsAddress(from)) return parse(await File.ReadAllTextAsync(from, stop));
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
            return parse(await http.GetStringAsync(new Uri(from), stop));
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or JsonException or FormatException or NullReferenceException or InvalidOperationException)
        {
            throw new Failure($"{from} holds nothing that the registers' heads or the city's keys look like.");
        }
    }
}
