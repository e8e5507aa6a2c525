using CasaServerless.Kernel;

namespace CasaServerless.Common.Referentiels;

/// <summary>What is refused to those who keep the référentiels: numbered once, never renumbered.</summary>
public static class ReferentielRefusals
{
    public static Refusal UnknownKind() => new("REF-001", new(
        "Ce référentiel n’existe pas, ou il ne se modifie pas ici.",
        "هذه البيانات المرجعية غير موجودة، أو لا تعدل من هنا."), 404);

    public static Refusal UnknownEntry() => new("REF-002", new(
        "Cet élément n’existe pas dans le référentiel.",
        "هذا العنصر غير موجود في البيانات المرجعية."), 404);

    /// <param name="fr">The field, in French.</param>
    /// <param name="ar">The field, in Arabic.</param>
    public static Refusal Invalid(string fr, string ar) => new("REF-003", new(
        $"Ce renseignement manque ou n’est pas valable : {fr}.",
        $"هذه المعلومة ناقصة أو غير صحيحة: {ar}."), 422);

    public static Refusal SayWhatYouSaw() => new("REF-004", new(
        "Indiquez la version que vous modifiez (If-Match), ou que l’élément est nouveau (If-None-Match: *).",
        "المرجو تحديد النسخة التي تعدلونها (If-Match)، أو أن العنصر جديد (If-None-Match: *)."), 428);

    public static Refusal ChangedSince() => new("REF-005", new(
        "Cet élément a été modifié entre-temps par une autre personne. Relisez-le avant de le modifier.",
        "تم تعديل هذا العنصر في هذه الأثناء من طرف شخص آخر. المرجو الاطلاع عليه من جديد قبل تعديله."), 412);

    public static Refusal SecondManager() => new("REF-006", new(
        "Cette modification doit être approuvée par un second responsable, autre que celui qui la propose et que son bénéficiaire.",
        "يجب أن يصادق على هذا التعديل مسؤول ثان، غير مقترحه وغير المستفيد منه."), 403);

    public static Refusal NotNow() => new("REF-007", new(
        "Cette proposition a déjà été décidée.",
        "سبق البت في هذا الاقتراح."), 409);

    public static Refusal Revoked() => new("REF-008", new(
        "Cette délégation a été retirée ; seul un nouvel arrêté peut la remplacer.",
        "تم سحب هذا التفويض؛ ولا يمكن تعويضه إلا بقرار جديد."), 409);

    public static Refusal NeverRemoved() => new("REF-009", new(
        "Cet élément ne se supprime pas : des actes s’y rapportent. Retirez une délégation ; ôtez ses services à un bureau ; masquez un service municipal ; mettez fin aux règles d’un opérateur.",
        "لا يحذف هذا العنصر لأن عقودا ترتبط به. يسحب التفويض، وتزال خدمات المكتب، وتخفى الخدمة الجماعية، وتنهى قواعد الجهة المكلفة."), 409);

    public static Refusal ReasonMissing() => new("REF-010", new(
        "Le motif est obligatoire (3 à 300 caractères).",
        "ذكر السبب إلزامي (من 3 إلى 300 حرف)."), 422);

    public static Refusal UnknownChange() => new("REF-011", new(
        "Aucune modification du référentiel ne porte cette référence.",
        "لا يوجد أي تعديل للبيانات المرجعية بهذا المرجع."), 404);

    public static Refusal NoSuchDay() => new("REF-020", new(
        "La date d’effet doit être un jour à venir, dans les deux ans.",
        "يجب أن يكون تاريخ السريان يوما لاحقا، داخل أجل سنتين."), 422);

    public static Refusal DatedItself() => new("REF-021", new(
        "Cet élément porte ses propres dates : c’est là que se dit quand il vaut.",
        "لهذا العنصر تواريخه الخاصة: فيها يحدد متى يسري."), 422);

    public static Refusal IdentifierUsed() => new("REF-022", new(
        "Cet identifiant a déjà été attribué à une autre personne ; choisissez-en un autre.",
        "سبق إسناد هذا المعرف إلى شخص آخر؛ المرجو اختيار معرف غيره."), 409);
}
