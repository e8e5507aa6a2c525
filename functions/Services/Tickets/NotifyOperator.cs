using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>The queue function that writes to the level of an escalation: which ticket, which service, since when, due when. Nothing of who reports.</summary>
static class NotifyOperator
{
    public static async Task Run(EffectRun<TicketCase> run)
    {
        var (its, stop) = (run.Case, run.Stop);
        var desk = run.Services.GetRequiredService<TicketDesk>();
        var notices = run.Services.GetRequiredService<NoticeDesk>();
        if (!notices.Uses(EmailChannel.ChannelName)) return;
        if ((await desk.Cases.EventOf(desk.Kind, run.Key, stop)).Event is not Escalated escalated) return;
        var level = (await desk.Referentiels.Escalation(stop)).FirstOrDefault(one => one.Id == escalated.Level);
        var itsOperator = await desk.Referentiels.Operator(its.State.Operator, stop);
        if (level is null || (level.Email ?? itsOperator?.Email) is not { } address) return;
        var service = await desk.Referentiels.Service(its.State.Service, stop);
        await desk.Cases.Outside(run.Key, async patience =>
        {
            var due = Kernel.Sealing.MoroccanDate.InWords(CityTime.Day(its.State.AnswerBy));
            var late = level.Percent > 100;
            var notice = new Notice($"{run.Key.Reference}.{run.Key}", address, Language.French,
                new($"{level.Name.Fr} – {its.Reference}", $"{level.Name.Ar} – {its.Reference}"),
                [
                    new($"Signalement {its.Reference} : {service?.Name.Fr ?? its.State.Service} ({itsOperator?.Name.Fr ?? its.State.Operator}).",
                        $"التبليغ {its.Reference}: {service?.Name.Ar ?? its.State.Service} ({itsOperator?.Name.Ar ?? its.State.Operator})."),
                    late ? new($"La réponse était due le {due.Fr}.", $"كان الجواب مستحقا في {due.Ar}.")
                        : new($"La réponse est due le {due.Fr} ; {level.Percent} % du délai sont écoulés.", $"الجواب مستحق في {due.Ar}، وقد انقضى {level.Percent}% من الأجل."),
                ])
            {
                InBoth = true,
                Link = new(new("Ouvrir le signalement", "فتح التبليغ"), new($"{desk.Options.PublicUrl}/desk#{its.Reference}")),
            };
            var taken = await notices.Send(EmailChannel.ChannelName, notice, patience);
            await desk.Cases.Change(desk.Kind, its.Reference, Actor.City, "TicketNotifyOperator",
                _ => new Decision<TicketEvent>(new OperatorNotified(run.Key.Version, taken)) { Once = run.Key }, stop);
        }, stop);
    }
}
