using System.Globalization;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>Instants as the W3C note on dates and times writes them, always with their zone.</summary>
static class W3Time
{
    static readonly string[] forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Such as <c>2026-11-29T16:40:00+00:00</c>.</summary>
    public static string Write(DateTimeOffset at) => CityTime.In(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The instant; null where the text is none, or names no zone.</summary>
    public static DateTimeOffset? Read(string text)
    {
        // A plus sign that was not escaped arrives as a space.
        var said = text.Replace(' ', '+');
        var zoned = said.EndsWith('Z') || said.Length > 6 && said[^6] is '+' or '-' && said[^3] == ':';
        return zoned && DateTimeOffset.TryParseExact(said, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
    }
}
