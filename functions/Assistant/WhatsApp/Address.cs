using System.Text.RegularExpressions;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>To whom a message goes: a business-scoped id (<c>MA.1349…</c>), or a number in digits where there is no such id. Pure.</summary>
static partial class Address
{
    public static bool Is(string? text) => text is not null && (IsScoped(text) || Number().IsMatch(text));

    /// <summary>Whether it is an id and not a number: WhatsApp wants them under different names.</summary>
    public static bool IsScoped(string text) => ScopedId().IsMatch(text);

    [GeneratedRegex(@"\A[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}\z")]
    private static partial Regex ScopedId();

    [GeneratedRegex(@"\A[0-9]{6,20}\z")]
    private static partial Regex Number();
}
