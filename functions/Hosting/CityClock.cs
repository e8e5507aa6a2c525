using System.Globalization;

namespace CasaServerless.Hosting;

/// <summary>The city's clock; in development it may be set to another hour (<c>Casa__Clock</c>), from which it then runs on.</summary>
sealed class CityClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    public static TimeProvider From(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Casa:Clock"] is not { Length: > 0 } told) return System;
        if (!environment.IsDevelopment())
            throw new InvalidOperationException("Casa__Clock is set: only in Development may the city's clock be moved.");
        if (!DateTimeOffset.TryParse(told, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start))
            throw new InvalidOperationException("Casa__Clock is not an instant such as 2026-12-01T08:00:00Z.");
        return new CityClock(start - System.GetUtcNow());
    }
}
