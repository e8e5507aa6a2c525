using CasaServerless.Hosting;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Tickets.Figures;

/// <summary>The room of the tickets' figures: what it needs, and its functions.</summary>
static class FiguresFunctions
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(new StorageNeeds { Tables = [DayTable.TableName] }).AddJson(TicketFiguresJson.Default);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        CountDays.Map(routes);
        ReadFigures.Map(routes);
    }
}
