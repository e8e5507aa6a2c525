namespace CasaServerless.Kernel.Sealing;

/// <summary>What the sealer itself adds to an attestation, whatever the counter words.</summary>
static class SealerWords
{
    public static readonly Bilingual Hash = new("Empreinte SHA-256 du fichier reçu", "بصمة SHA-256 للملف المتوصل به");

    public static Bilingual Why(AttestationOnly reason) => reason == AttestationOnly.AlreadySigned
        ? new("Le document porte déjà une signature électronique ; afin de la préserver, il n'a pas été modifié. La présente attestation le désigne par son empreinte SHA-256 et doit l'accompagner.",
            "تحمل الوثيقة توقيعا إلكترونيا سابقا، وحفاظا عليه لم يُدخل عليها أي تغيير. تعين هذه الشهادة الوثيقة ببصمتها SHA-256 ويجب أن ترفق بها.")
        : new("La composition technique du document ne permet pas d'y ajouter un bandeau sans risque d'en masquer ou d'en altérer le contenu ; il n'a donc pas été modifié. La présente attestation le désigne par son empreinte SHA-256 et doit l'accompagner.",
            "لا تسمح البنية التقنية للوثيقة بإضافة شريط إليها دون احتمال حجب مضمونها أو تغييره، لذا لم يُدخل عليها أي تغيير. تعين هذه الشهادة الوثيقة ببصمتها SHA-256 ويجب أن ترفق بها.");
}
