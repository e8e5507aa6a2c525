using CasaServerless.Kernel;

namespace CasaServerless.Hosting.Assets;

/// <summary>In which language a page is shown: what <c>?lang=</c> says, and from then on; else what the browser asks for; else French.</summary>
static class PageLanguage
{
    const string Name = "lang";

    /// <summary>The caller's language; a choice made by <c>?lang=</c> is remembered in a cookie.</summary>
    public static Language Of(HttpContext context)
    {
        if (Known(context.Request.Query[Name]) is not { } chosen) return Known(context.Request.Cookies[Name]) ?? context.Language();
        context.Response.Cookies.Append(Name, chosen.Tag(), new()
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            Secure = context.Request.IsHttps,
        });
        return chosen;
    }

    static Language? Known(string? tag) => tag switch { "fr" => Language.French, "ar" => Language.Arabic, _ => null };
}
