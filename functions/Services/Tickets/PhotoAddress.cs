namespace CasaServerless.Services.Tickets;

/// <summary>Where a ticket's photos go: an address of one purpose, for one ticket, for an hour.</summary>
/// <param name="Expires">After it, the ticket tells a new address.</param>
public sealed record PhotoAddress(string Url, string Method, DateTimeOffset Expires, long MaxBytes)
{
    /// <summary>The purpose that the address is signed for.</summary>
    public const string Purpose = "ticket photo";

    internal static PhotoAddress For(string reference, TicketDesk desk)
    {
        var expires = desk.Clock.GetUtcNow() + TicketTimes.UploadLink;
        return new($"{desk.Options.PublicUrl}/api/ticket-photos/{desk.Links.Make(Purpose, reference, expires)}", "PUT", expires, desk.Options.MaxBytes);
    }
}
