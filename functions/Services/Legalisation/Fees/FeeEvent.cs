using System.Text.Json.Serialization;
using CasaServerless.Common.Payments;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>What can happen to the fee of a request. None of it changes what an officer judges.</summary>
public abstract record FeeEvent : LegalisationEvent
{
    /// <summary>An officer took the fee at the desk; who, the event's actor says.</summary>
    /// <param name="Key">Random key of the payment: one receipt number, whatever is repeated.</param>
    /// <param name="Day">Of Casablanca; its year is that of the receipt's series.</param>
    public sealed record FeePaidAtDesk(string Key, Money Money, DateOnly Day) : FeeEvent;

    /// <summary>The applicant goes to the provider's page to pay.</summary>
    /// <param name="Order">The city's name of the payment at the provider.</param>
    public sealed record PaymentBegun(string Order, string Provider, Money Money) : FeeEvent;

    /// <summary>An online payment came to nothing.</summary>
    public sealed record PaymentFailed(string Order, OrderEnd Reason) : FeeEvent;

    /// <summary>The provider has the fee.</summary>
    /// <param name="Key">As above.</param>
    /// <param name="Payment">The provider's name of the payment.</param>
    public sealed record FeePaidOnline(string Key, string Order, string Provider, string Payment, Money Money, DateOnly Day) : FeeEvent;

    /// <summary>The provider has money that is not the fee: it is to be given back.</summary>
    public sealed record PaymentNotTaken(string Key, string Order, string Provider, string Payment, Money Money, NotTaken Reason) : FeeEvent;

    /// <summary>The payment has its number in the bureau's series of receipts.</summary>
    public sealed record ReceiptNumbered(string Key, int Number) : FeeEvent;

    /// <summary>A manager has the provider asked to give a payment back.</summary>
    public sealed record RefundAsked(string Key) : FeeEvent;

    /// <summary>A payment was given back.</summary>
    /// <param name="Refund">The provider's name of it; null for what was given back at the desk.</param>
    public sealed record FeeRefunded(string Key, Money Money, DateOnly Day, string? Refund) : FeeEvent;

    /// <summary>The provider does not give it back, or gave back another amount: people must look into it.</summary>
    /// <param name="Reason">In a word.</param>
    public sealed record RefundFailed(string Key, string Reason) : FeeEvent;
}

/// <summary>How a fee is paid.</summary>
[JsonConverter(typeof(Kebab<PaymentMeans>))]
public enum PaymentMeans
{
    Desk,
    Online,
}

/// <summary>How an online payment ended.</summary>
[JsonConverter(typeof(Kebab<OrderEnd>))]
public enum OrderEnd
{
    Paid,

    /// <summary>Declined, or given up by the person.</summary>
    Failed,

    /// <summary>Nobody paid in time.</summary>
    Expired,
}

/// <summary>Why money that a provider has is not the fee.</summary>
[JsonConverter(typeof(Kebab<NotTaken>))]
public enum NotTaken
{
    /// <summary>Another amount or currency than was asked for, or more than is owed by now.</summary>
    OtherAmount,

    /// <summary>The fee was paid already.</summary>
    NothingDue,

    /// <summary>The request was closed meanwhile.</summary>
    CaseClosed,

    /// <summary>An order that the case knows nothing of: of a time that was lost, after a restore.</summary>
    UnknownOrder,
}
