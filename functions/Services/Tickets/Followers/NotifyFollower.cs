using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.Followers.FollowerEvent;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>The queue function that writes to one who follows. Sent first and noted after, as to reporters.</summary>
static class NotifyFollower
{
    public static async Task Run(EffectRun<FollowerCase> run)
    {
        var (its, stop) = (run.Case, run.Stop);
        var desk = run.Services.GetRequiredService<FollowerDesk>();
        var notices = run.Services.GetRequiredService<NoticeDesk>();
        if (its.Personal[Fields.Email] is not { } address || !notices.Uses(EmailChannel.ChannelName)) return;
        var cases = desk.Tickets.Cases;
        await cases.Outside(run.Key, async patience =>
        {
            if ((await cases.EventOf(desk.Kind, run.Key, stop)).Event is not Told told) return;
            var language = its.State.Language == "ar" ? Language.Arabic : Language.French;
            var (subject, sentence) = Words(told.Status);
            var token = Follow.EndToken(its.Reference, desk.Tickets);
            // Behind the number sign: the token reaches no server's log.
            var notice = new Notice($"{run.Key.Reference}.{run.Key}", address, language,
                new($"{subject.Fr} – {its.State.Ticket}", $"{subject.Ar} – {its.State.Ticket}"), [hello, sentence, leave])
            {
                Link = new(new("Voir le signalement, ou ne plus le suivre", "الاطلاع على التبليغ أو التوقف عن تتبعه"),
                    new($"{desk.Tickets.Options.PublicUrl}/tickets?ticket={its.State.Ticket}#{token}")),
            };
            var taken = await notices.Send(EmailChannel.ChannelName, notice, patience);
            await cases.Change(desk.Kind, its.Reference, Actor.City, "TicketNotifyFollower",
                now => now.State.Gone ? Decision<FollowerEvent>.Nothing : new Decision<FollowerEvent>(new Notified(run.Key.Version, taken)) { Once = run.Key }, stop);
        }, stop);
    }

    static readonly Bilingual hello = new("Bonjour,", "تحية طيبة،");

    static readonly Bilingual leave = new(
        "Vous recevez ce message parce que vous suivez ce signalement. Vous pouvez cesser de le suivre à tout moment.",
        "تتوصلون بهذه الرسالة لأنكم تتتبعون هذا التبليغ. يمكنكم التوقف عن تتبعه في أي وقت.");

    static (Bilingual Subject, Bilingual Sentence) Words(TicketStatus status) => status switch
    {
        TicketStatus.Answered => (new("Un signalement que vous suivez a reçu une réponse", "تم الجواب عن تبليغ تتتبعونه"),
            new("L’opérateur a répondu au signalement que vous suivez.", "أجابت الجهة المكلفة عن التبليغ الذي تتتبعونه.")),
        TicketStatus.Closed => (new("Un signalement que vous suivez est clos", "أُغلق تبليغ تتتبعونه"),
            new("Le signalement que vous suivez est clos.", "أُغلق التبليغ الذي تتتبعونه.")),
        TicketStatus.Withdrawn => (new("Un signalement que vous suivez est retiré", "سُحب تبليغ تتتبعونه"),
            new("L’auteur du signalement que vous suivez l’a retiré. Si le problème demeure, signalez-le à votre tour.", "سحب صاحب التبليغ الذي تتتبعونه تبليغه. إذا استمر المشكل، فالمرجو التبليغ عنه بدوركم.")),
        _ => (new("Un signalement que vous suivez est rouvert", "أُعيد فتح تبليغ تتتبعونه"),
            new("Le signalement que vous suivez est rouvert et de nouveau transmis à l’opérateur.", "أُعيد فتح التبليغ الذي تتتبعونه وأُحيل من جديد على الجهة المكلفة.")),
    };
}
