namespace CasaServerless.Kernel.Sealing;

/// <summary>Words that every seal of the city shares, whichever counter seals.</summary>
static class ArtWords
{
    public static readonly Bilingual Unofficial = new("NON OFFICIEL – DÉMONSTRATION", "غير رسمي – للتجربة");
    public static readonly Bilingual Kingdom = new("Royaume du Maroc", "المملكة المغربية");
    public static readonly Bilingual City = new("Commune de Casablanca", "جماعة الدار البيضاء");
    public static readonly Bilingual Number = new("Numéro au registre", "الرقم في السجل");
    public static readonly Bilingual Date = new("Date", "التاريخ");
    public static readonly Bilingual Authority = new("Autorité", "السلطة");
    public static readonly Bilingual Bureau = new("Bureau", "المكتب");
    public static readonly Bilingual Officer = new("Officier", "الموظف المفوض");
    public static readonly Bilingual Function = new("Qualité", "الصفة");
    public static readonly Bilingual Pages = new("Nombre de pages", "عدد الصفحات");
}
