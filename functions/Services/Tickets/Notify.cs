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

    public static Task ByEmail(EffectRun<TicketCase> run) => Run(run, Fields.Email, EmailChannel.ChannelName);

    public static Task InConversation(EffectRun<TicketCase> run) => Run(run, Fields.Conversation, NoticeDesk.Conversation);

    static async Task Run(EffectRun<TicketCase> run, string field, string channel)
    {
        var (its, stop) = (run.Case, run.Stop);
        var desk = run.Services.GetRequiredService<TicketDesk>();
        var notices = run.Services.GetRequiredService<NoticeDesk>();
        if (its.Personal[field] is not { } address || !notices.Uses(channel)) return;
        await desk.Cases.Outside(run.Key, async patience =>
        {
            var happened = (await desk.Cases.EventOf(desk.Kind, run.Key, stop)).Event;
            if (ReporterNotices.About(happened, its, desk) is not { } told) return;
            var notice = new Notice($"{run.Key.Reference}.{run.Key}", address, its.State.Speaks, told.Subject, told.Paragraphs) { Link = told.Link };
            var taken = await notices.Send(channel, notice, patience);
            // Whatever time that took: what is known now must not be forgotten.
            TicketEvent outcome = taken ? new ReporterNotified(run.Key.Version, channel)
                : new NoticeUndeliverable(run.Key.Version, channel);
            await desk.Cases.Change(desk.Kind, its.Reference, Actor.City, Function, _ => new Decision<TicketEvent>(outcome) { Once = run.Key }, stop);
        }, stop);
    }
}
