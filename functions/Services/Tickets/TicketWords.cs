using CasaServerless.Common.Erasure;
using CasaServerless.Common.Notices;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets;

/// <summary>The counter's terms in both languages, as they are said to people.</summary>
public static class TicketWords
{
    public static Bilingual Words(this TicketStatus status) => status switch
    {
        TicketStatus.Received => new("reçu", "متوصل به"),
        TicketStatus.Assigned => new("en cours de traitement", "قيد المعالجة"),
        TicketStatus.AwaitingReporter => new("en attente d’une précision du citoyen", "في انتظار توضيح من المواطن"),
        TicketStatus.Answered => new("répondu", "تم الجواب عنه"),
        TicketStatus.Closed => new("clos", "مغلق"),
        TicketStatus.Withdrawn => new("retiré", "تم سحبه"),
        TicketStatus.Merged => new("regroupé avec un autre signalement", "ضُم إلى تبليغ آخر"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static Bilingual Words(this TicketType kind) => kind switch
    {
        TicketType.Complaint => new("réclamation", "شكاية"),
        TicketType.Observation => new("observation", "ملاحظة"),
        TicketType.Suggestion => new("suggestion", "اقتراح"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static Bilingual Words(this TicketOutcome outcome) => outcome switch
    {
        TicketOutcome.Solved => new("problème résolu", "تم حل المشكل"),
        TicketOutcome.NotFeasible => new("intervention impossible", "تعذر التدخل"),
        TicketOutcome.NotFound => new("rien n’a été constaté sur place", "لم تتم معاينة أي مشكل بعين المكان"),
        TicketOutcome.OutsideRemit => new("hors de la compétence de la ville", "خارج اختصاص المدينة"),
        TicketOutcome.NoReply => new("resté sans réponse de l’auteur", "لم يتم التوصل بجواب صاحب التبليغ"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>What happened, as the history tells it.</summary>
    public static Bilingual Words(this TicketEvent happened) => happened switch
    {
        TicketEvent.Reported => new("Signalement enregistré et transmis", "تم تسجيل التبليغ وإحالته"),
        TicketEvent.PhotoReceived => new("Photo reçue", "تم التوصل بصورة"),
        TicketEvent.PhotoAccepted => new("Photo vérifiée", "تم فحص الصورة"),
        TicketEvent.PhotoRefused => new("Photo refusée", "لم تُقبل الصورة"),
        TicketEvent.MessageWritten => new("Message de l’auteur du signalement", "رسالة من صاحب التبليغ"),
        TicketEvent.NameHidden => new("Nom masqué à la demande de l’auteur", "تم إخفاء الاسم بطلب من صاحب التبليغ"),
        TicketEvent.Withdrawn => new("Signalement retiré par son auteur", "سحب صاحب التبليغ تبليغه"),
        TicketEvent.Reopened => new("Signalement rouvert", "أُعيد فتح التبليغ"),
        TicketEvent.Rated it => new($"Avis donné : {it.Stars} sur 5", $"تم إبداء الرأي: {it.Stars} من 5"),
        TicketEvent.Assigned { Agent: null } => new("Signalement remis dans la file de l’opérateur", "أُعيد التبليغ إلى لائحة الجهة المكلفة"),
        TicketEvent.Assigned => new("Pris en charge par un agent", "تكفل به أحد الأعوان"),
        TicketEvent.Transferred => new("Transmis à un autre opérateur", "أُحيل على جهة أخرى"),
        TicketEvent.ReporterAsked => new("Précision demandée à l’auteur", "طُلب توضيح من صاحب التبليغ"),
        TicketEvent.Answered => new("Réponse de l’opérateur", "جواب الجهة المكلفة"),
        TicketEvent.Noted => new("Note interne", "ملاحظة داخلية"),
        TicketEvent.Closed it => new($"Signalement clos : {it.Outcome.Words().Fr}", $"أُغلق التبليغ: {it.Outcome.Words().Ar}"),
        TicketEvent.FollowersCounted it => new($"Personnes qui suivent ce signalement : {it.Count}", $"عدد المتتبعين لهذا التبليغ: {it.Count}"),
        TicketEvent.FollowersForgotten it => new(
            $"Coordonnées effacées des personnes qui suivaient ce signalement ({it.Count})", $"مُحيت معطيات الاتصال الخاصة بمتتبعي هذا التبليغ ({it.Count})"),
        TicketEvent.Merged it => new($"Regroupé avec le signalement {it.Into}", $"ضُم إلى التبليغ {it.Into}"),
        TicketEvent.Unmerged => new("De nouveau traité séparément", "عاد للمعالجة بشكل مستقل"),
        TicketEvent.Absorbed it => new($"Le signalement {it.Reference} est regroupé avec celui-ci", $"ضُم التبليغ {it.Reference} إلى هذا التبليغ"),
        TicketEvent.Released it => new($"Le signalement {it.Reference} est de nouveau traité séparément", $"عاد التبليغ {it.Reference} للمعالجة بشكل مستقل"),
        TicketEvent.SolvedWith it => new($"Suite donnée au signalement regroupé : {it.Status.Words().Fr}", $"مآل التبليغ الذي ضُم إليه: {it.Status.Words().Ar}"),
        TicketEvent.SplitOff it => new($"Une partie du problème est suivie à part : {it.Reference}", $"جزء من المشكل أصبح موضوع تبليغ مستقل: {it.Reference}"),
        TicketEvent.Escalated => new("Délai signalé à la hiérarchie", "تم إشعار الرؤساء بالأجل"),
        TicketEvent.OperatorNotified { Channel: NoticeDesk.Teams, Taken: true } => new("Responsables informés dans Teams", "تم إخبار المسؤولين عبر Teams"),
        TicketEvent.OperatorNotified { Channel: NoticeDesk.Teams } => new("Avis aux responsables non déposé dans Teams", "تعذر نشر الإشعار الموجه إلى المسؤولين في Teams"),
        TicketEvent.OperatorNotified { Taken: true } => new("Responsables informés par courriel", "تم إخبار المسؤولين عبر البريد الإلكتروني"),
        TicketEvent.OperatorNotified => new("Courriel aux responsables non remis", "تعذر تسليم الرسالة إلى المسؤولين"),
        TicketEvent.OperatorTold => new("Transmis au système de l’opérateur", "أُرسل إلى نظام الجهة المكلفة"),
        TicketEvent.OperatorUpdated { Late: true } => new("Nouvelle tardive du système de l’opérateur, conservée", "خبر متأخر من نظام الجهة المكلفة، تم حفظه"),
        TicketEvent.OperatorUpdated { Kind: Operators.UpdateKind.Accepted } => new("Pris en charge par l’opérateur", "تكفلت به الجهة المكلفة"),
        TicketEvent.OperatorUpdated => new("Nouvelle du système de l’opérateur", "خبر من نظام الجهة المكلفة"),
        TicketEvent.PersonErased it => new(
            $"Données personnelles effacées : {it.Reason.Words().Fr}{(it.Note is null ? "" : $" (« {it.Note} »)")}",
            $"محو المعطيات الشخصية: {it.Reason.Words().Ar}{(it.Note is null ? "" : $" («{it.Note}»)")}"),
        TicketEvent.ConversationNamed => new("Nouvelles demandées dans la conversation avec l’assistant", "طُلب التوصل بالمستجدات في المحادثة مع المساعد الآلي"),
        TicketEvent.AccessCodeAsked => new("Code d’accès redemandé", "طُلبت إعادة إرسال رمز الولوج"),
        TicketEvent.PlaceCorrected => new("Arrondissement corrigé", "تم تصحيح المقاطعة"),
        TicketEvent.ReporterNotified { Channel: NoticeDesk.Conversation } => new("Auteur informé dans sa conversation avec l’assistant", "تم إخبار صاحب التبليغ في محادثته مع المساعد الآلي"),
        TicketEvent.ReporterNotified => new("Auteur informé par courriel", "تم إخبار صاحب التبليغ عبر البريد الإلكتروني"),
        TicketEvent.NoticeUndeliverable { Channel: NoticeDesk.Conversation } => new("Auteur non informé : sa conversation avec l’assistant est terminée", "لم يُخبر صاحب التبليغ: انتهت محادثته مع المساعد الآلي"),
        TicketEvent.NoticeUndeliverable => new("Courriel non remis : l’adresse est refusée", "تعذر تسليم الرسالة: العنوان الإلكتروني غير مقبول"),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };
}
