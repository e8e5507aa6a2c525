namespace CasaServerless.Assistant.WhatsApp;

/// <summary>
/// How far a message of ours has come, in the order in which one overrules another. WhatsApp tells it doubled and out of order, so the highest that was
/// told counts. Failure overrules sending; what a person has received did not fail, whatever came later.
/// </summary>
enum DeliveryState
{
    Sent = 1,
    Failed,
    Delivered,
    Read,

    /// <summary>A voice message was heard.</summary>
    Played,
}

/// <summary>What WhatsApp tells of a message of ours.</summary>
/// <param name="Id">WhatsApp's id of the message.</param>
/// <param name="Key">The key that we sent it with.</param>
/// <param name="Fault">Why it failed.</param>
sealed record DeliveryNews(string Id, DeliveryState State, DateTimeOffset At, string? Key, GraphFault? Fault);

/// <summary>The lattice of states.</summary>
static class Deliveries
{
    /// <summary>What counts after one more was told. Commutative, associative, idempotent.</summary>
    public static DeliveryState And(this DeliveryState counts, DeliveryState told) => told > counts ? told : counts;

    public static DeliveryState? Read(string? status) => status switch
    {
        "sent" => DeliveryState.Sent,
        "delivered" => DeliveryState.Delivered,
        "read" => DeliveryState.Read,
        "played" => DeliveryState.Played,
        "failed" => DeliveryState.Failed,
        _ => null,
    };
}
