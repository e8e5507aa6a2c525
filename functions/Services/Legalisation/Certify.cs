using System.Security.Cryptography;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The officer certifies. What the paper will say is fixed here: key, bureau, year, date, officer and delegation; a queue function then takes
/// the number and seals (<see cref="Seal"/>).
/// </summary>
public static class Certify
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/certification", async (string reference, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Accepted($"/api/legalisations/{reference}",
                await Run(reference, context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationCertify").AllowedTo(Roles.Officer);

    public static async Task<ActReceipt> Run(string reference, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var officer = await counter.Officer(caller, stop);
        var day = CityTime.Day(counter.Clock.GetUtcNow());
        var delegation = await counter.Referentiels.DelegationOf(officer.Id, officer.Bureau, day, stop)
            ?? throw LegalisationRefusals.NoDelegation();
        var certification = new CertificationStarted(
            Guid.NewGuid().ToString("N"), officer.Bureau, day.Year, day, officer.Id, officer.Name, officer.Function,
            delegation.Id, delegation.Act, Base32.Encode(RandomNumberGenerator.GetBytes(8), 12));
        var after = await counter.ChangeAs(officer, reference, "LegalisationCertify", state => state.StartCertification(certification), stop);
        return ActReceipt.Of(after);
    }
}
