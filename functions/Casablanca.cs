using CasaServerless.Assistant;
using CasaServerless.Common;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Tickets;

namespace CasaServerless;

/// <summary>What the city is made of: the composition root. A new counter is two lines here.</summary>
public static class Casablanca
{
    /// <summary>Registers the rooms' services.</summary>
    public static void Add(WebApplicationBuilder city)
    {
        City.Add(city);
        LegalisationService.Add(city);
        TicketService.Add(city);
        AssistantService.Add(city);
    }

    /// <summary>Maps the rooms' functions.</summary>
    public static void Map(WebApplication city)
    {
        City.Map(city);
        LegalisationService.Map(city);
        TicketService.Map(city);
        AssistantService.Map(city);
    }
}
