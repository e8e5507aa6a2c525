namespace CasaServerless.Common.Payments;

/// <summary>
/// Whoever takes payments for the city: it shows the page on which people pay, and the city never sees a card. One implementation a provider's
/// protocol; a counter knows this and nothing of the protocol.
/// </summary>
public interface IPaymentProvider
{
    /// <summary>The provider's name, in the address of its news and in events.</summary>
    string Name { get; }

    /// <summary>Whether this city takes payments by it.</summary>
    bool IsOpen { get; }

    /// <summary>Begins the payment of an order, or finds it begun: the same order is one payment page, whatever is repeated.</summary>
    /// <exception cref="Kernel.Cases.Later">It did not answer, or not in a way that can be believed.</exception>
    Task<PaymentStanding> Begin(PaymentOrder order, CancellationToken stop);

    /// <summary>Where an order stands; null where the provider never heard of it.</summary>
    /// <exception cref="Kernel.Cases.Later">As above.</exception>
    Task<PaymentNews?> Ask(string order, CancellationToken stop);

    /// <summary>Asks for a payment to be given back, whole; the same payment is given back once, whatever is repeated.</summary>
    /// <exception cref="Kernel.Cases.Later">As above.</exception>
    Task<RefundAnswer> Refund(string payment, Money money, CancellationToken stop);

    /// <summary>What a message that says to be from the provider tells.</summary>
    /// <param name="body">As it came, byte for byte: that is what was signed.</param>
    /// <param name="signature">The header that proves it.</param>
    /// <exception cref="Kernel.Refusal">Not the provider's, too old, or unreadable.</exception>
    PaymentNews Read(ReadOnlySpan<byte> body, string? signature, DateTimeOffset now);
}

/// <summary>A payment that somebody is to make.</summary>
/// <param name="Id">The city's own name of it, by which the provider tells of it.</param>
/// <param name="Language">In which the provider's page speaks: <c>fr</c> or <c>ar</c>.</param>
/// <param name="Back">Where the person is sent after paying or giving up.</param>
/// <param name="News">Where the provider tells what became of it.</param>
/// <param name="Expires">After it nobody can pay any more.</param>
public sealed record PaymentOrder(string Id, Money Money, string Language, Uri Back, Uri News, DateTimeOffset Expires);

/// <summary>Where an order stands, and the page on which it is paid while it is open.</summary>
public sealed record PaymentStanding(PaymentNews News, Uri? Page);

/// <summary>What a provider tells of an order.</summary>
/// <param name="Order">The city's own name of it.</param>
public sealed record PaymentNews(string Order, PaymentFate Fate)
{
    /// <summary>The provider's name of the payment that was made.</summary>
    public string? Payment { get; init; }

    /// <summary>What was paid, or given back.</summary>
    public Money? Money { get; init; }

    /// <summary>The provider's name of a refund.</summary>
    public string? Refund { get; init; }

    /// <summary>The provider's name of this message: it is sent again until it is taken, under the same name. Null where the city has asked.</summary>
    public string? Event { get; init; }
}

/// <summary>What became of an order.</summary>
public enum PaymentFate
{
    /// <summary>Something that concerns no payment; it is acknowledged and nothing more.</summary>
    Other,

    /// <summary>Not paid yet.</summary>
    Open,

    Paid,

    /// <summary>Declined, or given up by the person.</summary>
    Failed,

    /// <summary>Nobody paid in time.</summary>
    Expired,

    /// <summary>Paid, and given back.</summary>
    Refunded,
}

/// <summary>What a provider says to a refund.</summary>
/// <param name="Fate">What it says.</param>
/// <param name="Refund">Its name of the refund; null where it refuses.</param>
/// <param name="Reason">Why it refuses, in a word; null otherwise.</param>
public sealed record RefundAnswer(RefundFate Fate, string? Refund, string? Reason);

/// <summary>What became of a refund.</summary>
public enum RefundFate
{
    /// <summary>Under way; news of it will come.</summary>
    Pending,

    Done,

    /// <summary>The provider will never do it.</summary>
    Refused,
}
