using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>The digests' room: what it needs, and its functions.</summary>
static class DigestFunctions
{
    public static void Add(WebApplicationBuilder builder) => builder.Services
        .AddSingleton(_ => DigestOptions.From(builder.Configuration))
        .AddSingleton<DigestKind>()
        .AddSingleton<ICaseKind>(its => its.GetRequiredService<DigestKind>())
        .AddSingleton<DigestDesk>()
        .AddJson(DigestJson.Default);

    public static void Map(IEndpointRouteBuilder routes)
    {
        WriteDigests.Map(routes);
        ReadDigest.Map(routes);
    }
}
