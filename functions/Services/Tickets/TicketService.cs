using CasaServerless.Services.Tickets.Where;

namespace CasaServerless.Services.Tickets;

/// <summary>The tickets' counter: registers what it needs and maps its functions, one file each.</summary>
public static class TicketService
{
    public static void Add(WebApplicationBuilder builder) => WhereFunctions.Add(builder);

    public static void Map(WebApplication routes) => WhereFunctions.Map(routes);
}
