namespace CasaServerless.Assistant.Chat;

/// <summary>The other sites that may show the chat in a frame (<c>Casa__Chat__Origins</c>, such as <c>https://www.casablanca.ma</c>, with commas or spaces between them); none by default.</summary>
/// <param name="Listed">As a page's policy writes them; null for none.</param>
public sealed record ChatOrigins(string? Listed)
{
    public static ChatOrigins From(IConfiguration configuration)
    {
        var told = (configuration["Casa:Chat:Origins"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(told.Length == 0 ? null : string.Join(' ', told.Select(Origin)));
    }

    // Written anew, so that nothing else of the setting comes into a header.
    static string Origin(string told) =>
        Uri.TryCreate(told, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/" && address.UserInfo.Length == 0
            ? address.GetLeftPart(UriPartial.Authority)
            : throw new InvalidOperationException("Casa__Chat__Origins holds origins alone, such as https://www.casablanca.ma.");
}
