using CasaServerless.Hosting;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Tickets.Where;

/// <summary>Where and under what a problem is reported: the catalogue, places, and the boundaries that tell them apart.</summary>
public static class WhereFunctions
{
    public static void Add(WebApplicationBuilder builder) => builder.Services
        .AddSingleton<LayerFiles>()
        .AddSingleton<Boundaries>()
        .AddSingleton<Catalogue>()
        .AddSingleton(new StorageNeeds { Containers = [LayerFiles.ContainerName] })
        .AddJson(WhereJson.Default);

    public static void Map(IEndpointRouteBuilder routes)
    {
        BrowseCatalogue.Map(routes);
        Locate.Map(routes);
        ReadBoundaries.Map(routes);
    }
}
