namespace CasaServerless.Hosting;

/// <summary>What every answer tells the browser about how far to trust it. A handler that knows better sets the header itself.</summary>
static class SecurityHeaders
{
    const string Pages = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
    const string Data = "default-src 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var configuration = app.ApplicationServices.GetRequiredService<IConfiguration>();
        var https = configuration["Casa:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
                if (https) headers.StrictTransportSecurity = "max-age=31536000";
                if (headers.ContentSecurityPolicy.Count == 0 && Policy(context.Response.ContentType) is { } policy)
                    headers.ContentSecurityPolicy = policy;
                // What is open for everyone to keep says so itself; all else is somebody's own, and stays on no shared computer.
                if (headers.CacheControl.Count == 0 && context.Request.Path.StartsWithSegments("/api")) headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    // Not for PDFs and pictures: browsers apply it to the viewer that they show them in.
    static string? Policy(string? type) =>
        type is null ? null
        : type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ? Pages
        : type.Contains("json", StringComparison.OrdinalIgnoreCase) ? Data
        : null;
}
