using CasaServerless.Common;

namespace CasaServerless.Services.Legalisation;

/// <summary>The officers' page. It shows documents in frames.</summary>
public static class CounterPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapStaffPage("/counter", "counter", "LegalisationCounterPage", showsFiles: true);
}
