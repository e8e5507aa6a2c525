using CasaServerless.Kernel.Identity;

namespace CasaServerless.Hosting;

/// <summary>
/// Tells who calls: null when the request carries no proof of identity, a refusal when it carries a bad one. Register one; without it nobody
/// is known.
/// </summary>
public delegate ValueTask<Caller?> WhoCalls(HttpContext context);

/// <summary>Asks at the door who it is, before the act is reached.</summary>
public static class Callers
{
    /// <summary>Who calls; refused as unknown (401) when it is nobody known.</summary>
    public static Caller Caller(this HttpContext context) => context.CallerIfKnown() ?? throw HttpRefusals.SignIn();

    /// <summary>Who calls, or null.</summary>
    public static Caller? CallerIfKnown(this HttpContext context) => context.Features.Get<Caller>();

    internal static IApplicationBuilder UseDoors(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var endpoint = context.GetEndpoint();
        var access = endpoint?.Metadata.GetMetadata<Access>();
        // Routing's own answers (405…) are no routes; a route that is silent on who may call it is open to nobody.
        if (access is null && endpoint is RouteEndpoint) throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may call it.");
        if (access == Access.Platform)
        {
            // The address of a queue or timer function is nobody's business outside.
            if (!Listening.IsPlatform(context)) throw HttpRefusals.NotFound();
        }
        else if (access is not null && access != Access.Token)
        {
            await Enter(context, access);
        }
        await next(context);
    });

    static async Task Enter(HttpContext context, Access access)
    {
        var caller = context.RequestServices.GetService<WhoCalls>() is { } ask ? await ask(context) : null;
        if (caller is not null) context.Features.Set(caller);
        if (access.Roles.Count == 0) return;
        if (caller is null) throw HttpRefusals.SignIn();
        if (!access.Roles.Any(caller.Roles.Contains)) throw HttpRefusals.NotAllowed();
    }
}
