using System.Globalization;

namespace CasaServerless.Kernel.Sealing;

/// <summary>Words that every seal of the city shares, whichever counter seals.</summary>
static class ArtWords
{
    public static readonly Bilingual Kingdom = new("Royaume du Maroc", "المملكة المغربية");
    public static readonly Bilingual City = new("Commune de Casablanca", "جماعة الدار البيضاء");
    public static readonly Bilingual Number = new("N° au registre", "رقم التسجيل");
    public static readonly Bilingual Date = new("Date", "التاريخ");
    public static readonly Bilingual Authority = new("Autorité", "الجهة المصدرة");
    public static readonly Bilingual Bureau = new("Bureau", "المكتب");
    public static readonly Bilingual Officer = new("Officier", "الضابط");
    public static readonly Bilingual Function = new("Qualité", "الصفة");
    public static readonly Bilingual Pages = new("Nombre de pages", "عدد الصفحات");

    public static readonly Bilingual Verify = new("Vérifier ce document", "التحقق من هذه الوثيقة");

    public static readonly Bilingual HowToVerify = new(
        "Scannez le code QR, ou ouvrez la page indiquée au-dessous et saisissez le code. Comparez le numéro, la date et le bureau affichés "
        + "avec ceux de cette page. Vous pouvez aussi déposer le fichier sur la même page : toute modification y est signalée.",
        "امسحوا رمز QR، أو افتحوا الصفحة المبينة أسفله وأدخلوا الرمز. قارنوا الرقم والتاريخ والمكتب المعروضة بما هو مدون في هذه الصفحة. "
        + "ويمكنكم أيضا إيداع الملف في الصفحة نفسها: كل تغيير طرأ عليه يشار إليه.");

    public static readonly Bilingual HowToVerifyAnywhere = new(
        HowToVerify.Fr + " Le code QR de cette page se vérifie aussi sans connexion, sur un téléphone qui a déjà ouvert la page.",
        HowToVerify.Ar + " ويمكن التحقق من رمز QR الوارد في هذه الصفحة دون اتصال أيضا، بهاتف سبق أن فتح صفحة التحقق.");

    public static readonly Bilingual Scope = new("Portée de l’attestation", "نطاق الإشهاد");

    public static readonly Bilingual Signature = new(
        "Ce document porte une signature électronique. Tout lecteur PDF qui vérifie les signatures signale une modification ultérieure.",
        "تحمل هذه الوثيقة توقيعا إلكترونيا. وكل برنامج لقراءة ملفات PDF يتحقق من التوقيعات ينبه إلى أي تغيير لاحق.");

    public static readonly Bilingual QualifiedSignature = new(
        "Ce document porte une signature électronique qualifiée au sens de l’article 6 de la loi n° 43-20. Tout lecteur PDF qui vérifie les "
        + "signatures signale une modification ultérieure.",
        "تحمل هذه الوثيقة توقيعا إلكترونيا مؤهلا بمفهوم المادة 6 من القانون رقم 43.20. وكل برنامج لقراءة ملفات PDF يتحقق من التوقيعات "
        + "ينبه إلى أي تغيير لاحق.");

    public static readonly Bilingual NoLegalValue = new(
        "Exemplaire de démonstration : il n’engage aucune autorité et n’a aucune valeur légale.",
        "نسخة للتجربة: لا تلزم أي سلطة وليست لها أي قيمة قانونية.");

    public static Bilingual Page(int page, int pages) => new(
        string.Create(CultureInfo.InvariantCulture, $"Page {page}/{pages}"),
        string.Create(CultureInfo.InvariantCulture, $"الصفحة {page} من {pages}"));
}
