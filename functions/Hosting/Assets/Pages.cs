namespace CasaServerless.Hosting.Assets;

/// <summary>Serves what lies in wwwroot.</summary>
public static class Pages
{
    static readonly string[] methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Answers every GET and HEAD that no other endpoint takes: <c>/</c> with page <c>index</c>, <c>/name</c> with page <c>name</c>,
    /// <c>/assets/…</c> with the asset, <c>/offline.js</c> with the browser's own worker, anything else with 404. It touches no storage. The manifest publishes it as the function <c>Pages</c>.
    /// </summary>
    public static IEndpointConventionBuilder MapPages(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/{*path}", methods, Serve);

    static Task Serve(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/').ToLowerInvariant();
        if (path.StartsWith("assets/", StringComparison.Ordinal) && Asset.Find(context.Request.Path.Value!["/assets/".Length..]) is { } asset)
            return asset.Send(context);
        if (path == "offline.js") return StandingScript.Offline.ExecuteAsync(context);
        // A program asked, not a person: it is answered as programs are.
        if (path.StartsWith("api/", StringComparison.Ordinal)) throw HttpRefusals.NotFound();
        return new Page(path.Length == 0 ? "index" : path).ExecuteAsync(context);
    }
}
