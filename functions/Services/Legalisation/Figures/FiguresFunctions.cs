using CasaServerless.Hosting;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>The room of the bureaus' figures: what it needs, and its functions.</summary>
static class FiguresFunctions
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<DayTable>()
        .AddSingleton<ReportDesk>()
        .AddSingleton(new StorageNeeds { Tables = [DayTable.TableName] })
        .AddJson(FiguresJson.Default);

    public static void Map(IEndpointRouteBuilder routes)
    {
        DailyReport.Map(routes);
        ReadReports.Map(routes);
    }
}
