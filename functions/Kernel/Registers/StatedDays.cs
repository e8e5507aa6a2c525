using System.Security.Cryptography;
using System.Text.Json;
using CasaServerless.Kernel.Publishing;

namespace CasaServerless.Kernel.Registers;

/// <summary>Published days as a reader has them who trusts nothing but the city's keys.</summary>
/// <param name="Days">Those that one of the keys signed, oldest first.</param>
/// <param name="Faults">Plain sentences: what is forged, missing or not chained.</param>
public sealed record StatedDays(IReadOnlyList<ClosedDay> Days, IReadOnlyList<string> Faults)
{
    /// <param name="messages">COSE_Sign1 messages, in any order, from one day to another without a gap.</param>
    public static StatedDays Read(IEnumerable<byte[]> messages, IReadOnlyList<PublishedKey> keys)
    {
        var faults = new List<string>();
        var read = new SortedDictionary<DateOnly, (ClosedDay Day, string Sha256)>();
        foreach (var message in messages)
        {
            if (Open(message, keys) is not { } day) faults.Add("a statement that none of the city's keys signed");
            else if (!read.TryAdd(day.Date, (day, Convert.ToHexStringLower(SHA256.HashData(message)))) && read[day.Date].Sha256 != Convert.ToHexStringLower(SHA256.HashData(message)))
                faults.Add(FormattableString.Invariant($"{day.Date:yyyy-MM-dd} was stated twice, and differently"));
        }
        ClosedBefore? before = null;
        foreach (var (day, sha256) in read.Values)
        {
            if (before is not null && day.Before != before)
                faults.Add(FormattableString.Invariant($"{day.Date:yyyy-MM-dd} does not follow {before.Date:yyyy-MM-dd}: a day between them is missing, or one was replaced"));
            before = new(day.Date, sha256);
        }
        return new([.. read.Values.Select(each => each.Day)], faults);
    }

    /// <summary>The heads of one register, by day.</summary>
    public IEnumerable<(DateOnly Day, RegisterHead Head)> Of(string book) =>
        Days.SelectMany(day => day.Registers.Where(head => head.Register == book).Select(head => (day.Date, head)));

    static ClosedDay? Open(byte[] message, IReadOnlyList<PublishedKey> keys)
    {
        try
        {
            return CoseSign1.Open(message, CoseSign1.Json, keys) is { } payload ? JsonSerializer.Deserialize(payload, RegisterJson.Default.ClosedDay) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
