using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>The followers' room: what it needs, and its functions.</summary>
static class FollowerFunctions
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<FollowerKind>()
        .AddSingleton<ICaseKind>(its => its.GetRequiredService<FollowerKind>())
        .AddSingleton<FollowerDesk>()
        .AddJson(FollowerJson.Default);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Follow.Map(routes);
        FindSimilar.Map(routes);
    }
}
