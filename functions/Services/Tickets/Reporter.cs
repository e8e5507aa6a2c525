using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>Who reports, as far as they say so.</summary>
/// <param name="Name">2 to 120 characters.</param>
/// <param name="Phone">Moroccan (06…), or international with its plus sign.</param>
/// <param name="Hidden">The operator is not told any of it; the city is, and writes to the reporter.</param>
public sealed record Reporter(string? Name = null, string? Phone = null, string? Email = null, bool? Hidden = null)
{
    internal static Dictionary<string, string?> Read(Reporter? given)
    {
        var values = new Dictionary<string, string?>();
        if (given?.Name is { Length: > 0 } name)
            values[Fields.Name] = PlainText.Read(name, 2, 120) ?? throw TicketRefusals.Invalid("nom (2 à 120 caractères)", "الاسم (من 2 إلى 120 حرفا)");
        if (given?.Phone is { Length: > 0 } phone)
            values[Fields.Phone] = PersonalNumbers.Phone(phone) ?? throw TicketRefusals.Invalid("numéro de téléphone", "رقم الهاتف");
        if (given?.Email is { Length: > 0 } email)
            values[Fields.Email] = EmailAddress.IsOne(email) ? email.ToLowerInvariant() : throw TicketRefusals.Invalid("adresse électronique", "البريد الإلكتروني");
        return values;
    }
}
