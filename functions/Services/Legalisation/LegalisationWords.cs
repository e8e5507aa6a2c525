using CasaServerless.Common.Erasure;
using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Services.Legalisation.Appointments;

namespace CasaServerless.Services.Legalisation;

/// <summary>The counter's terms in both languages, as they are said to people.</summary>
public static class LegalisationWords
{
    public static string In(this LegalisationStatus status, Language language) => status.Words().In(language);

    public static Bilingual Words(this LegalisationStatus status) => status switch
    {
        LegalisationStatus.AwaitingDocument => new("en attente du document", "في انتظار الوثيقة"),
        LegalisationStatus.DocumentRefused => new("document refusé", "وثيقة غير مقبولة"),
        LegalisationStatus.Submitted => new("déposé", "مودع"),
        LegalisationStatus.Presented => new("présenté au guichet", "قُدِّم بالشباك"),
        LegalisationStatus.Certifying => new("certification en cours", "الإشهاد جار"),
        LegalisationStatus.Certified => new("certifié", "مشهود بصحته"),
        LegalisationStatus.Refused => new("refusé", "مرفوض"),
        LegalisationStatus.Revoked => new("révoqué", "ملغى"),
        LegalisationStatus.Abandoned => new("clos sans suite", "مغلق لعدم المتابعة"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static Bilingual Words(this PaperKind kind) => kind switch
    {
        PaperKind.CertifiedCopy => new("Copie certifiée conforme à l’original", "نسخة مشهود بمطابقتها لأصلها"),
        PaperKind.Signature => new("Légalisation de signature", "تصحيح الإمضاء"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What the applicant brings to the bureau, after « apportez » or « avec ».</summary>
    public static Bilingual Bring(this PaperKind kind) => kind switch
    {
        PaperKind.CertifiedCopy => new("l’original du document et votre CNIE", "أصل الوثيقة وبطاقتكم الوطنية"),
        PaperKind.Signature => new("le document, sans l’avoir signé, et votre CNIE", "الوثيقة دون توقيعها وبطاقتكم الوطنية"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static Bilingual Words(this RefusalReason reason) => reason switch
    {
        RefusalReason.Altered => new("document raturé ou altéré", "وثيقة بها تشطيب أو تحريف"),
        RefusalReason.Cut => new("document incomplet ou coupé", "وثيقة ناقصة أو مبتورة"),
        RefusalReason.CopyOfCopy => new("l’original présenté est lui-même une copie", "الأصل المدلى به هو نفسه نسخة"),
        RefusalReason.ObtainableAtSource => new("document à demander à l’administration qui le délivre", "وثيقة يمكن الحصول عليها من الإدارة التي تسلمها"),
        RefusalReason.DoubtfulOriginal => new("doute sur l’authenticité de l’original", "شك في صحة الأصل"),
        RefusalReason.IdentityNotProven => new("identité non établie", "لم تثبت الهوية"),
        RefusalReason.Other => new("autre motif, précisé par l’officier", "سبب آخر يوضحه الضابط"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static Bilingual Words(this DenialReason reason) => reason switch
    {
        DenialReason.NoDelegation => new("aucune délégation de signature", "لا يوجد أي تفويض بالإمضاء"),
        DenialReason.DelegationNotYet => new("délégation pas encore en vigueur", "التفويض لم يدخل بعد حيز التنفيذ"),
        DenialReason.DelegationExpired => new("délégation expirée", "انتهت مدة التفويض"),
        DenialReason.DelegationRevoked => new("délégation retirée", "تم سحب التفويض"),
        DenialReason.OtherBureau => new("dossier d’un autre bureau", "الملف تابع لمكتب آخر"),
        DenialReason.UnknownOfficer => new("officier inconnu du référentiel", "ضابط غير مدرج في البيانات المرجعية"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>What a certification attests and what it does not: said on the stamp, on the attestation and to whoever verifies.</summary>
    public static Bilingual Scope(this PaperKind kind) => kind switch
    {
        PaperKind.CertifiedCopy => new("La copie est conforme à l’original présenté ; son contenu n’est pas attesté.",
            "النسخة مطابقة للأصل المعروض؛ ولا يشهد بصحة مضمونها."),
        PaperKind.Signature => new("Seule la signature est attestée, et non le contenu du document.",
            "تقتصر الشهادة على الإمضاء وحده، ولا تشمل مضمون الوثيقة."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A line of the history of a request for this kind of paper: who presents a signature has no original to show, but signs.</summary>
    public static Bilingual Words(this LegalisationEvent happened, PaperKind kind) =>
        kind == PaperKind.Signature && happened is LegalisationEvent.Presented { Identity: IdentityProof.Cnie } seen
            ? seen.Corrects ? Corrected((seen with { Corrects = false }).Words(kind)) : new("Identité vérifiée, signature apposée devant l’officier", "التحقق من الهوية والتوقيع أمام الضابط") : happened.Words();

    /// <summary>A line of the history, as the citizen and the officer read it.</summary>
    public static Bilingual Words(this LegalisationEvent happened) => happened switch
    {
        LegalisationEvent.Requested => new("Demande enregistrée", "تسجيل الطلب"),
        LegalisationEvent.DocumentReceived => new("Document reçu, en cours de vérification", "التوصل بالوثيقة، وهي قيد الفحص"),
        LegalisationEvent.DocumentAccepted => new("Document vérifié et accepté", "فحص الوثيقة وقبولها"),
        LegalisationEvent.DocumentRefused => new("Document refusé à la vérification", "عدم قبول الوثيقة بعد الفحص"),
        LegalisationEvent.Presented { Corrects: true } it => Corrected((it with { Corrects = false }).Words()),
        LegalisationEvent.Presented { Identity: IdentityProof.KnownSignature } => new("Signature comparée au spécimen déposé", "مقارنة الإمضاء بالنموذج المودع"),
        LegalisationEvent.Presented { Identity: IdentityProof.Witnesses } => new("Attestation de deux témoins reçue au guichet", "تلقي شهادة شاهدين بالشباك"),
        LegalisationEvent.Presented { OriginalSeen: false } => new("Identité vérifiée au guichet", "التحقق من الهوية بالشباك"),
        LegalisationEvent.Presented => new("Original et identité vérifiés au guichet", "معاينة الأصل والتحقق من الهوية بالشباك"),
        LegalisationEvent.CertificationStarted => new("Certification décidée", "تقرير الإشهاد"),
        LegalisationEvent.Certified => new("Document certifié et scellé", "الإشهاد على الوثيقة وختمها إلكترونيا"),
        LegalisationEvent.CertificationAnnulled { Reason: LegalisationEvent.CertificationAnnulled.CannotBeSealed } =>
            new("Certification annulée : ce document ne peut pas être scellé", "إلغاء الإشهاد: يتعذر ختم هذه الوثيقة إلكترونيا"),
        LegalisationEvent.CertificationAnnulled { Reason: LegalisationEvent.CertificationAnnulled.PaperMissing } =>
            new("Certification annulée : le document n’est plus disponible", "إلغاء الإشهاد: الوثيقة لم تعد متوفرة"),
        LegalisationEvent.CertificationAnnulled => new("Certification annulée pour raison technique", "إلغاء الإشهاد لسبب تقني"),
        LegalisationEvent.Refused it => new($"Demande refusée : {it.Reason.Words().Fr}", $"رفض الطلب: {it.Reason.Words().Ar}"),
        LegalisationEvent.Revoked => new("Certification révoquée", "إلغاء الإشهاد"),
        LegalisationEvent.Abandoned => new("Demande close sans suite", "إغلاق الطلب لعدم المتابعة"),
        LegalisationEvent.UploadsPurged => new("Fichiers déposés supprimés", "حذف الملفات المودعة"),
        Sharing.SharingEvent.Shared => new("Document partagé par lien", "مشاركة الوثيقة برابط"),
        Sharing.SharingEvent.ShareOpened => new("Document téléchargé par un destinataire", "تحميل الوثيقة من طرف المرسل إليه"),
        Sharing.SharingEvent.ShareEnded => new("Partage terminé", "إنهاء المشاركة"),
        LegalisationEvent.ConversationNamed => new("Nouvelles demandées dans la conversation avec l’assistant", "طُلب التوصل بالمستجدات في المحادثة مع المساعد الآلي"),
        LegalisationEvent.AccessCodeAsked => new("Renvoi du code d’accès demandé", "طلب إعادة إرسال رمز الولوج"),
        LegalisationEvent.ApplicantNotified { Channel: NoticeDesk.Conversation } => new("Demandeur informé dans sa conversation avec l’assistant", "إخبار صاحب الطلب في محادثته مع المساعد الآلي"),
        LegalisationEvent.ApplicantNotified => new("Demandeur informé par courriel", "إخبار صاحب الطلب عبر البريد الإلكتروني"),
        LegalisationEvent.NoticeUndeliverable { Channel: NoticeDesk.Conversation } => new("Demandeur non informé : sa conversation avec l’assistant est terminée", "لم يُخبر صاحب الطلب: انتهت محادثته مع المساعد الآلي"),
        LegalisationEvent.NoticeUndeliverable => new("Courriel non remis : l’adresse est refusée", "تعذر تسليم الرسالة: العنوان الإلكتروني غير مقبول"),
        LegalisationEvent.CertificationDenied it => new($"Tentative de certification sans pouvoir : {it.Reason.Words().Fr}", $"محاولة إشهاد بدون صلاحية: {it.Reason.Words().Ar}"),
        LegalisationEvent.PersonErased it => Because(new("Données personnelles effacées", "محو المعطيات الشخصية"), it.Reason, it.Note),
        LegalisationEvent.WitnessErased { Witness: 1 } it => Because(new("Données du premier témoin effacées", "محو معطيات الشاهد الأول"), it.Reason, it.Note),
        LegalisationEvent.WitnessErased it => Because(new("Données du second témoin effacées", "محو معطيات الشاهد الثاني"), it.Reason, it.Note),
        AppointmentEvent appointment => AppointmentWords.Words(appointment),
        Fees.FeeEvent fee => Fees.FeeWords.Words(fee),
        LegalisationEvent.Claimed => new("Dossier pris en charge", "التكفل بالملف"),
        LegalisationEvent.Released => new("Dossier rendu à la file d’attente", "إعادة الملف إلى قائمة الانتظار"),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    // Another word than that for legalising, which in Arabic is to correct too.
    static Bilingual Corrected(Bilingual now) => new($"Vérification d’identité corrigée – {now.Fr}", $"تصويب التحقق من الهوية – {now.Ar}");

    static Bilingual Because(Bilingual what, ErasureReason? reason, string? note) => reason is not { } why ? what : new(
        $"{what.Fr} : {why.Words().Fr}{(note is null ? "" : $" (« {note} »)")}", $"{what.Ar}: {why.Words().Ar}{(note is null ? "" : $" («{note}»)")}");
}
