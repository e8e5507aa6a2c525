using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;

namespace CasaServerless.Services.Tickets;

/// <summary>The tickets' counter: registers what it needs and maps its functions, one file each.</summary>
public static class TicketService
{
    public static void Add(WebApplicationBuilder builder)
    {
        Where.WhereFunctions.Add(builder);
        Open311.Open311Functions.Add(builder);
        builder.Services.AddSingleton(_ => TicketOptions.From(builder.Configuration))
            .AddSingleton<TicketKind>()
            .AddSingleton<ICaseKind>(services => services.GetRequiredService<TicketKind>())
            .AddSingleton<PhotoJudge>()
            .AddSingleton<TicketDesk>()
            .AddJson(TicketJson.Default);
    }

    public static void Map(WebApplication routes)
    {
        Where.WhereFunctions.Map(routes);
        Report.Map(routes);
        View.Map(routes);
        ReadTickets.Map(routes);
        ReadPublic.Map(routes);
        SendPhoto.Map(routes, routes.Services.GetRequiredService<TicketOptions>().MaxBytes);
        OpenPhoto.Map(routes);
        WriteMessage.Map(routes);
        Withdraw.Map(routes);
        Reopen.Map(routes);
        Rate.Map(routes);
        Assign.Map(routes);
        Transfer.Map(routes);
        Ask.Map(routes);
        Answer.Map(routes);
        WriteNote.Map(routes);
        Close.Map(routes);
        EraseReporter.Map(routes);
        Open311.Open311Functions.Map(routes);
    }
}
