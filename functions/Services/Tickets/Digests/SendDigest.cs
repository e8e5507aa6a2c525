using CasaServerless.Common.Notices;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>
/// The queue function that sends a digest, by e-mail and into the operator's channel of Teams. Sent first and noted after: a death in between sends it
/// twice, by e-mail with the same message id. One that could not be sent before the next was written is not sent any more.
/// </summary>
static class SendDigest
{
    public static Task ByEmail(EffectRun<DigestCase> run) => Run(run, EmailChannel.ChannelName, its => its.Email, letter => letter.Paragraphs);

    public static Task InTeams(EffectRun<DigestCase> run) => Run(run, NoticeDesk.Teams, its => its.TeamsChannel, letter => letter.InShort);

    static async Task Run(EffectRun<DigestCase> run, string channel, Func<Operator, string?> addressOf, Func<DigestLetter, IReadOnlyList<Bilingual>> told)
    {
        var (its, stop) = (run.Case, run.Stop);
        var desk = run.Services.GetRequiredService<DigestDesk>();
        var notices = run.Services.GetRequiredService<NoticeDesk>();
        if (!notices.Uses(channel)) return;
        var (tickets, cases) = (desk.Tickets, desk.Tickets.Cases);
        if ((await cases.EventOf(desk.Kind, run.Key, stop)).Event is not DigestEvent.Written written || its.State.Day != written.Day) return;
        if (await tickets.Referentiels.Operator(its.State.Operator, stop) is not { } addressee || addressOf(addressee) is not { Length: > 0 } address) return;
        var letter = await DigestLetter.Of(written, addressee.Name, tickets, stop);
        await cases.Outside(run.Key, async patience =>
        {
            var notice = new Notice($"{run.Key.Reference}.{run.Key}", address, Language.French, letter.Subject, told(letter))
            {
                InBoth = true,
                Link = new(new("Ouvrir le bureau des signalements", "فتح مكتب التبليغات"), new($"{tickets.Options.PublicUrl}/desk")),
            };
            var taken = await notices.Send(channel, notice, patience);
            await cases.Change(desk.Kind, its.Reference, Actor.City, "TicketSendDigest",
                _ => new Decision<DigestEvent>(new DigestEvent.Sent(run.Key.Version, taken, channel)) { Once = run.Key }, stop);
        }, stop);
    }
}
