namespace CasaServerless.Common.Referentiels;

/// <summary>The managers' page: what the référentiels hold, what is coming, and what waits for a second manager.</summary>
public static class ManagePage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapStaffPage("/manage", "manage", "ReferentielPage");
}
