using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>Every "no" about figures.</summary>
static class FiguresRefusals
{
    public static Refusal NoSuchDay() => new("LEG-120", new(
        "Il n’y a pas de rapport pour ce jour : indiquez aujourd’hui ou un jour passé (AAAA-MM-JJ).",
        "لا يوجد تقرير عن هذا اليوم: المرجو تحديد اليوم الجاري أو يوم سابق (سنة-شهر-يوم، مثل 2026-11-24)."), 404);

    public static Refusal NoSuchPeriod() => new("LEG-121", new(
        "Cette période ne peut pas être calculée : elle doit commencer avant de finir et compter 366 jours au plus.",
        "يتعذر حساب هذه المدة: يجب أن تكون بدايتها قبل نهايتها وألا تتجاوز 366 يوما."), 422);
}
