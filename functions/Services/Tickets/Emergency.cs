using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets;

/// <summary>What is said first where there is danger to life: a ticket is no call for help.</summary>
public static class Emergency
{
    /// <summary>Protection civile 15, police 19, gendarmerie royale 177: Morocco's numbers.</summary>
    public static Bilingual Sentence { get; } = new(
        "Danger pour la vie ? Éloignez-vous et appelez d’abord les secours : protection civile 15, police 19, gendarmerie royale 177. Ce signalement ne les prévient pas.",
        "هل هناك خطر على الأرواح؟ ابتعدوا واتصلوا أولا بالإغاثة: الوقاية المدنية 15، الشرطة 19، الدرك الملكي 177. هذا التبليغ لا يُعلمهم.");
}
