using CasaServerless.Common;

namespace CasaServerless.Services.Legalisation;

/// <summary>The auditors' page: registers and their proofs, attempts without the right, the story of a case, the figures of a day.</summary>
public static class AuditPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapStaffPage("/audit", "audit", "LegalisationAuditPage");
}
