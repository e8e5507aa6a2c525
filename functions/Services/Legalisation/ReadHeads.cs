using System.Buffers.Text;
using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The registers' signed heads as open data, and the keys to check them with: whoever keeps them can prove later what the registers held.
/// </summary>
public static class ReadHeads
{
    const int PageSize = 31;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/registers/heads", async (
                DateOnly? from, DateOnly? to, string? continuation, HttpContext context, LegalisationCounter counter, RegisterHeads heads) =>
            {
                ForAnyPage(context);
                return TypedResults.Ok(await Run(from, to, continuation, counter, heads, context.RequestAborted));
            })
            .OnHttp("LegalisationHeads").OpenToAnyone().Limited("readings", calls: 120);
        routes.MapGet("/api/registers/heads/{date}", async (string date, HttpContext context, RegisterHeads heads) =>
            {
                ForAnyPage(context);
                var day = DateOnly.TryParseExact(date, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
                    ? await heads.On(asked, context.RequestAborted) : null;
                if (day is null) throw LegalisationRefusals.NoSuchDay();
                context.Response.Headers.CacheControl = "public, max-age=86400, immutable";
                context.Response.Headers.Vary = "Accept";
                return WantsCose(context) ? Results.Bytes(day.Cose, """application/cose; cose-type="cose-sign1" """.TrimEnd()) : TypedResults.Ok(Day.Of(day));
            })
            .Produces<Day>(StatusCodes.Status200OK, "application/json", "application/cose").OnHttp("LegalisationHeadsOfDay").OpenToAnyone().Limited("readings", calls: 120);
        routes.MapGet("/api/registers/key", async (HttpContext context, PublishingKeyring keys) =>
            {
                ForAnyPage(context);
                context.Response.Headers.CacheControl = "public, max-age=600";
                return TypedResults.Ok(PublishedKeys.Of(await keys.CurrentAsync(context.RequestAborted)));
            })
            .OnHttp("LegalisationPublishingKeys").OpenToAnyone().Limited("readings", calls: 120);
    }

    /// <summary>The days from one to another; the last 31 when nothing is said.</summary>
    public static async Task<Days> Run(
        DateOnly? from, DateOnly? to, string? continuation, LegalisationCounter counter, RegisterHeads heads, CancellationToken stop)
    {
        var last = to ?? CityTime.Day(counter.Clock.GetUtcNow());
        var first = from ?? (last.DayNumber > PageSize ? last.AddDays(1 - PageSize) : DateOnly.MinValue);
        if (continuation is { Length: > 0 } && !DateOnly.TryParseExact(continuation, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out first))
            throw LegalisationRefusals.Invalid("continuation", "continuation");
        var days = await heads.Between(first, last, PageSize + 1, stop);
        return new([.. days.Take(PageSize).Select(Day.Of)],
            days.Count > PageSize ? days[PageSize].Day.Date.ToString("O", CultureInfo.InvariantCulture) : null);
    }

    // Open data: a page of anyone's may fetch it.
    static void ForAnyPage(HttpContext context) => context.Response.Headers.AccessControlAllowOrigin = "*";

    static bool WantsCose(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("application/cose", StringComparison.OrdinalIgnoreCase));

    public sealed record Days(IReadOnlyList<Day> Items, string? Continuation);

    /// <param name="Sha256">Of the signed message: what the next day names.</param>
    /// <param name="Cose">The same statement, signed: COSE_Sign1 with ES256, base64url. Only this counts; the rest is for reading.</param>
    public sealed record Day(
        DateOnly Date, DateTimeOffset ClosedAt, ClosedBefore? Before, IReadOnlyList<RegisterHead> Registers, string Sha256, string Cose)
    {
        internal static Day Of(PublishedDay published) => new(published.Day.Date, published.Day.ClosedAt, published.Day.Before,
            published.Day.Registers, published.Sha256, Base64Url.EncodeToString(published.Cose));
    }
}
