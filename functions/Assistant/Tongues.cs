using CasaServerless.Bot.Messages;
using CasaServerless.Kernel;

namespace CasaServerless.Assistant;

/// <summary>The assistant's languages, as channels name them and as the city's rooms do.</summary>
static class Tongues
{
    /// <summary>The language of a tag such as <c>ar-MA</c>; null where it is neither of ours.</summary>
    public static Tongue? Of(string? locale) => locale switch
    {
        null => null,
        _ when locale.StartsWith("ar", StringComparison.OrdinalIgnoreCase) => Tongue.Arabic,
        _ when locale.StartsWith("fr", StringComparison.OrdinalIgnoreCase) => Tongue.French,
        _ => null,
    };

    /// <summary>As clients name it.</summary>
    public static string Locale(this Tongue tongue) => tongue == Tongue.Arabic ? "ar-MA" : "fr-MA";

    public static Language Language(this Tongue tongue) => tongue == Tongue.Arabic ? Kernel.Language.Arabic : Kernel.Language.French;
}
