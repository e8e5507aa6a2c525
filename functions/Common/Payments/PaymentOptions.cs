namespace CasaServerless.Common.Payments;

/// <summary>
/// The payment provider: <c>Casa__Payments__Address</c> and its neighbours. Without an address fees are paid at the desk alone.
/// </summary>
/// <param name="Address">Of the provider's API; null where the city takes no payments online.</param>
/// <param name="Account">The city's account there.</param>
/// <param name="ApiKey">By which the provider knows the city.</param>
/// <param name="NewsSecret">By which the city knows the provider's news.</param>
/// <param name="PageHosts">The hosts to which people may be sent to pay, and no other.</param>
/// <param name="Plain">Development alone: http to a provider that is played on the same machine.</param>
public sealed record PaymentOptions(
    Uri? Address, string Account, string ApiKey, string NewsSecret, IReadOnlyList<string> PageHosts, bool Plain)
{
    const int ShortestSecret = 32;

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be; the message names it, never its value.</exception>
    public static PaymentOptions Of(IConfiguration configuration, bool development)
    {
        if (configuration["Casa:Payments:Address"] is not { Length: > 0 } named) return new(null, "", "", "", [], false);
        if (!Uri.TryCreate(named.TrimEnd('/') + "/", UriKind.Absolute, out var address) || !(address.Scheme == "https" || (development && address.Scheme == "http")))
            throw new InvalidOperationException("Casa__Payments__Address is not an https address.");
        var account = configuration["Casa:Payments:Account"] is { Length: > 0 } its ? its : throw Missing("Casa__Payments__Account");
        var key = configuration["Casa:Payments:ApiKey"] is { Length: > 0 } given ? given : throw Missing("Casa__Payments__ApiKey");
        var secret = configuration["Casa:Payments:NewsSecret"] ?? "";
        if (secret.Length < ShortestSecret) throw new InvalidOperationException($"Casa__Payments__NewsSecret has fewer than {ShortestSecret} characters.");
        var hosts = (configuration["Casa:Payments:PageHosts"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return hosts.Length == 0 ? throw Missing("Casa__Payments__PageHosts") : new(address, account, key, secret, hosts, development);

        static InvalidOperationException Missing(string setting) => new($"{setting} is not set.");
    }

    /// <summary>Whether people may be sent to a page.</summary>
    public bool IsPage(Uri page) => page.UserInfo.Length == 0 && PageHosts.Contains(page.Host, StringComparer.OrdinalIgnoreCase)
        && ((page.Scheme == "https" && page.IsDefaultPort) || (Plain && page.Scheme is ("http" or "https")));
}
