namespace CasaServerless.Services.Tickets.Clock;

/// <summary>A time in which the clock of a ticket stands still, because its reporter is being asked.</summary>
/// <param name="Until">When they answered; of a pause that goes on, the moment at which one looks.</param>
public sealed record Pause(DateTimeOffset From, DateTimeOffset Until);
