using System.Net;
using System.Net.Sockets;

namespace CasaServerless.Hosting;

/// <summary>Where a call comes from, as far as it can be believed.</summary>
static class ClientAddressExtensions
{
    /// <summary>
    /// The caller's address. Behind <c>Casa__Proxies</c> proxies of ours it is the one that the outermost of them has seen, that many places
    /// from the end of <c>X-Forwarded-For</c>; what stands before was written by the caller. An IPv6 caller owns a whole /64 and counts as that.
    /// </summary>
    public static string ClientAddress(this HttpContext context)
    {
        var proxies = context.RequestServices.GetRequiredService<IConfiguration>().GetValue("Casa:Proxies", 0);
        var seen = context.Request.Headers["X-Forwarded-For"].SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        var told = proxies > 0 && seen.Count > 0 ? seen[Math.Max(0, seen.Count - proxies)] : null;
        return Network(told is null ? context.Connection.RemoteIpAddress : Parse(told));
    }

    // Azure's front end writes the port as well.
    static IPAddress? Parse(string told) =>
        IPAddress.TryParse(told, out var address) ? address : IPEndPoint.TryParse(told, out var end) ? end.Address : null;

    static string Network(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
