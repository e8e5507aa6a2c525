using System.Text.RegularExpressions;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>
/// The city's number on WhatsApp's Cloud API: <c>Casa__WhatsApp__PhoneNumberId</c> and its neighbours. Without a number the door is closed.
/// </summary>
/// <param name="PhoneNumberId">Meta's id of the city's number: messages to any other are not ours. Null where the city has none.</param>
/// <param name="Token">Of a system user; goes to Meta's hosts and no other.</param>
/// <param name="AppSecret">Signs what Meta tells.</param>
/// <param name="VerifyToken">Shown by Meta once, when the webhook's address is entered.</param>
/// <param name="Graph">Of the Graph API, with a slash at its end.</param>
/// <param name="Version">Of the Graph API, such as <c>v26.0</c>.</param>
/// <param name="Plain">Development alone: the API may be played on the same machine.</param>
public sealed partial record WhatsAppOptions(string? PhoneNumberId, string Token, string AppSecret, string VerifyToken, Uri Graph, string Version, bool Plain)
{
    const string GraphHost = "graph.facebook.com";

    /// <summary>Where media lie; the API names an address there for each.</summary>
    const string MediaHost = "lookaside.fbsbx.com";

    /// <summary>Whether the city is on WhatsApp.</summary>
    public bool IsOpen => PhoneNumberId is not null;

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be; the message names it, never its value.</exception>
    public static WhatsAppOptions Of(IConfiguration configuration, bool development)
    {
        var graph = Url(configuration["Casa:WhatsApp:GraphUrl"] is { Length: > 0 } named ? named : $"https://{GraphHost}", development);
        var version = configuration["Casa:WhatsApp:GraphVersion"] is { Length: > 0 } its ? its : "v26.0";
        if (!VersionForm().IsMatch(version)) throw new InvalidOperationException("Casa__WhatsApp__GraphVersion has not the form v26.0.");
        if (configuration["Casa:WhatsApp:PhoneNumberId"] is not { Length: > 0 } number) return new(null, "", "", "", graph, version, development);
        if (!Digits().IsMatch(number)) throw new InvalidOperationException("Casa__WhatsApp__PhoneNumberId is Meta’s id of the number: digits alone.");
        return new(number, Given(configuration["Casa:WhatsApp:Token"], "Token"), Given(configuration["Casa:WhatsApp:AppSecret"], "AppSecret"),
            Given(configuration["Casa:WhatsApp:VerifyToken"], "VerifyToken"), graph, version, development);

        static string Given(string? value, string name) =>
            value is { Length: > 0 } ? value : throw new InvalidOperationException($"Casa__WhatsApp__{name} is not set, and the number is.");
    }

    /// <summary>Whether the token may go to an address: the Graph API, or where it keeps media.</summary>
    public bool IsTheirs(Uri address) => address is { IsAbsoluteUri: true, UserInfo: "" }
        && ((address is { Scheme: "https", IsDefaultPort: true } && address.Host is GraphHost or MediaHost)
            || (Plain && address.IsLoopback && address.Scheme is "http" or "https"));

    static Uri Url(string named, bool development)
    {
        if (Uri.TryCreate(named.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && ((address is { Scheme: "https", IsDefaultPort: true, Host: GraphHost, UserInfo: "" })
                || (development && address.IsLoopback && address.Scheme is "http" or "https"))) return address;
        throw new InvalidOperationException($"Casa__WhatsApp__GraphUrl is not https://{GraphHost}: the city’s token goes nowhere else.");
    }

    [GeneratedRegex(@"\Av[0-9]{2,3}\.[0-9]\z")]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"\A[0-9]{5,32}\z")]
    private static partial Regex Digits();
}
