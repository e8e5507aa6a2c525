namespace CasaServerless.Services.Legalisation;

/// <summary>Where the citizen's document goes: an address of one purpose, for one case, for an hour.</summary>
/// <param name="Expires">After it, the case tells a new address.</param>
public sealed record UploadAddress(string Url, string Method, DateTimeOffset Expires, long MaxBytes, int MaxPages)
{
    /// <summary>The purpose that the address is signed for.</summary>
    public const string Purpose = "legalisation upload";

    public static UploadAddress For(string reference, LegalisationCounter counter)
    {
        var expires = counter.Clock.GetUtcNow() + LegalisationTimes.UploadLink;
        var token = counter.Links.Make(Purpose, reference, expires);
        return new($"{counter.Options.PublicUrl}/api/uploads/{token}", "PUT", expires, counter.Options.MaxBytes, counter.Options.MaxPages);
    }
}
