using CasaServerless.Common.Notices;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// Sends the access code again, to the address on file alone. Answers alike whether there is such a case, an address, or a letter: whoever
/// tries references learns nothing.
/// </summary>
public static class SendAccessCode
{
    const string Function = "LegalisationSendAccessCode";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/access-code", async (
            string reference, LegalisationCounter counter, NoticeDesk desk, CancellationToken stop) =>
        {
            await Run(reference, counter, desk, stop);
            return TypedResults.Accepted((string?)null, new Receipt("accepted"));
        })
        .OnHttp(Function).OpenToAnyone().Limited("codes", calls: 5, seconds: 600);

    public static async Task Run(string reference, LegalisationCounter counter, NoticeDesk desk, CancellationToken stop)
    {
        if (!desk.Uses(EmailChannel.ChannelName) || Reference.Read(reference) is not { } read) return;
        if (await counter.Cases.Find(counter.Kind, read, stop) is not { } its || its.Personal[Fields.Email] is null) return;
        await counter.Cases.Change(counter.Kind, read, new Actor("citizen", its.State.Citizen), Function,
            now => now.State.AskCode(counter.Clock.GetUtcNow()), stop);
    }

    /// <param name="Status">Always <c>accepted</c>.</param>
    public sealed record Receipt(string Status);
}
