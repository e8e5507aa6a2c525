namespace CasaServerless.Tests.Given.Faults;

/// <summary>What befalls one request to storage.</summary>
public delegate Task Fault(Exchange exchange);

/// <summary>The ways in which a storage fails whoever relies on it.</summary>
public static class Faults
{
    /// <summary>Nothing befalls it; it is only seen.</summary>
    public static Fault None { get; } = async exchange =>
    {
        await exchange.Forward();
        await exchange.Answer();
    };

    /// <summary>It never arrives, and nobody is told.</summary>
    public static Fault Lost { get; } = exchange =>
    {
        exchange.Cut();
        return Task.CompletedTask;
    };

    /// <summary>It is done, and nobody is told: the connection ends instead of an answer.</summary>
    public static Fault AnswerSwallowed { get; } = async exchange =>
    {
        await exchange.Forward();
        exchange.Cut();
    };

    /// <summary>The sender is dead before it arrives.</summary>
    public static Fault DeathBefore { get; } = exchange =>
    {
        exchange.Storage.Die();
        return Lost(exchange);
    };

    /// <summary>It is done, and then the sender is dead.</summary>
    public static Fault DeathAfter { get; } = async exchange =>
    {
        await exchange.Forward();
        exchange.Storage.Die();
        exchange.Cut();
    };

    /// <summary>A connection sends it twice; the second answer is the one that comes back.</summary>
    public static Fault Twice { get; } = async exchange =>
    {
        await exchange.Forward();
        await exchange.Forward();
        await exchange.Answer();
    };

    /// <summary>Storage says that it cannot, and has not.</summary>
    public static Fault Refused(int status = 503) => exchange => exchange.Refuse(status);

    /// <summary>It arrives late, however little its sender still cares.</summary>
    public static Fault Late(Task until) => async exchange =>
    {
        await Silence(exchange, until);
        await exchange.Forward();
        await exchange.Answer();
    };

    /// <summary>It is done at once and answered late.</summary>
    public static Fault AnswerLate(Task until) => async exchange =>
    {
        await exchange.Forward();
        await Silence(exchange, until);
        await exchange.Answer();
    };

    /// <summary>Something else happens first; then it goes its way.</summary>
    public static Fault After(Func<Task> first) => async exchange =>
    {
        await first();
        await exchange.Forward();
        await exchange.Answer();
    };

    static Task Silence(Exchange exchange, Task until)
    {
        if (!until.IsCompleted) exchange.Storage.Silent();
        return until;
    }
}
