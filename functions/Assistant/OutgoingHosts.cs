namespace CasaServerless.Assistant;

/// <summary>Whether something of the city's may be sent to an address: https on its own port to a host of a list, or, in Development, this machine. Pure.</summary>
static class OutgoingHosts
{
    /// <param name="hosts">With a dot before it, every host below; else the one.</param>
    public static bool Allow(Uri url, IReadOnlyList<string> hosts, bool development) =>
        (development && url is { IsLoopback: true, Scheme: "http" or "https" })
        || (url is { Scheme: "https", IsDefaultPort: true, HostNameType: UriHostNameType.Dns } && hosts.Any(host => Names(host, url.IdnHost)));

    static bool Names(string host, string its) =>
        host.StartsWith('.') ? its.EndsWith(host, StringComparison.OrdinalIgnoreCase) : its.Equals(host, StringComparison.OrdinalIgnoreCase);
}
