namespace CasaServerless.Services.Legalisation;

/// <summary>Where the citizen's document goes: an address of one purpose, for one case, for an hour.</summary>
/// <param name="Expires">After it, the case tells a new address.</param>
public sealed record UploadAddress(string Url, string Method, DateTimeOffset Expires, long MaxBytes, int MaxPages)
{
    /// <summary>The purpose that the address is signed for.</summary>
    public const string Purpose = "legalisation upload";

    /// <summary>The same for an officer's scan at the desk; it names the officer too.</summary>
    public const string DeskPurpose = "legalisation desk scan";

    public static UploadAddress For(string reference, LegalisationCounter counter, string? officer = null)
    {
        var expires = counter.Clock.GetUtcNow() + LegalisationTimes.UploadLink;
        var token = officer is null ? counter.Links.Make(Purpose, reference, expires) : counter.Links.Make(DeskPurpose, $"{reference} {officer}", expires);
        return new($"{counter.Options.PublicUrl}/api/uploads/{token}", "PUT", expires, counter.Options.MaxBytes, counter.Options.MaxPages);
    }
}
