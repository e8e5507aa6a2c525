using CasaServerless.Kernel;

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
        LegalisationStatus.Presented => new("présenté au guichet", "معروض على الشباك"),
        LegalisationStatus.Certifying => new("certification en cours", "الإشهاد جار"),
        LegalisationStatus.Certified => new("certifié", "مشهود بصحته"),
        LegalisationStatus.Refused => new("refusé", "مرفوض"),
        LegalisationStatus.Revoked => new("révoqué", "ملغى"),
        LegalisationStatus.Abandoned => new("clos sans suite", "مغلق لعدم المتابعة"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static Bilingual Words(this PaperKind kind) => kind switch
    {
        PaperKind.CertifiedCopy => new("Copie certifiée conforme à l'original", "نسخة مشهود بمطابقتها لأصلها"),
        PaperKind.Signature => new("Légalisation de signature", "تصحيح الإمضاء"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static Bilingual Words(this RefusalReason reason) => reason switch
    {
        RefusalReason.Altered => new("document raturé ou altéré", "وثيقة بها تشطيب أو تحريف"),
        RefusalReason.Cut => new("document incomplet ou coupé", "وثيقة ناقصة أو مبتورة"),
        RefusalReason.CopyOfCopy => new("l'original présenté est lui-même une copie", "الأصل المدلى به هو نفسه نسخة"),
        RefusalReason.ObtainableAtSource => new("document à demander à l'administration qui le délivre", "وثيقة يمكن الحصول عليها من الإدارة التي تسلمها"),
        RefusalReason.DoubtfulOriginal => new("doute sur l'authenticité de l'original", "شك في صحة الأصل"),
        RefusalReason.IdentityNotProven => new("identité non établie", "لم تثبت الهوية"),
        RefusalReason.Other => new("autre motif, précisé par l'officier", "سبب آخر يوضحه الضابط"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>A line of the history, as the citizen and the officer read it.</summary>
    public static Bilingual Words(this LegalisationEvent happened) => happened switch
    {
        LegalisationEvent.Requested => new("Demande enregistrée", "تسجيل الطلب"),
        LegalisationEvent.DocumentReceived => new("Document reçu, en cours de vérification", "التوصل بالوثيقة، وهي قيد الفحص"),
        LegalisationEvent.DocumentAccepted => new("Document vérifié et accepté", "فحص الوثيقة وقبولها"),
        LegalisationEvent.DocumentRefused => new("Document refusé à la vérification", "عدم قبول الوثيقة بعد الفحص"),
        LegalisationEvent.Presented => new("Original et identité vérifiés au guichet", "معاينة الأصل والتحقق من الهوية بالشباك"),
        LegalisationEvent.CertificationStarted => new("Certification décidée", "تقرير الإشهاد"),
        LegalisationEvent.Certified => new("Document certifié et scellé", "الإشهاد على الوثيقة وختمها إلكترونيا"),
        LegalisationEvent.CertificationAnnulled => new("Certification annulée pour raison technique", "إلغاء الإشهاد لسبب تقني"),
        LegalisationEvent.Refused it => new($"Demande refusée : {it.Reason.Words().Fr}", $"رفض الطلب: {it.Reason.Words().Ar}"),
        LegalisationEvent.Revoked => new("Certification révoquée", "إلغاء الإشهاد"),
        LegalisationEvent.Abandoned => new("Demande close sans suite après trente jours", "إغلاق الطلب لعدم المتابعة بعد ثلاثين يوما"),
        LegalisationEvent.UploadsPurged => new("Fichiers déposés supprimés", "حذف الملفات المودعة"),
        LegalisationEvent.PersonErased => new("Données personnelles effacées", "محو المعطيات الشخصية"),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };
}
