using System.Globalization;

namespace CasaServerless.Common.Notices;

/// <summary>The mail server that sends the city's letters: <c>Casa__Notices__SmtpHost</c> and its neighbours. Without a host no mail is sent.</summary>
/// <param name="Host">Of the server; null where the city sends no mail.</param>
/// <param name="Port">587 (TLS after STARTTLS) unless set; 465 is TLS from the start.</param>
/// <param name="Encrypted">False in Development alone, for a server on the same machine.</param>
/// <param name="From">The sender, such as <c>Ville de Casablanca &lt;ne-pas-repondre@…&gt;</c>.</param>
public sealed record EmailOptions(string? Host, int Port, bool Encrypted, string? User, string? Password, string From)
{
    /// <exception cref="InvalidOperationException">A host without a sender, or mail in the clear outside Development.</exception>
    public static EmailOptions Of(IConfiguration configuration, bool development)
    {
        var host = configuration["Casa:Notices:SmtpHost"] is { Length: > 0 } named ? named : null;
        var encrypted = configuration["Casa:Notices:SmtpTls"] != "off";
        var from = configuration["Casa:Notices:From"] ?? "";
        if (host is not null && from.Length == 0) throw new InvalidOperationException("Casa__Notices__From is not set.");
        if (host is not null && !encrypted && !development) throw new InvalidOperationException("Casa__Notices__SmtpTls may be off in Development alone.");
        var port = int.TryParse(configuration["Casa:Notices:SmtpPort"], CultureInfo.InvariantCulture, out var told) ? told : 587;
        return new(host, port, encrypted, configuration["Casa:Notices:SmtpUser"], configuration["Casa:Notices:SmtpPassword"], from);
    }
}
