namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// Where the bot’s tokens may go. A <c>serviceUrl</c> comes from outside and is kept for months: it is held against this list each time, before a token is
/// asked for. Pure.
/// </summary>
public static class ServiceHosts
{
    /// <summary>
    /// Azure Bot Service’s channels and Teams in the public cloud; with a dot before it, every host below. Anybody may have a name under
    /// <c>trafficmanager.net</c>, hence the one.
    /// </summary>
    public static IReadOnlyList<string> Usual { get; } = [".botframework.com", "smba.trafficmanager.net", ".teams.microsoft.com"];

    /// <summary>The base of the connector’s addresses, with a slash at its end; null where nothing may be sent there.</summary>
    public static Uri? Base(string? serviceUrl, IReadOnlyList<string> hosts, bool development)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0) return null;
        return OutgoingHosts.Allow(url, hosts, development) ? new(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/") : null;
    }
}
