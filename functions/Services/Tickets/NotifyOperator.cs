using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Services.Tickets.Operators;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// The queue function that tells those who answer for a ticket: the level of an escalation, by e-mail and in its channel of Teams; and in Teams an
/// operator who is handed one. Which ticket, which service, where, due when: nothing of who reports.
/// </summary>
static class NotifyOperator
{
    public static Task ByEmail(EffectRun<TicketCase> run) => Run(run, EmailChannel.ChannelName);

    public static Task InTeams(EffectRun<TicketCase> run) => Run(run, NoticeDesk.Teams);

    static async Task Run(EffectRun<TicketCase> run, string channel)
    {
        var (its, stop) = (run.Case, run.Stop);
        var desk = run.Services.GetRequiredService<TicketDesk>();
        var notices = run.Services.GetRequiredService<NoticeDesk>();
        if (!notices.Uses(channel)) return;
        var inTeams = channel == NoticeDesk.Teams;
        var itsOperator = await desk.Referentiels.Operator(its.State.Operator, stop);
        if (await About() is not { To: { } address } told) return;
        await desk.Cases.Outside(run.Key, async patience =>
        {
            var taken = await notices.Send(channel, await Letter(address, told), patience);
            await desk.Cases.Change(desk.Kind, its.Reference, Actor.City, "TicketNotifyOperator",
                _ => new Decision<TicketEvent>(new OperatorNotified(run.Key.Version, taken, channel)) { Once = run.Key }, stop);
        }, stop);

        async Task<Told?> About()
        {
            var due = MoroccanDate.InWords(CityTime.Day(its.State.AnswerBy));
            var isDue = new Bilingual($"La réponse est due le {due.Fr}", $"الجواب مستحق في {due.Ar}");
            switch ((await desk.Cases.EventOf(desk.Kind, run.Key, stop)).Event)
            {
                case Escalated escalated when (await desk.Referentiels.Escalation(stop)).FirstOrDefault(one => one.Id == escalated.Level) is { } level:
                    return new(inTeams ? level.ChannelFor(itsOperator) : level.Email ?? itsOperator?.Email, level.Name, level.Percent > 100
                        ? new($"La réponse était due le {due.Fr}.", $"كان الجواب مستحقا في {due.Ar}.")
                        : new($"{isDue.Fr} ; {level.Percent} % du délai sont écoulés.", $"{isDue.Ar}، وقد انقضى {level.Percent}% من الأجل."));
                // Not any more where it was handed on, and whoever has a system of their own is told there.
                case Transferred handed when handed.Operator == its.State.Operator && run.Services.GetRequiredService<OperatorSystems>().Of(handed.Operator)?.Url is null:
                    return new(itsOperator?.TeamsChannel, new("Signalement qui vous est confié", "تبليغ أُحيل عليكم"), new($"{isDue.Fr}.", $"{isDue.Ar}."));
                default:
                    return null;
            }
        }

        async Task<Notice> Letter(string address, Told told)
        {
            var service = (await desk.Referentiels.Service(its.State.Service, stop))?.Name ?? new(its.State.Service, its.State.Service);
            var name = itsOperator?.Name ?? new(its.State.Operator, its.State.Operator);
            var place = (await desk.Referentiels.Arrondissements(stop)).FirstOrDefault(one => one.Id == its.State.Arrondissement)?.Name;
            return new($"{run.Key.Reference}.{run.Key}", address, Language.French,
                new($"{told.Subject.Fr} – {its.Reference}", $"{told.Subject.Ar} – {its.Reference}"),
                [
                    new($"Signalement {its.Reference} : {service.Fr}{(place is null ? "" : $" · {place.Fr}")} ({name.Fr}).",
                        $"التبليغ {its.Reference}: {service.Ar}{(place is null ? "" : $" · {place.Ar}")} ({name.Ar})."),
                    told.Term,
                ])
            {
                InBoth = true,
                Link = new(new("Ouvrir le signalement", "فتح التبليغ"), new($"{desk.Options.PublicUrl}/desk#{its.Reference}")),
            };
        }
    }

    /// <param name="To">Where; null where there is no such address.</param>
    /// <param name="Term">When the answer is due.</param>
    sealed record Told(string? To, Bilingual Subject, Bilingual Term);
}
