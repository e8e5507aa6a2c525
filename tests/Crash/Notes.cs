using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// What the storage's own door sees of the city's notes that a letter was taken: when each came, and whether something befell it. Only from
/// there can be told whether a letter came twice for want of knowledge.
/// </summary>
sealed partial class Notes(BadDays weather)
{
    readonly ConcurrentQueue<Note> notes = new();

    public Fault? Befalls(StorageRequest request)
    {
        var fault = weather.Befalls(request);
        var at = TimeProvider.System.GetTimestamp();
        if (request.Call == StorageCall.Commit)
        {
            foreach (Match note in Noted().Matches(request.Text))
                notes.Enqueue(new(Reference().Match(request.Text).Value, int.Parse(note.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), at, fault is not null));
        }
        // The insurance of a change, which has failed before it began; of which change it is not told.
        else if (fault is not null && request.Call is StorageCall.Send or StorageCall.RowRead or StorageCall.RowInsert or StorageCall.RowWrite
            && Reference().Match(Uri.UnescapeDataString(request.Target) + request.Text) is { Success: true } of)
        {
            notes.Enqueue(new(of.Value, null, at, true));
        }
        return fault;
    }

    public IEnumerable<Note> Of(string reference) => notes.Where(note => note.Reference == reference);

    [GeneratedRegex(@"applicant-notified\W+about\W+(\d+)")]
    private static partial Regex Noted();

    [GeneratedRegex("LEG-[0-9A-Z]{5}-[0-9A-Z]{6}")]
    private static partial Regex Reference();
}

/// <param name="About">Version of the event that the letter was about; null where that is not known.</param>
/// <param name="At">A timestamp.</param>
/// <param name="Befallen">Whether a fault befell it.</param>
sealed record Note(string Reference, int? About, long At, bool Befallen);
