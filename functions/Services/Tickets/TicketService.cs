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
        Followers.FollowerFunctions.Add(builder.Services);
        Operators.OperatorFunctions.Add(builder);
        Figures.FiguresFunctions.Add(builder.Services);
        Digests.DigestFunctions.Add(builder);
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
        Followers.FollowerFunctions.Map(routes);
        Operators.OperatorFunctions.Map(routes);
        Figures.FiguresFunctions.Map(routes);
        Digests.DigestFunctions.Map(routes);
        Report.Map(routes);
        View.Map(routes);
        ReadTickets.Map(routes);
        ReadPublic.Map(routes);
        SendPhoto.Map(routes, TicketOptions.MaxBytesOf(routes.Configuration));
        OpenPhoto.Map(routes);
        WriteMessage.Map(routes);
        Withdraw.Map(routes);
        Reopen.Map(routes);
        Rate.Map(routes);
        SendAccessCode.Map(routes);
        Assign.Map(routes);
        Transfer.Map(routes);
        CorrectPlace.Map(routes);
        Ask.Map(routes);
        Answer.Map(routes);
        WriteNote.Map(routes);
        Close.Map(routes);
        Merge.Map(routes);
        Split.Map(routes);
        Bulk.Map(routes);
        Escalate.Map(routes);
        EraseReporter.Map(routes);
        EndRetention.Map(routes);
        Open311.Open311Functions.Map(routes);
        ReadDesk.Map(routes);
        TicketPages.Map(routes);
    }
}
