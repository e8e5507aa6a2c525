using CasaServerless.Common.Notices;
using CasaServerless.Hosting;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>Sends an applicant's access code again, to the address on file alone (<see cref="LostCode"/>).</summary>
public static class SendAccessCode
{
    const string Function = "LegalisationSendAccessCode";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/access-code", async (
            string reference, LegalisationCounter counter, NoticeDesk desk, CancellationToken stop) =>
        {
            await Run(reference, counter, desk, stop);
            return TypedResults.Accepted((string?)null, LostCode.Receipt.Accepted);
        })
        .OnHttp(Function).OpenToAnyone().Limited("codes", calls: 5, seconds: 600);

    public static Task Run(string reference, LegalisationCounter counter, NoticeDesk desk, CancellationToken stop) => LostCode.Ask(
        reference, counter.Cases, counter.Kind, Fields.Email, Function, desk, its => (its.Citizen, its.AskCode(counter.Clock.GetUtcNow())), stop);
}
