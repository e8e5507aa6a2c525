using System.Globalization;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>What the digests' functions work with.</summary>
public sealed record DigestDesk(TicketDesk Tickets, DigestKind Kind, DigestOptions Options);

/// <summary>The digests' setting.</summary>
/// <param name="At">From which hour of Casablanca on a working day's digest is written (<c>Casa__Tickets__DigestAt</c>, 08:00 by default).</param>
public sealed record DigestOptions(TimeOnly At)
{
    public static DigestOptions From(IConfiguration configuration) => new(configuration["Casa:Tickets:DigestAt"] is not { Length: > 0 } set ? new(8, 0)
        : TimeOnly.TryParseExact(set, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at
        : throw new InvalidOperationException("Casa__Tickets__DigestAt is no hour such as 08:00."));
}
