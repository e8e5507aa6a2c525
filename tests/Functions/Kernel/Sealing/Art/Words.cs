using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Tests.Functions.Kernel.Sealing.Art;

/// <summary>Wordings of seals to draw.</summary>
static class Words
{
    public static SealWording Usual { get; } = new()
    {
        Title = new("Attestation de conformité à l’original", "شهادة المطابقة للأصل"),
        Mention = new("Copie certifiée conforme à l’original", "نسخة مشهود بمطابقتها للأصل"),
        Number = "2026-001234",
        Date = new(2026, 11, 24),
        Authority = new("Arrondissement du Maârif", "مقاطعة المعاريف"),
        Bureau = new("Bureau de légalisation n° 1", "مكتب تصحيح الإمضاءات رقم 1"),
        OfficerName = new("Nadia El Amrani", "نادية العمراني"),
        OfficerFunction = new("officière de légalisation, par délégation", "موظفة مكلفة بتصحيح الإمضاءات، بتفويض"),
        VerificationUrl = "https://legalisation.casablancacity.ma/verify/7KQX-M3PD-94TZ",
        VerificationCode = "7KQX-M3PD-94TZ",
        Unofficial = true,
        Attestation =
        [
            new(new("Document", "الوثيقة"), new Bilingual("Diplôme de licence en droit privé", "إجازة في القانون الخاص")),
            new(new("Délégation", "التفويض"), new Bilingual("Arrêté n° 118/2026 du 5 janvier 2026", "القرار رقم 118/2026 بتاريخ 5 يناير 2026")),
            new(new("Empreinte SHA-256", "بصمة SHA-256"), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        ],
        Notes =
        [
            new("La certification porte sur la conformité de la copie ; elle ne dit rien de l’exactitude du contenu de l’original.",
                "يقتصر هذا الإشهاد على مطابقة النسخة لأصلها، ولا يتعلق بصحة مضمون الأصل."),
        ],
    };

    /// <summary>Names as long as any office could have.</summary>
    public static SealWording Long { get; } = Usual with
    {
        Bureau = new(
            "Bureau de légalisation des signatures et de certification des copies du quartier Derb Ghallef, annexe administrative n° 27 bis, "
            + "boulevard Bir Anzarane, à l’angle de la rue Ibn Tachfine",
            "مكتب تصحيح الإمضاءات والإشهاد على مطابقة النسخ لأصولها بحي درب غلف، الملحقة الإدارية رقم 27 مكرر، شارع بئر أنزران، زاوية زنقة ابن تاشفين"),
        OfficerName = new("Mohammed Abdelhadi Benabdeljalil El Idrissi El Hassani", "محمد عبد الهادي بن عبد الجليل الإدريسي الحسني"),
        OfficerFunction = new(
            "chef de la division des affaires administratives, juridiques et sociales, par délégation du président de l’arrondissement",
            "رئيس قسم الشؤون الإدارية والقانونية والاجتماعية، بتفويض من رئيس المقاطعة"),
    };
}
