using System.Globalization;
using CasaServerless.Common.Payments;
using CasaServerless.Kernel;
using static CasaServerless.Services.Legalisation.Fees.FeeEvent;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>The fee's terms in both languages.</summary>
public static class FeeWords
{
    public static Bilingual Words(this PaymentMeans means) => means == PaymentMeans.Desk
        ? new("au guichet", "بالشباك") : new("en ligne", "عبر الإنترنت");

    /// <summary>Such as <c>4,00 DH</c>.</summary>
    public static Bilingual Words(this Money money)
    {
        var amount = money.Amount.ToString("0.00", CultureInfo.InvariantCulture);
        return money.Currency == "MAD" ? new($"{amount.Replace('.', ',')}\u00a0DH", $"{amount} درهم")
            : new($"{amount.Replace('.', ',')}\u00a0{money.Currency}", $"{amount} {money.Currency}");
    }

    /// <summary>A line of the history.</summary>
    public static Bilingual Words(FeeEvent happened) => happened switch
    {
        FeePaidAtDesk it => new($"Taxe payée au guichet : {it.Money.Words().Fr}", $"أداء الرسم بالشباك: {it.Money.Words().Ar}"),
        PaymentBegun => new("Paiement en ligne commencé", "الشروع في الأداء عبر الإنترنت"),
        PaymentFailed { Reason: OrderEnd.Expired } => new("Paiement en ligne non effectué à temps", "لم يتم الأداء عبر الإنترنت في الأجل"),
        PaymentFailed => new("Paiement en ligne non abouti", "لم يكتمل الأداء عبر الإنترنت"),
        FeePaidOnline it => new($"Taxe payée en ligne : {it.Money.Words().Fr}", $"أداء الرسم عبر الإنترنت: {it.Money.Words().Ar}"),
        PaymentNotTaken it => new(
            $"Paiement de {it.Money.Words().Fr} reçu à tort, à rembourser : {Why(it.Reason).Fr}",
            $"التوصل بأداء {it.Money.Words().Ar} عن طريق الخطأ، ويجب إرجاعه: {Why(it.Reason).Ar}"),
        ReceiptNumbered => new("Quittance numérotée", "ترقيم وصل الأداء"),
        RefundAsked => new("Remboursement demandé au prestataire de paiement", "طلب إرجاع المبلغ من مقدم خدمة الأداء"),
        FeeRefunded { Refund: null } it => new($"Remboursement au guichet : {it.Money.Words().Fr}", $"إرجاع المبلغ بالشباك: {it.Money.Words().Ar}"),
        FeeRefunded it => new($"Remboursement effectué : {it.Money.Words().Fr}", $"تم إرجاع المبلغ: {it.Money.Words().Ar}"),
        RefundFailed => new("Remboursement non effectué : la commune s’en occupe", "لم يتم إرجاع المبلغ: الجماعة تتكفل بالأمر"),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    public static Bilingual Why(NotTaken reason) => reason switch
    {
        NotTaken.OtherAmount => new("le montant n’est pas celui qui est dû", "المبلغ غير مطابق للمبلغ المستحق"),
        NotTaken.NothingDue => new("la taxe était déjà payée", "الرسم مؤدى من قبل"),
        NotTaken.CaseClosed => new("la demande était close", "كان الطلب مغلقا"),
        NotTaken.UnknownOrder => new("ce paiement n’était pas attendu", "لم يكن هذا الأداء منتظرا"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
