using CasaServerless.Kernel;
using CasaServerless.Kernel.Documents;

namespace CasaServerless.Services.Legalisation;

/// <summary>Every "no" of this counter: numbered once, never renumbered.</summary>
public static class LegalisationRefusals
{
    public static Refusal NotNeeded() => new("LEG-001", new(
        "Cette formalité n'est pas nécessaire : l'article 7 de la loi n° 55-19 interdit aux administrations d'exiger une copie certifiée conforme ou une signature légalisée. Présentez simplement votre document. Si vous souhaitez tout de même poursuivre, confirmez la destination.",
        "هذا الإجراء غير ضروري: تمنع المادة 7 من القانون رقم 55.19 على الإدارات أن تطلب نسخا مشهودا بمطابقتها لأصولها أو إمضاءات مصححة. يكفي أن تدلوا بوثيقتكم. وإذا رغبتم رغم ذلك في المتابعة، فالمرجو تأكيد الجهة الموجهة إليها."), 409);

    public static Refusal SignatureNotYet() => new("LEG-002", new(
        "La légalisation de signature n'est pas encore proposée en ligne. Présentez-vous au bureau, muni de votre CNIE.",
        "تصحيح الإمضاء غير متاح بعد عبر الإنترنت. المرجو الحضور إلى المكتب مصحوبين ببطاقتكم الوطنية للتعريف الإلكترونية."), 422);

    public static Refusal UnknownBureau() => new("LEG-003", new(
        "Ce bureau n'existe pas ou ne traite pas cette demande.",
        "هذا المكتب غير موجود أو لا يعالج هذا النوع من الطلبات."), 422);

    /// <param name="fr">The field, in French.</param>
    /// <param name="ar">The field, in Arabic.</param>
    public static Refusal Invalid(string fr, string ar) => new("LEG-004", new(
        $"Ce renseignement manque ou n'est pas valable : {fr}.",
        $"هذه المعلومة ناقصة أو غير صحيحة: {ar}."), 422);

    public static Refusal LinkOver() => new("LEG-005", new(
        "Cette adresse d'envoi n'est plus valable. Consultez votre dossier pour en obtenir une nouvelle.",
        "رابط الإرسال هذا لم يعد صالحا. المرجو الاطلاع على ملفكم للحصول على رابط جديد."), 403);

    public static Refusal NoUploadNow() => new("LEG-006", new(
        "Ce dossier n'attend pas de document.",
        "هذا الملف لا ينتظر أي وثيقة."), 409);

    public static Refusal TooLarge(long bytes) => new("LEG-007",
        DocumentFaults.Sentence(DocumentFault.TooLarge, new() { MaxBytes = (int)bytes }), 413);

    public static Refusal OtherBureau() => new("LEG-008", new(
        "Ce dossier relève d'un autre bureau que le vôtre.",
        "هذا الملف تابع لمكتب غير مكتبكم."), 403);

    public static Refusal NotNow(LegalisationStatus status) => new("LEG-009", new(
        $"Cette opération n'est pas possible : le dossier est « {status.In(Language.French)} ».",
        $"لا يمكن القيام بهذه العملية: وضعية الملف «{status.In(Language.Arabic)}»."), 409);

    public static Refusal OriginalNotSeen() => new("LEG-010", new(
        "L'original doit avoir été vu pour certifier une copie conforme.",
        "لا بد من معاينة الأصل للإشهاد على مطابقة النسخة."), 422);

    public static Refusal TwoWitnesses() => new("LEG-011", new(
        "Deux témoins, chacun avec son nom et son numéro de CNIE, sont nécessaires.",
        "يلزم حضور شاهدين، مع ذكر اسم كل منهما ورقم بطاقته الوطنية."), 422);

    public static Refusal NoDelegation() => new("LEG-012", new(
        "Aucune délégation de signature n'est en vigueur aujourd'hui pour vous dans ce bureau : rien n'a été certifié.",
        "لا يوجد أي تفويض بالإمضاء ساري المفعول اليوم باسمكم في هذا المكتب: لم يتم الإشهاد على أي وثيقة."), 403);

    public static Refusal NotSealed() => new("LEG-013", new(
        "Ce document n'est pas encore certifié.",
        "لم يتم بعد الإشهاد على هذه الوثيقة."), 404);

    public static Refusal NoDocument() => new("LEG-014", new(
        "Ce dossier n'a pas de document vérifié, ou celui-ci a été supprimé.",
        "لا يتضمن هذا الملف أي وثيقة مفحوصة، أو تم حذفها."), 404);

    public static Refusal NoSuchHash() => new("LEG-015", new(
        "L'empreinte doit être un SHA-256 en hexadécimal (64 caractères).",
        "يجب أن تكون البصمة من نوع SHA-256 بالترميز السداسي عشر (64 رمزا)."), 400);

    public static Refusal ReasonMissing() => new("LEG-016", new(
        "Le motif est obligatoire.",
        "ذكر السبب إلزامي."), 422);

    public static Refusal UnknownStatus() => new("LEG-017", new(
        "Ce statut n'existe pas.",
        "هذه الوضعية غير موجودة."), 400);
}
