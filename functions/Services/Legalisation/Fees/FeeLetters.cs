using CasaServerless.Kernel;
using static CasaServerless.Services.Legalisation.Fees.FeeEvent;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>What the applicant is written about money that moved without them being at the desk.</summary>
static class FeeLetters
{
    /// <summary>Whether an event is one after which the applicant is written.</summary>
    public static bool Follow(FeeEvent happened) => happened is FeePaidOnline or PaymentNotTaken or FeeRefunded { Refund: not null };

    /// <summary>Subject and sentence; null for what nobody is written of.</summary>
    public static (Bilingual Subject, Bilingual Sentence)? About(FeeEvent happened) => happened switch
    {
        FeePaidOnline it => (
            new("Votre paiement est reçu", "تم التوصل بأدائكم"),
            new($"Votre paiement de {it.Money.Words().Fr} est reçu. La quittance se télécharge depuis la page de votre demande.",
                $"تم التوصل بأدائكم لمبلغ {it.Money.Words().Ar}. يمكنكم تحميل وصل الأداء من صفحة طلبكم.")),
        PaymentNotTaken it => (
            new("Un paiement vous sera remboursé", "سيُرجع إليكم مبلغ مؤدى"),
            new($"Un paiement de {it.Money.Words().Fr} nous est parvenu, mais {FeeWords.Why(it.Reason).Fr} : il vous sera remboursé par le même moyen.",
                $"توصلنا بأداء مبلغ {it.Money.Words().Ar}، غير أن السبب التالي يمنع قبوله: {FeeWords.Why(it.Reason).Ar}. سيُرجع إليكم المبلغ بنفس الوسيلة.")),
        FeeRefunded it => (
            new("Vous êtes remboursé", "تم إرجاع المبلغ إليكم"),
            new($"Le prestataire de paiement a remboursé {it.Money.Words().Fr}. Le montant arrive par le moyen avec lequel vous aviez payé.",
                $"أرجع مقدم خدمة الأداء مبلغ {it.Money.Words().Ar}. سيصلكم بالوسيلة التي أديتم بها.")),
        _ => null,
    };
}
