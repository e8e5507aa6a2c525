namespace CasaServerless.Kernel.Cases;

/// <summary>What the kernel itself refuses, whatever the counter.</summary>
public static class CaseRefusals
{
    public static Refusal Busy() => new("CASE-001", new(
        "Le service est momentanément indisponible et n’a pas pu confirmer l’enregistrement. Veuillez réessayer dans un instant.",
        "الخدمة غير متاحة مؤقتا ولم نتمكن من تأكيد التسجيل. المرجو إعادة المحاولة بعد لحظات."), 503)
    { ForNow = true };

    public static Refusal Unknown() => new("CASE-002", new(
        "Aucun dossier ne correspond à cette référence et à ce code d’accès.",
        "لا يوجد أي ملف مطابق لهذا المرجع ولرمز الولوج المدلى به."), 404);

    public static Refusal KeyReused() => new("CASE-004", new(
        "Cette clé d’idempotence a déjà servi pour une autre demande.",
        "سبق استعمال مفتاح التكرار هذا في طلب آخر."), 422);

    public static Refusal Erased() => new("CASE-005", new(
        "Les données personnelles de ce dossier ont été effacées ; il ne peut plus en recevoir.",
        "تم محو المعطيات الشخصية لهذا الملف، ولم يعد بالإمكان إضافة معطيات جديدة إليه."), 410);

    public static Refusal Changed() => new("CASE-006", new(
        "Ce dossier est en cours de modification par plusieurs personnes. Veuillez réessayer.",
        "هذا الملف قيد التعديل من طرف عدة أشخاص. المرجو إعادة المحاولة."), 409)
    { ForNow = true };

    public static Refusal NoMessage() => new("CASE-007", new(
        "Message de file inconnu.",
        "رسالة غير معروفة في قائمة الانتظار."), 400);

    public static Refusal KeyTooLong() => new("CASE-008", new(
        "La clé d’idempotence (en-tête Idempotency-Key) dépasse 255 caractères.",
        "مفتاح التكرار (الترويسة Idempotency-Key) يتجاوز 255 حرفا."), 400);
}
