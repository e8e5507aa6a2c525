using System.Globalization;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>Every "no" about fees: <c>LEG-100</c> to <c>LEG-119</c>, numbered once, never renumbered.</summary>
public static class FeeRefusals
{
    public static Refusal NothingDue() => new("LEG-100", new(
        "Rien n’est dû pour ce dossier : la taxe est déjà payée, ou la formalité est gratuite.",
        "لا شيء مستحق عن هذا الملف: الرسم مؤدى من قبل، أو الإجراء مجاني."), 409);

    /// <param name="owed">In dirhams.</param>
    public static Refusal OtherAmount(decimal owed) => new("LEG-101", new(
        $"Le montant dû est de {Written(owed)} DH : rien n’a été enregistré.",
        $"المبلغ المستحق هو {Written(owed)} درهم: لم يتم تسجيل أي شيء."), 409);

    public static Refusal NotOnline() => new("LEG-102", new(
        "Le paiement en ligne n’est pas ouvert : la taxe se paie au bureau.",
        "الأداء عبر الإنترنت غير متاح: يؤدى الرسم بالمكتب."), 404);

    public static Refusal TooOften() => new("LEG-103", new(
        "Trop de paiements ont été commencés pour ce dossier. Payez la taxe au bureau.",
        "تم الشروع في عدد كبير من عمليات الأداء لهذا الملف. المرجو أداء الرسم بالمكتب."), 409);

    public static Refusal ProviderIsIll() => new("LEG-104", new(
        "Le service de paiement ne répond pas en ce moment. Réessayez plus tard, ou payez au bureau. Si vous venez de payer, attendez : votre paiement sera retrouvé.",
        "خدمة الأداء لا تستجيب حاليا. أعيدوا المحاولة لاحقا، أو أدوا الرسم بالمكتب. إذا كنتم قد أديتم للتو فانتظروا: سيتم العثور على أدائكم."), 503)
    {
        ForNow = true,
    };

    public static Refusal NoReceipt() => new("LEG-105", new(
        "Il n’y a pas encore de quittance pour ce dossier.",
        "لا يوجد بعد أي وصل أداء لهذا الملف."), 404);

    /// <summary>Told to the provider, which sends the same news again later and shows what was never taken.</summary>
    public static Refusal UnknownOrder() => new("LEG-106", new(
        "Aucun dossier ne correspond à cet ordre de paiement.",
        "لا يوجد أي ملف مطابق لأمر الأداء هذا."), 404);

    /// <summary>As above.</summary>
    public static Refusal UnknownPayment() => new("LEG-107", new(
        "Ce paiement n’est pas connu, ou pas encore.",
        "هذا الأداء غير معروف، أو ليس بعد."), 404);

    public static Refusal NothingToRefund() => new("LEG-108", new(
        "Rien n’est à rembourser pour ce dossier.",
        "لا يوجد أي مبلغ يجب إرجاعه عن هذا الملف."), 409);

    public static Refusal UnknownProvider() => new("LEG-109", new(
        "Ce prestataire de paiement n’est pas connu.",
        "مقدم خدمة الأداء هذا غير معروف."), 404);

    static string Written(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
}
