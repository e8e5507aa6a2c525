using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace CasaServerless.Hosting;

/// <summary>How often one client may call an endpoint, counted by each instance for itself.</summary>
public static class Limits
{
    /// <summary>
    /// <paramref name="calls"/> from one client address at once, made good evenly over <paramref name="seconds"/>; more is answered 429. Settings
    /// overrule: <c>Casa__Limits__{name}__Calls</c> and <c>…__Seconds</c>. Endpoints of one name share the count.
    /// </summary>
    public static TBuilder Limited<TBuilder>(this TBuilder endpoint, string name, int calls = 30, int seconds = 60)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(new Limit(name, calls, seconds));

    static ValueTask Refuse(OnRejectedContext rejected, CancellationToken cancel)
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds));
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        throw HttpRefusals.TooMany();
    }

    sealed class Limit(string name, int calls, int seconds) : IRateLimiterPolicy<string>
    {
        public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => Refuse;

        public RateLimitPartition<string> GetPartition(HttpContext context)
        {
            var settings = context.RequestServices.GetRequiredService<IConfiguration>();
            return RateLimitPartition.GetTokenBucketLimiter($"{name} {context.ClientAddress()}", _ =>
            {
                var limit = settings.GetValue($"Casa:Limits:{name}:Calls", calls);
                return new()
                {
                    TokenLimit = limit,
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(settings.GetValue($"Casa:Limits:{name}:Seconds", seconds)) / limit,
                };
            });
        }
    }
}
