using CasaServerless.Common;
using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// The pages of tickets: report one, see them all, their figures, follow one, and the agents' desk. None knows a ticket by itself: the browser asks for it, with the
/// access code in a header and never in an address.
/// </summary>
public static class TicketPages
{
    static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/report", reading, (MapBackground background) => new Page("report") { Pictures = background.Origin })
            .OnHttp("TicketReportPage").OpenToAnyone();
        routes.MapMethods("/tickets", reading, (MapBackground background) => new Page("tickets") { Pictures = background.Origin })
            .OnHttp("TicketPublicPage").OpenToAnyone();
        routes.MapMethods("/tickets/figures", reading, () => new Page("figures"))
            .OnHttp("TicketFiguresPage").OpenToAnyone();
        routes.MapMethods("/tickets/{reference}", reading, (string reference) => new Page("ticket") { Pictures = "blob:" })
            .OnHttp("TicketFollowPage").OpenToAnyone();
        routes.MapStaffPage("/desk", "desk", "TicketDeskPage", pictures: "blob:");
    }
}
