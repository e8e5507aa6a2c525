using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>
/// The queue function that sends a digest. Sent first and noted after: a death in between sends it twice, with the same message id. One that could
/// not be sent before the next was written is not sent any more.
/// </summary>
static class SendDigest
{
    public static async Task Run(EffectRun<DigestCase> run)
    {
        var (its, stop) = (run.Case, run.Stop);
        var desk = run.Services.GetRequiredService<DigestDesk>();
        var notices = run.Services.GetRequiredService<NoticeDesk>();
        if (!notices.Uses(EmailChannel.ChannelName)) return;
        var (tickets, cases) = (desk.Tickets, desk.Tickets.Cases);
        if ((await cases.EventOf(desk.Kind, run.Key, stop)).Event is not DigestEvent.Written written || its.State.Day != written.Day) return;
        if (await tickets.Referentiels.Operator(its.State.Operator, stop) is not { Email: { } address } addressee) return;
        var letter = await DigestLetter.Of(written, addressee.Name, tickets, stop);
        await cases.Outside(run.Key, async patience =>
        {
            var notice = new Notice($"{run.Key.Reference}.{run.Key}", address, Language.French, letter.Subject, letter.Paragraphs)
            {
                InBoth = true,
                Link = new(new("Ouvrir le bureau des signalements", "فتح مكتب التبليغات"), new($"{tickets.Options.PublicUrl}/desk")),
            };
            var taken = await notices.Send(EmailChannel.ChannelName, notice, patience);
            await cases.Change(desk.Kind, its.Reference, Actor.City, "TicketSendDigest",
                _ => new Decision<DigestEvent>(new DigestEvent.Sent(run.Key.Version, taken)) { Once = run.Key }, stop);
        }, stop);
    }
}
