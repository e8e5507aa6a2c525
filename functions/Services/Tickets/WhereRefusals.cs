using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets;

/// <summary>What is refused to those who look for a service or a place: numbered once, never renumbered.</summary>
public static class WhereRefusals
{
    public static Refusal NoSuchService() => new("TIC-041", new(
        "Cette catégorie de signalement n’existe pas ou n’est plus proposée.",
        "صنف التبليغ هذا غير موجود أو لم يعد متاحا."), 404);

    public static Refusal NoPoint() => new("TIC-042", new(
        "Indiquez un point par sa latitude et sa longitude en degrés (WGS84).",
        "المرجو تحديد نقطة بخطي العرض والطول بالدرجات (WGS84)."), 422);

    public static Refusal NoSuchBoundaries() => new("TIC-043", new(
        "Cette version des limites des arrondissements n’existe pas.",
        "هذه النسخة من حدود المقاطعات غير موجودة."), 404);
}
