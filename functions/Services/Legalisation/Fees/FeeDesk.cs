using CasaServerless.Common.Payments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>What the acts about fees work with.</summary>
public sealed record FeeDesk(LegalisationCounter Counter, IPaymentProvider Provider)
{
    public TimeProvider Clock => Counter.Clock;

    /// <summary>The provider by whom a payment was begun; the settings may name none any more.</summary>
    /// <exception cref="Later">There is none of that name now.</exception>
    public IPaymentProvider Of(string provider) =>
        Provider.IsOpen && Provider.Name == provider ? Provider : throw new Later($"No payment provider {provider} is set.");

    /// <summary>Lets a case heed what the provider tells, once however often it is told.</summary>
    public async Task<Case<LegalisationCase>> Heed(string reference, PaymentNews news, string provider, string function, CancellationToken stop)
    {
        var (key, day) = (Guid.NewGuid().ToString("N"), Kernel.CityTime.Day(Clock.GetUtcNow()));
        return await Counter.Cases.Change(Counter.Kind, reference, Actor.City, function, its =>
            its.State.Heed(news, provider, key, day) with { Once = news.Event is { } id ? Heard(reference, provider, id) : null }, stop);
    }

    // The provider's own name of a message, as a row of the case: the message makes its change once, even when the change leaves no trace to be
    // known again by.
    static EffectKey Heard(string reference, string provider, string id) => new(reference, 0, $"heard.{provider}.{id}");
}
