using CasaServerless.Kernel;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>What this door answers "no" to: <c>WA-001</c>…, numbered once, never renumbered. From WA-004 on they are said to a person.</summary>
static class WhatsAppRefusals
{
    // Not 401: there is nothing that the sender could sign in with.
    public static Refusal NotProven() => new("WA-001", new(
        "Ce message n’est pas signé par WhatsApp.",
        "هذه الرسالة غير موقعة من طرف واتساب."), 403);

    public static Refusal NotVerified() => new("WA-002", new(
        "Le mot de vérification présenté n’est pas celui de la commune.",
        "رمز التحقق المدلى به ليس رمز الجماعة."), 403);

    public static Refusal Unreadable() => new("WA-003", new(
        "Ce message de WhatsApp n’a pas la forme attendue.",
        "رسالة واتساب هذه لا تطابق الصيغة المنتظرة."), 400);

    public static Refusal TooLarge(long mostBytes) => new("WA-004", new(
        $"Ce fichier dépasse {mostBytes / (1024 * 1024)} Mo. Veuillez en réduire la taille et l’envoyer de nouveau.",
        $"حجم هذا الملف يتجاوز {mostBytes / (1024 * 1024)} ميغابايت. المرجو تقليصه وإعادة إرساله."), 413);

    public static Refusal NotThisKind(MediaKind kind) => new("WA-005", kind switch
    {
        MediaKind.Audio => new(
            "Je ne peux pas encore écouter les messages vocaux. Écrivez-moi, ou envoyez une photo ou un document PDF.",
            "لا يمكنني بعد الاستماع إلى الرسائل الصوتية. المرجو الكتابة إلي، أو إرسال صورة أو وثيقة PDF."),
        MediaKind.Video => new(
            "Je ne peux pas recevoir de vidéo. Envoyez plutôt une photo ou un document PDF.",
            "لا يمكنني استقبال مقاطع الفيديو. المرجو إرسال صورة أو وثيقة PDF بدلا منها."),
        _ => new(
            "Je ne peux recevoir que des photos et des documents PDF.",
            "لا يمكنني استقبال سوى الصور ووثائق PDF."),
    }, 415);

    public static Refusal Differs() => new("WA-006", new(
        "Le fichier est arrivé altéré. Veuillez l’envoyer de nouveau.",
        "وصل الملف محرفا. المرجو إعادة إرساله."), 422);

    public static Refusal Gone() => new("WA-007", new(
        "Ce fichier n’est plus disponible auprès de WhatsApp. Veuillez l’envoyer de nouveau.",
        "لم يعد هذا الملف متوفرا لدى واتساب. المرجو إعادة إرساله."), 410);
}
