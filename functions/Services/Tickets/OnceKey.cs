using System.Security.Cryptography;
using System.Text;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets;

/// <summary>The caller's key of an act on a ticket, as the key of an effect: inserted with the act's change, so that it is done once.</summary>
static class OnceKey
{
    /// <param name="whose">Keys of different callers and acts never meet.</param>
    public static EffectKey? Of(string reference, string whose, string? idempotencyKey) => idempotencyKey switch
    {
        null or "" => null,
        { Length: > 255 } => throw TicketRefusals.Invalid("en-tête Idempotency-Key (255 caractères)", "ترويسة Idempotency-Key (255 حرفا)"),
        _ => new(reference, 0, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{whose} {idempotencyKey}")).AsSpan(0, 16))),
    };
}
