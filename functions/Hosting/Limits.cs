using System.Globalization;
using System.Threading.RateLimiting;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting;

/// <summary>How often one client may call an endpoint, counted by each instance for itself.</summary>
public static class Limits
{
    /// <summary>
    /// <paramref name="calls"/> from one client address at once, made good evenly over <paramref name="seconds"/>; more is answered 429. Settings
    /// overrule: <c>Casa__Limits__{name}__Calls</c> and <c>…__Seconds</c>. Endpoints of one name share the count.
    /// </summary>
    public static TBuilder Limited<TBuilder>(this TBuilder endpoint, string name, int calls = 30, int seconds = 60)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Limit(name, calls, seconds));

    /// <summary>Counts from here on, until the city stops: ASP.NET's own middleware never lets go of its counts, nor of all that they hold.</summary>
    public static void UseLimits(this WebApplication app)
    {
        var counts = PartitionedRateLimiter.Create<(Limit Limit, HttpContext Context), string>(call => call.Limit.For(call.Context, app.Configuration));
        app.Lifetime.ApplicationStopped.Register(counts.Dispose);
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<Limit>() is { } limit)
            {
                using var lease = counts.AttemptAcquire((limit, context));
                if (!lease.IsAcquired) throw TooMany(context, lease);
            }
            await next(context);
        });
    }

    static Refusal TooMany(HttpContext context, RateLimitLease lease)
    {
        if (lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        return HttpRefusals.TooMany();
    }

    sealed record Limit(string Name, int Calls, int Seconds)
    {
        public RateLimitPartition<string> For(HttpContext context, IConfiguration settings) =>
            RateLimitPartition.GetTokenBucketLimiter($"{Name} {context.ClientAddress()}", _ =>
            {
                var limit = settings.GetValue($"Casa:Limits:{Name}:Calls", Calls);
                return new()
                {
                    TokenLimit = limit,
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(settings.GetValue($"Casa:Limits:{Name}:Seconds", Seconds)) / limit,
                };
            });
    }
}
