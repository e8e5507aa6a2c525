using CasaServerless.Kernel;
using CasaServerless.Kernel.Documents;

namespace CasaServerless.Services.Tickets;

/// <summary>Every "no" of this counter: numbered once, never renumbered.</summary>
public static class TicketRefusals
{
    /// <param name="fr">The field, in French.</param>
    /// <param name="ar">The field, in Arabic.</param>
    public static Refusal Invalid(string fr, string ar) => new("TIC-001", new(
        $"Ce renseignement manque ou n’est pas valable : {fr}.",
        $"هذه المعلومة ناقصة أو غير صحيحة: {ar}."), 422);

    public static Refusal UnknownService() => new("TIC-002", new(
        "Cette catégorie de signalement n’existe pas ou n’est plus proposée.",
        "صنف التبليغ هذا غير موجود أو لم يعد متاحا."), 422);

    public static Refusal NoPlace() => new("TIC-003", new(
        "Indiquez où se trouve le problème : un point sur la carte, ou une adresse avec son arrondissement.",
        "المرجو تحديد مكان المشكل: نقطة على الخريطة، أو عنوان مع المقاطعة التابع لها."), 422);

    public static Refusal OutsideCity() => new("TIC-004", new(
        "Ce lieu est en dehors de la commune de Casablanca : adressez-vous à la commune concernée.",
        "يقع هذا المكان خارج النفوذ الترابي لجماعة الدار البيضاء: المرجو التوجه إلى الجماعة المعنية."), 422);

    public static Refusal InMechouar() => new("TIC-005", new(
        "Ce lieu est dans la commune du Méchouar, qui n’est pas gérée par la commune de Casablanca : adressez-vous à elle.",
        "يقع هذا المكان بجماعة المشور، وهي غير تابعة لجماعة الدار البيضاء: المرجو التوجه إليها."), 422);

    public static Refusal NotNow(TicketStatus status) => new("TIC-006", new(
        $"Cette opération n’est pas possible : le signalement est « {status.Words().Fr} ».",
        $"لا يمكن القيام بهذه العملية: وضعية التبليغ «{status.Words().Ar}»."), 409);

    public static Refusal TooLateToReopen() => new("TIC-007", new(
        "Ce signalement est clos depuis plus de trente jours : déposez-en un nouveau.",
        "مر أكثر من ثلاثين يوما على إغلاق هذا التبليغ: المرجو إيداع تبليغ جديد."), 409);

    public static Refusal RatedAlready() => new("TIC-008", new(
        "Vous avez déjà donné votre avis sur ce signalement.",
        "سبق لكم إبداء رأيكم في هذا التبليغ."), 409);

    public static Refusal TooManyTexts() => new("TIC-009", new(
        "Ce signalement a atteint deux cents messages, le maximum : déposez-en un nouveau.",
        "بلغ هذا التبليغ مائتي رسالة، وهو الحد الأقصى: المرجو إيداع تبليغ جديد."), 409);

    public static Refusal TooManyPhotos() => new("TIC-010", new(
        "Cinq photos ont déjà été envoyées pour ce signalement, ce qui est le maximum.",
        "تم إرسال خمس صور لهذا التبليغ، وهو الحد الأقصى."), 409);

    public static Refusal MovedOn() => new("TIC-011", new(
        "Ce signalement a changé depuis que vous l’avez ouvert. Rien n’a été fait : relisez-le tel qu’il est maintenant, puis recommencez.",
        "طرأ تغيير على هذا التبليغ منذ أن فتحتموه. لم يتم أي إجراء: راجعوه في وضعه الحالي ثم أعيدوا العملية."), 412);

    public static Refusal OtherOperator() => new("TIC-012", new(
        "Ce signalement relève d’un autre opérateur que le vôtre.",
        "هذا التبليغ من اختصاص جهة غير التي تعملون لديها."), 403);

    public static Refusal UnknownOperator() => new("TIC-013", new(
        "Cet opérateur n’existe pas.",
        "هذه الجهة غير موجودة."), 422);

    public static Refusal UnknownAgent() => new("TIC-014", new(
        "Cet agent n’existe pas ou n’appartient pas à l’opérateur chargé du signalement.",
        "هذا العون غير موجود أو لا ينتمي إلى الجهة المكلفة بالتبليغ."), 422);

