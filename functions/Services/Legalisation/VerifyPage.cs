using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The page that the QR code of a sealed paper leads to. It answers in the page itself, so that it needs no script; a typed code is sent on
/// to the code's own address.
/// </summary>
public static class VerifyPage
{
    static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapMethods("/verify/{code?}", reading, async (string? code, HttpContext context, LegalisationCounter counter) =>
            await Run(code, context.Request.Query["code"], counter, context.RequestAborted))
        .OnHttp("LegalisationVerifyPage").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<IResult> Run(string? code, string? typed, LegalisationCounter counter, CancellationToken stop)
    {
        // Some type the whole address that is printed on the paper.
        if (!string.IsNullOrWhiteSpace(typed)) return TypedResults.Redirect("/verify/" + Uri.EscapeDataString(typed.Trim().Split('/')[^1]));
        if (code is null) return new Page("verify");
        var found = await Verify.Run(code, null, counter, stop);
        return new Page("verify") { Facts = language => Facts(found, code, language) };
    }

    static Dictionary<string, string?> Facts(Verify.Answer found, string code, Language language) => new()
    {
        ["answer"] = found.Status == VerificationStatus.Revoked ? "revoked" : found.Status.Kebab() + "-code",
        ["code"] = found.Code ?? (Base32.Read(code) is { Length: 12 } symbols ? Verify.Written(symbols) : null),
        ["registerNumber"] = found.RegisterNumber,
        ["bureau"] = found.Bureau is { } bureau ? new Bilingual(bureau.Fr, bureau.Ar).In(language) : null,
        ["kind"] = found.Kind?.Kebab(),
        ["sealedAt"] = Moment(found.SealedAt, language),
        ["revokedAt"] = Moment(found.Revoked?.At, language),
        ["sha256"] = found.Sha256,
        ["attests"] = found.Attests,
    };

    static string? Moment(DateTimeOffset? at, Language language) => at is not { } instant ? null
        : CityTime.In(instant).ToString("d MMMM yyyy, HH:mm", language.Culture());
}
