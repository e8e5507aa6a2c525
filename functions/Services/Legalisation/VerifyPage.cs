using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The page on which anyone verifies a paper. A code in the address, as the QR carries it, is answered in the page itself: at once, and
/// without scripts. What only scripts can do, comparing a file that never leaves its device, the page does through <see cref="Verify"/>.
/// </summary>
public static class VerifyPage
{
    static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/verify/{code?}", reading, (string? code, HttpContext context, LegalisationCounter counter) =>
                context.Request.Query["code"].ToString() is { Length: > 0 } typed
                    ? Task.FromResult<IResult>(TypedResults.Redirect($"/verify/{Uri.EscapeDataString(typed.Trim().Replace('/', '-'))}"))
                    : Run(code, counter, context.RequestAborted))
            .OnHttp("LegalisationVerifyPage").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<IResult> Run(string? code, LegalisationCounter counter, CancellationToken stop)
    {
        if (code is null) return new Page("verify");
        var found = await Verify.Run(code, null, counter, stop);
        return new Page("verify") { Facts = language => Facts(found, language) };
    }

    static Dictionary<string, string?> Facts(Verify.Answer found, Language language) => new()
    {
        ["answer"] = found.Status is VerificationStatus.Revoked ? "revoked" : $"{found.Status.Kebab()}-code",
        ["code"] = found.Code,
        ["registerNumber"] = found.RegisterNumber,
        ["bureau"] = language == Language.Arabic ? found.Bureau?.Ar : found.Bureau?.Fr,
        ["kind"] = found.Kind?.Kebab(),
        ["sealedAt"] = Day(found.SealedAt, language),
        ["revokedAt"] = Day(found.Revoked, language),
        ["sha256"] = found.Sha256,
    };

    static string? Day(DateTimeOffset? at, Language language) =>
        at?.ToString("d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo(language == Language.Arabic ? "ar-MA" : "fr-MA"));
}