    public static Refusal NoName() => new("TIC-015", new(
        "Ce signalement est anonyme : il n’y a pas de nom à masquer.",
        "هذا التبليغ مجهول الهوية: لا يوجد أي اسم لإخفائه."), 409);

    public static Refusal LinkOver() => new("TIC-016", new(
        "Cette adresse d’envoi n’est plus valable. Consultez votre signalement pour en obtenir une nouvelle.",
        "رابط الإرسال هذا لم يعد صالحا. المرجو الاطلاع على تبليغكم للحصول على رابط جديد."), 403);

    public static Refusal PhotoTooLarge(long bytes) => new("TIC-017",
        DocumentFaults.Sentence(DocumentFault.TooLarge, new() { MaxBytes = (int)bytes }), 413);

    public static Refusal NoPhoto() => new("TIC-018", new(
        "Cette photo n’existe pas ou n’est pas encore vérifiée.",
        "هذه الصورة غير موجودة أو لم يتم فحصها بعد."), 404);

    public static Refusal ErasureReasonMissing() => new("TIC-019", new(
        "Indiquez le motif de l’effacement (reason) : demande de la personne, enregistrement par erreur, décision de justice ou de la CNDP, ou autre.",
        "المرجو بيان سبب المحو (reason): طلب الشخص المعني، أو تسجيل عن طريق الخطأ، أو قرار قضائي أو قرار من اللجنة الوطنية، أو سبب آخر."), 422);

    public static Refusal NoteNamesSomebody() => new("TIC-020", new(
        "La note d’un effacement est conservée : elle ne doit contenir ni nom, ni numéro, ni adresse d’une personne.",
        "تُحفظ ملاحظة المحو، لذلك يجب ألا تتضمن اسم أي شخص ولا رقمه ولا عنوانه."), 422);

    public static Refusal MergeTarget() => new("TIC-021", new(
        "Ce signalement ne peut être regroupé qu’avec un autre signalement ouvert du même opérateur.",
        "لا يمكن ضم هذا التبليغ إلا إلى تبليغ آخر مفتوح تابع لنفس الجهة المكلفة."), 422);

    public static Refusal NotMerged() => new("TIC-022", new(
        "Ce signalement n’est regroupé avec aucun autre.",
        "هذا التبليغ غير مضموم إلى أي تبليغ آخر."), 409);

    public static Refusal HowMany() => new("TIC-023", new(
        "Indiquez de 1 à 50 signalements, chacun une seule fois.",
        "المرجو تحديد ما بين تبليغ واحد و50 تبليغا، كل تبليغ مرة واحدة."), 422);

    public static Refusal ErasedAlready() => new("TIC-024", new(
        "Les données de ce signalement ont été effacées : il ne peut plus être scindé.",
        "تم محو معطيات هذا التبليغ: لم يعد بالإمكان تقسيمه."), 410);

    public static Refusal TooManyTogether() => new("TIC-031", new(
        "Ce signalement est déjà lié à autant d’autres qu’il est possible : traitez celui-ci avec un autre, ou séparément.",
        "هذا التبليغ مرتبط أصلا بأكبر عدد ممكن من التبليغات الأخرى: المرجو معالجة هذا الأمر مع تبليغ آخر أو بشكل مستقل."), 409);

    public static Refusal NotProven() => new("TIC-025", new(
        "Ce message n’est pas signé par le système de cet opérateur, ou il est trop ancien.",
        "هذه الرسالة غير موقعة من طرف نظام هذه الجهة، أو مضى عليها وقت طويل."), 403);

    public static Refusal Unreadable() => new("TIC-026", new(
        "Ce message n’est pas un événement CloudEvents 1.0 que la ville connaît.",
        "هذه الرسالة ليست حدثا من صيغة CloudEvents 1.0 معروفا لدى المدينة."), 400);

    public static Refusal PlaceKnown() => new("TIC-027", new(
        "L’arrondissement de ce signalement est celui de son point sur la carte : il n’y a rien à corriger.",
        "مقاطعة هذا التبليغ هي التي تقع فيها نقطته على الخريطة: لا شيء يستدعي التصحيح."), 409);
}
