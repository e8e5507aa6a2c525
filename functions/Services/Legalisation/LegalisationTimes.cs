namespace CasaServerless.Services.Legalisation;

/// <summary>The counter's delays.</summary>
public static class LegalisationTimes
{
    /// <summary>A request that its applicant does not move is closed after 30 days.</summary>
    public static readonly TimeSpan Abandonment = TimeSpan.FromDays(30);

    /// <summary>One whose applicant was seen, and on which nobody decided, after 90 days.</summary>
    public static readonly TimeSpan AbandonmentOncePresented = TimeSpan.FromDays(90);

    /// <summary>A refused request's upload stays for 30 days, while the applicant may object.</summary>
    public static readonly TimeSpan RefusedUploads = TimeSpan.FromDays(30);

    /// <summary>Longer than an upload's address works, and its last bytes take.</summary>
    public static readonly TimeSpan ErasedFiles = TimeSpan.FromHours(6);

    /// <summary>The access code is sent at most once an hour.</summary>
    public static readonly TimeSpan CodeAgain = TimeSpan.FromHours(1);

    /// <summary>How long an upload's address works.</summary>
    public static readonly TimeSpan UploadLink = TimeSpan.FromHours(1);
}
