using CasaServerless.Common.Notices;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Appointments;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The queue function that writes to the applicant after an event. Sent first and noted after: a death in between, or a note that storage does not
/// take, sends it twice, with the same message id, and never not at all.
/// </summary>
static class Notify
{
    const string Function = "LegalisationNotify";

    public static Task ByEmail(EffectRun<LegalisationCase> run) => Run(run, Fields.Email, EmailChannel.ChannelName);

    public static Task InConversation(EffectRun<LegalisationCase> run) => Run(run, Fields.Conversation, NoticeDesk.Conversation);

    static async Task Run(EffectRun<LegalisationCase> run, string field, string channel)
    {
        var (its, stop) = (run.Case, run.Stop);
        var counter = run.Services.GetRequiredService<LegalisationCounter>();
        var desk = run.Services.GetRequiredService<NoticeDesk>();
        if (its.Personal[field] is not { } address || !desk.Uses(channel)) return;
        await counter.Cases.Outside(run.Key, patience => Write(run, channel, address, counter, desk, patience), stop);
    }

    static async Task Write(
        EffectRun<LegalisationCase> run, string channel, string address, LegalisationCounter counter, NoticeDesk desk, CancellationToken patience)
    {
        var (its, stop) = (run.Case, run.Stop);
        var happened = (await counter.Cases.EventOf(counter.Kind, run.Key, stop)).Event;
        if (await counter.Referentiels.Bureau(its.State.Bureau, stop) is not { } bureau) return;
        if (ApplicantNotices.About(happened, its, bureau, counter) is not { } told) return;
        var notice = new Notice($"{run.Key.Reference}.{run.Key}", address, its.State.Speaks, told.Subject, told.Paragraphs)
        {
            Link = told.Link,
            File = happened is AppointmentEvent ? AppointmentLetters.File(its, bureau, counter) : null,
        };
        var taken = await desk.Send(channel, notice, patience);
        // Whatever time that took: what is known now must not be forgotten.
        LegalisationEvent outcome = taken ? new ApplicantNotified(run.Key.Version, channel)
            : new NoticeUndeliverable(run.Key.Version, channel);
        await counter.Cases.Change(counter.Kind, its.Reference, Actor.City, Function,
            _ => new Decision<LegalisationEvent>(outcome) { Once = run.Key }, stop);
    }
}
