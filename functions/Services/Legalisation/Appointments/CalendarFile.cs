using System.Globalization;
using System.Text;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>
/// An appointment as a file for people's calendars (RFC 5545, RFC 5546). The uid stays and the sequence grows, so that a moved appointment
/// replaces the one before and a cancellation removes it. Times are in UTC: a phone whose time zone data are old is right all the same.
/// </summary>
/// <param name="Uid">Of the case's appointment, whichever it is.</param>
/// <param name="Sequence">0 for the first booking, then one more with each change.</param>
/// <param name="Language"><c>fr</c> or <c>ar</c>: of the texts.</param>
/// <param name="Organizer">A URI; the bureau has no mailbox that would read answers.</param>
/// <param name="Written">When this file is made.</param>
public sealed record CalendarFile(
    string Uid, int Sequence, bool CalledOff, DateTimeOffset Start, DateTimeOffset End, string Language, string Summary, string Location,
    string Description, string Bureau, Uri Organizer, Uri Url, DateTimeOffset Written)
{
    const int MostOctets = 75;

    public string Method => CalledOff ? "CANCEL" : "PUBLISH";

    public override string ToString()
    {
        var file = new StringBuilder();
        foreach (var line in Lines()) Fold(line, file);
        return file.ToString();
    }

    IEnumerable<string> Lines() =>
    [
        "BEGIN:VCALENDAR", "VERSION:2.0", $"PRODID:-//Casablanca//CasaServerless//{Language.ToUpperInvariant()}", "CALSCALE:GREGORIAN", $"METHOD:{Method}",
        "BEGIN:VEVENT", $"UID:{Uid}", $"SEQUENCE:{Sequence}", $"DTSTAMP:{Utc(Written)}", $"DTSTART:{Utc(Start)}", $"DTEND:{Utc(End)}",
        $"SUMMARY;LANGUAGE={Language}:{Escaped(Summary)}", $"LOCATION;LANGUAGE={Language}:{Escaped(Location)}",
        $"DESCRIPTION;LANGUAGE={Language}:{Escaped(Description)}", $"ORGANIZER;CN=\"{Bureau.Replace('"', '\'')}\":{Organizer}", $"URL:{Url}",
        $"STATUS:{(CalledOff ? "CANCELLED" : "CONFIRMED")}", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR",
    ];

    static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // A line holds 75 octets at the most, and no character is cut in two.
    static void Fold(string line, StringBuilder file)
    {
        var octets = 0;
        foreach (var character in line.EnumerateRunes())
        {
            if (octets + character.Utf8SequenceLength > MostOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }
            file.Append(character);
            octets += character.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }
}
