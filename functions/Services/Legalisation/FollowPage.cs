using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The page where a citizen follows a request, at the request's own address. It knows nothing of the case: the browser asks for it, with the
/// access code in a header and never in an address.
/// </summary>
public static class FollowPage
{
    static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapMethods("/legalisation/{reference}", reading, (string reference) => new Page("follow"))
        .OnHttp("LegalisationFollowPage").OpenToAnyone();
}
