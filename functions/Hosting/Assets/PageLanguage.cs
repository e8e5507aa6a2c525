using CasaServerless.Kernel;
using Microsoft.Net.Http.Headers;

namespace CasaServerless.Hosting.Assets;

/// <summary>In which language a page is shown: what <c>?lang=</c> says, and from then on; else what the browser asks for; else French.</summary>
static class PageLanguage
{
    const string Name = "lang";

    /// <summary>The caller's language; a choice made by <c>?lang=</c> is remembered in a cookie.</summary>
    public static Language Of(HttpContext context)
    {
        if (Known(context.Request.Query[Name]) is not { } chosen) return Known(context.Request.Cookies[Name]) ?? Preferred(context.Request);
        context.Response.Cookies.Append(Name, chosen == Language.Arabic ? "ar" : "fr", new()
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
        return chosen;
    }

    static Language Preferred(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var languages)
            ? languages.Where(language => language.Quality is null or > 0).OrderByDescending(language => language.Quality ?? 1)
                .Select(language => Known(language.Value.Value?.Split('-')[0])).FirstOrDefault(known => known is not null) ?? Language.French
            : Language.French;

    // Darija (ary) is written in Arabic.
    static Language? Known(string? tag) => tag switch { "fr" => Language.French, "ar" or "ary" => Language.Arabic, _ => null };
}
