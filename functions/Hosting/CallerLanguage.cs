using System.Globalization;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting;

/// <summary>The language in which a caller is answered.</summary>
public static class CallerLanguage
{
    /// <summary>The one of our two languages that <c>Accept-Language</c> puts first; French when it names neither, or both alike.</summary>
    public static Language Language(this HttpContext context)
    {
        double french = 0, arabic = 0;
        foreach (var wanted in context.Request.GetTypedHeaders().AcceptLanguage)
        {
            var weight = wanted.Quality ?? 1;
            if (Is(wanted.Value, "ar")) arabic = Math.Max(arabic, weight);
            else if (Is(wanted.Value, "fr")) french = Math.Max(french, weight);
        }
        return arabic > french ? Kernel.Language.Arabic : Kernel.Language.French;
    }

    /// <summary>The language's tag, as <c>lang</c> and <c>Content-Language</c> name it.</summary>
    public static string Tag(this Language language) => language == Kernel.Language.Arabic ? "ar" : "fr";

    /// <summary>As Morocco writes days and months in it.</summary>
    public static CultureInfo Culture(this Language language) => CultureInfo.GetCultureInfo(language == Kernel.Language.Arabic ? "ar-MA" : "fr-MA");

    // "ar" and "ar-MA", but not "arn".
    static bool Is(Microsoft.Extensions.Primitives.StringSegment tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Length || tag[language.Length] == '-');
}
