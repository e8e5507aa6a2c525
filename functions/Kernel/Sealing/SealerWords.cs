namespace CasaServerless.Kernel.Sealing;

/// <summary>What the sealer itself adds to an attestation, whatever the counter words.</summary>
static class SealerWords
{
    public static readonly Bilingual Hash = new("Empreinte SHA-256 du fichier reçu", "بصمة SHA-256 للملف المتوصل به");

    static readonly Bilingual signed = new(
        "Le document porte déjà une signature électronique ; afin de la préserver, il n’a pas été modifié.",
        "تحمل الوثيقة توقيعا إلكترونيا سابقا، وحفاظا عليه لم يُدخل عليها أي تغيير.");

    static readonly Bilingual unfit = new(
        "La composition technique du document ne permet pas d’y ajouter un bandeau sans risque d’en masquer ou d’en altérer le contenu ; " +
        "il n’a donc pas été modifié.",
        "لا تسمح البنية التقنية للوثيقة بإضافة شريط إليها دون احتمال حجب مضمونها أو تغييره، لذا لم يُدخل عليها أي تغيير.");

    static readonly Bilingual bound = new(
        "Il est joint tel quel au fichier de la présente attestation, qui le désigne par son empreinte SHA-256.",
        "وهي مرفقة كما هي بملف هذه الشهادة التي تعينها ببصمتها SHA-256.");

    public static Bilingual Why(AttestationOnly reason)
    {
        var left = reason == AttestationOnly.AlreadySigned ? signed : unfit;
        return new($"{left.Fr} {bound.Fr}", $"{left.Ar} {bound.Ar}");
    }
}
