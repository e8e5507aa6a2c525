namespace CasaServerless.Services.Tickets;

/// <summary>The counter's delays and bounds.</summary>
public static class TicketTimes
{
    /// <summary>A closed ticket may be reopened for 30 days.</summary>
    public static readonly TimeSpan Reopening = TimeSpan.FromDays(30);

    /// <summary>The access code is sent again at most once a day.</summary>
    public static readonly TimeSpan CodeAgain = TimeSpan.FromDays(1);

    /// <summary>How long a photo's address works.</summary>
    public static readonly TimeSpan UploadLink = TimeSpan.FromHours(1);

    /// <summary>Most photos of one ticket, refused ones included.</summary>
    public const int MostPhotos = 5;

    /// <summary>Most texts of one ticket, from all who write in it.</summary>
    public const int MostTexts = 200;

    /// <summary>Most tickets that are solved with one: its head names them all.</summary>
    public const int MostMerged = 500;

    /// <summary>Most parts of one ticket.</summary>
    public const int MostParts = 50;

    /// <summary>Most characters of a text.</summary>
    public const int LongestText = 4000;
}
