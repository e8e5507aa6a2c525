using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// What the reporter is written after each event, in both languages. The letter quotes nothing that was written: it may be read by others. Only who asks
/// for the access code is sent it.
/// </summary>
static class ReporterNotices
{
    static readonly Bilingual hello = new("Bonjour,", "تحية طيبة،");

    /// <summary>Whether an event is one after which the reporter is written.</summary>
    public static bool Follow(TicketEvent happened) => happened is Reported or AccessCodeAsked or ReporterAsked or Answered or TicketEvent.Closed or Reopened or Transferred
        or Merged or Unmerged or SolvedWith { Status: TicketStatus.Answered or TicketStatus.Closed or TicketStatus.Received };

    /// <summary>Null after an event that the ticket has since left behind.</summary>
    public static Told? About(TicketEvent happened, Case<TicketCase> its, TicketDesk desk)
    {
        var follow = new NoticeLink(new("Suivre mon signalement", "تتبع تبليغي"), new($"{desk.Options.PublicUrl}/tickets/{its.Reference}"));
        return happened switch
        {
            Reported => Tell(new("Votre signalement est enregistré", "تم تسجيل تبليغكم"), new(
                $"Votre signalement est enregistré et transmis. Une réponse vous est due au plus tard le {Day(its.State.AnswerBy).Fr}. Gardez précieusement le code d’accès qui vous a été remis : il n’est pas dans ce message.",
                $"تم تسجيل تبليغكم وإحالته على الجهة المكلفة. ستتوصلون بجواب في أجل أقصاه {Day(its.State.AnswerBy).Ar}. احتفظوا جيدا برمز الولوج الذي سُلم إليكم، فهو غير مذكور في هذه الرسالة.")),
            ReporterAsked when its.State.Status == TicketStatus.AwaitingReporter => Tell(new("Une précision vous est demandée", "المرجو تقديم توضيح"), new(
                "L’opérateur a besoin d’une précision de votre part pour traiter votre signalement. Lisez sa question et répondez-y sur la page de votre signalement.",
                "تحتاج الجهة المكلفة إلى توضيح منكم لمعالجة تبليغكم. المرجو الاطلاع على سؤالها والجواب عنه في صفحة تبليغكم.")),
            AccessCodeAsked when LostCode.Words(new("votre signalement", "تبليغكم"), desk.Codes.Of(its.Reference, its.CodeVersion)) is var (code, beware) =>
                Tell(LostCode.Subject, code, beware),
            // An answer that closes is told by the letter of the end.
            Answered when its.State.Status == TicketStatus.Answered => Tell(new("Une réponse vous attend", "تم الجواب عن تبليغكم"), new(
                "L’opérateur a répondu à votre signalement. Lisez sa réponse sur la page de votre signalement ; si elle ne vous satisfait pas, vous pouvez le rouvrir pendant trente jours.",
                "أجابت الجهة المكلفة عن تبليغكم. يمكنكم الاطلاع على الجواب في صفحة تبليغكم؛ وإذا لم يرضكم، فبإمكانكم إعادة فتحه خلال ثلاثين يوما.")),
            TicketEvent.Closed it => Tell(new("Votre signalement est clos", "أُغلق تبليغكم"), new(
                $"Votre signalement est clos : {it.Outcome.Words().Fr}. Lisez la réponse, donnez votre avis, ou rouvrez-le pendant trente jours, sur la page de votre signalement.",
                $"أُغلق تبليغكم: {it.Outcome.Words().Ar}. يمكنكم الاطلاع على الجواب وإبداء رأيكم، أو إعادة فتحه خلال ثلاثين يوما، في صفحة تبليغكم.")),
            Reopened => Tell(new("Votre signalement est rouvert", "أُعيد فتح تبليغكم"), new(
                $"Votre signalement est rouvert et de nouveau transmis. Une réponse vous est due au plus tard le {Day(its.State.AnswerBy).Fr}.",
                $"أُعيد فتح تبليغكم وإحالته من جديد. ستتوصلون بجواب في أجل أقصاه {Day(its.State.AnswerBy).Ar}.")),
            Transferred => Tell(new("Votre signalement change d’opérateur", "أُحيل تبليغكم على جهة أخرى"), new(
                "Votre signalement a été transmis à un autre opérateur. Le délai de réponse reste le même.",
                "أُحيل تبليغكم على جهة أخرى لمعالجته، مع الإبقاء على نفس أجل الجواب.")),
            Merged when its.State.MergedInto is not null => Tell(new("Votre signalement est regroupé", "ضُم تبليغكم إلى تبليغ آخر"), new(
                "Le même problème avait déjà été signalé : votre signalement est traité avec celui-là, et vous serez informé de la suite donnée aux deux.",
                "سبق التبليغ عن المشكل نفسه: سيعالج تبليغكم مع التبليغ الآخر، وسيتم إخباركم بمآلهما.")),
            Unmerged when its.State.MergedInto is null => Tell(new("Votre signalement est traité séparément", "يعالج تبليغكم بشكل مستقل"), new(
                "Votre signalement, qui était regroupé avec un autre, est de nouveau traité séparément.",
                "تبليغكم الذي كان مضموما إلى تبليغ آخر عاد للمعالجة بشكل مستقل.")),
            SolvedWith { Status: TicketStatus.Received } => Tell(new("Le problème est de nouveau traité", "استئناف معالجة المشكل"), new(
                "Le signalement avec lequel le vôtre est traité a été rouvert.",
                "أُعيد فتح التبليغ الذي يعالج تبليغكم معه.")),
            SolvedWith => Tell(new("Une suite a été donnée à votre signalement", "مآل تبليغكم"), new(
                "L’opérateur a répondu au signalement avec lequel le vôtre est traité. Si le problème demeure, demandez sur la page de votre signalement qu’il soit de nouveau examiné.",
                "أجابت الجهة المكلفة عن التبليغ الذي يعالج تبليغكم معه. إذا استمر المشكل، فيمكنكم طلب إعادة النظر فيه في صفحة تبليغكم.")),
            _ => null,
        };

        Told Tell(Bilingual subject, Bilingual first, Bilingual? second = null) => new(
            new($"{subject.Fr} – {its.Reference}", $"{subject.Ar} – {its.Reference}"),
            second is null ? [hello, first] : [hello, first, second], follow);
    }

    static Bilingual Day(DateTimeOffset at) => Kernel.Sealing.MoroccanDate.InWords(CityTime.Day(at));

    /// <summary>A letter's words.</summary>
    public sealed record Told(Bilingual Subject, IReadOnlyList<Bilingual> Paragraphs, NoticeLink Link);
}
