using CasaServerless.Common.Notices;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Fees;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>What the applicant is written after each event, in both languages. The letter names no one and no document: it may be read by others.</summary>
static class ApplicantNotices
{
    static readonly Bilingual hello = new("Bonjour,", "تحية طيبة،");

    /// <summary>Whether an event is one after which the applicant is written.</summary>
    public static bool Follow(LegalisationEvent happened) => happened is Requested or DocumentAccepted or LegalisationEvent.DocumentRefused
        or Certified or Refused or Revoked or Abandoned or AccessCodeAsked || happened is AppointmentEvent it && AppointmentLetters.Follow(it)
        || happened is FeeEvent fee && FeeLetters.Follow(fee);

    /// <summary>Null after an event of which nobody is written, or which the case has since left behind.</summary>
    public static Told? About(LegalisationEvent happened, Case<LegalisationCase> its, Bureau bureau, LegalisationCounter counter)
    {
        var follow = new NoticeLink(new("Suivre ma demande", "تتبع طلبي"), new($"{counter.Options.PublicUrl}/legalisation/{its.Reference}"));
        var bring = its.State.Kind.Bring();
        return happened switch
        {
            Requested => Tell(new("Votre demande est enregistrée", "تم تسجيل طلبكم"), new(
                $"Votre demande est enregistrée. Envoyez votre document, puis présentez-vous au bureau avec {bring.Fr}. Gardez précieusement le code d’accès qui vous a été remis : il n’est pas dans ce message.",
                $"تم تسجيل طلبكم. أرسلوا وثيقتكم، ثم احضروا إلى المكتب ومعكم {bring.Ar}. احتفظوا جيدا برمز الولوج الذي سُلم إليكم، فهو غير مذكور في هذه الرسالة.")),
            DocumentAccepted => Tell(new("Votre document est accepté", "تم قبول وثيقتكم"), new(
                $"Votre document a été vérifié et accepté. Présentez-vous au bureau avec {bring.Fr}.",
                $"تم فحص وثيقتكم وقبولها. المرجو الحضور إلى المكتب ومعكم {bring.Ar}.")),
            LegalisationEvent.DocumentRefused it => Tell(new("Votre document n’a pas été accepté", "لم تُقبل وثيقتكم"), DocumentFaults.Sentence(it.Fault), new(
                "Vous pouvez envoyer un autre document depuis la page de votre demande.",
                "يمكنكم إرسال وثيقة أخرى من صفحة طلبكم.")),
            Certified => Tell(new("Votre document certifié est prêt", "وثيقتكم المشهود بصحتها جاهزة"), new(
                "Votre document est certifié et scellé. Téléchargez-le depuis la page de votre demande, avec votre code d’accès.",
                "تم الإشهاد على وثيقتكم وختمها إلكترونيا. يمكنكم تحميلها من صفحة طلبكم باستعمال رمز الولوج.")),
            Refused it => Tell(new("Votre demande est refusée", "رُفض طلبكم"),
                new($"Votre demande est refusée. Motif : {it.Reason.Words().Fr}.", $"رُفض طلبكم. السبب: {it.Reason.Words().Ar}."), new(
                "La page de votre demande donne les précisions de l’officier. Vous pouvez déposer une nouvelle demande ou vous adresser au bureau.",
                "تجدون توضيحات الضابط في صفحة طلبكم. يمكنكم إيداع طلب جديد أو الاتصال بالمكتب.")),
            Revoked => Tell(new("Une certification est révoquée", "تم إلغاء إشهاد"), new(
                "La certification de votre document est révoquée : toute personne qui le vérifie en est désormais avertie. Adressez-vous au bureau pour en connaître les suites.",
                "تم إلغاء الإشهاد على وثيقتكم، وسيُخبر بذلك كل من يتحقق منها. المرجو الاتصال بالمكتب لمعرفة ما يترتب عن ذلك.")),
            Abandoned => Tell(new("Votre demande est close", "أُغلق طلبكم"), new(
                "Votre demande est close, faute de suite depuis trop longtemps. Vous pouvez en déposer une nouvelle à tout moment.",
                "أُغلق طلبكم لعدم المتابعة خلال ثلاثين يوما. يمكنكم إيداع طلب جديد في أي وقت.")),
            AppointmentEvent it => AppointmentLetters.About(it, its.State, bureau) is { } letter ? Tell(letter.Subject, letter.Sentence) : null,
            FeeEvent it => FeeLetters.About(it) is { } letter ? Tell(letter.Subject, letter.Sentence) : null,
            AccessCodeAsked when LostCode.Words(new("votre demande", "طلبكم"), counter.Codes.Of(its.Reference, its.CodeVersion)) is var (code, beware) =>
                Tell(LostCode.Subject, code, beware),
            _ => null,
        };

        Told Tell(Bilingual subject, Bilingual first, Bilingual? second = null) => new(
            new($"{subject.Fr} – {its.Reference}", $"{subject.Ar} – {its.Reference}"),
            second is null ? [hello, first] : [hello, first, second], follow);
    }

    /// <summary>A letter's words.</summary>
    public sealed record Told(Bilingual Subject, IReadOnlyList<Bilingual> Paragraphs, NoticeLink Link);
}
