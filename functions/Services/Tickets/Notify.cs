using CasaServerless.Common.Notices;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// The queue function that writes to the reporter after an event. Sent first and noted after: a death in between sends it twice, with the same
/// message id, and never not at all.
/// </summary>
static class Notify
{
    const string Function = "TicketNotify";

    public static async Task Run(EffectRun<TicketCase> run)
    {
        var (its, stop) = (run.Case, run.Stop);
        var desk = run.Services.GetRequiredService<TicketDesk>();
        var notices = run.Services.GetRequiredService<NoticeDesk>();
        if (its.Personal[Fields.Email] is not { } address || !notices.Uses(EmailChannel.ChannelName)) return;
        await desk.Cases.Outside(run.Key, async patience =>
        {
            var happened = (await desk.Cases.EventOf(desk.Kind, run.Key, stop)).Event;
            if (ReporterNotices.About(happened, its, desk) is not { } told) return;
            var notice = new Notice($"{run.Key.Reference}.{run.Key}", address, its.State.Speaks, told.Subject, told.Paragraphs) { Link = told.Link };
            var taken = await notices.Send(EmailChannel.ChannelName, notice, patience);
            // Whatever time that took: what is known now must not be forgotten.
            TicketEvent outcome = taken ? new ReporterNotified(run.Key.Version, EmailChannel.ChannelName)
                : new NoticeUndeliverable(run.Key.Version, EmailChannel.ChannelName);
            await desk.Cases.Change(desk.Kind, its.Reference, Actor.City, Function, _ => new Decision<TicketEvent>(outcome) { Once = run.Key }, stop);
        }, stop);
    }
}
