namespace CasaServerless.Services.Tickets.Followers;

/// <summary>What the followers' acts work with.</summary>
public sealed record FollowerDesk(TicketDesk Tickets, FollowerKind Kind);
