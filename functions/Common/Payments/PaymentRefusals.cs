using CasaServerless.Kernel;

namespace CasaServerless.Common.Payments;

/// <summary>What is answered to a message that is not a provider's: <c>PAY-001</c>…, numbered once, never renumbered.</summary>
public static class PaymentRefusals
{
    // Not 401: there is nothing that the sender could sign in with.
    public static Refusal NotProven() => new("PAY-001", new(
        "Ce message n’est pas signé par le prestataire de paiement, ou il est trop ancien.",
        "هذه الرسالة غير موقعة من طرف مقدم خدمة الأداء، أو هي قديمة جدا."), 403);

    public static Refusal Unreadable() => new("PAY-002", new(
        "Ce message du prestataire de paiement n’a pas la forme attendue.",
        "رسالة مقدم خدمة الأداء هذه لا تطابق الصيغة المنتظرة."), 400);
}
