using System.Net.Mail;
using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>A citizen asks for a certified copy, and is given a reference, an access code and an address to upload to.</summary>
public static class Submit
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations", async (Request request, HttpContext context, LegalisationCounter counter) =>
        {
            var receipt = await Run(request, context.Request.Headers["Idempotency-Key"], counter, context.RequestAborted);
            return TypedResults.Created($"/api/legalisations/{receipt.Reference}", receipt);
        })
        .OnHttp("LegalisationSubmit").OpenToAnyone().Limited("submissions", calls: 10);

    public static async Task<Receipt> Run(Request request, string? idempotencyKey, LegalisationCounter counter, CancellationToken stop)
    {
        var (asked, personal) = Read(request);
        var bureau = await counter.Referentiels.Bureau(asked.Bureau, stop);
        if (bureau is null || !bureau.Services.Contains(asked.Kind.Kebab())) throw LegalisationRefusals.UnknownBureau();
        if (idempotencyKey is { Length: > 255 }) throw LegalisationRefusals.Invalid("en-tête Idempotency-Key (255 caractères)", "ترويسة Idempotency-Key (255 حرفا)");
        var once = idempotencyKey is { Length: > 0 }
            ? new IdempotencyKey("anyone", idempotencyKey, JsonSerializer.Serialize(request, LegalisationJson.Default.SubmitRequest)) : null;
        var opened = await counter.Cases.Create(
            counter.Kind, once, new Actor("citizen", asked.Citizen), "LegalisationSubmit",
            new Decision<LegalisationEvent>(asked) { Personal = personal }, stop);
        return new(opened.Reference, counter.Codes.Of(opened.Reference, opened.CodeVersion), opened.State.Status,
            UploadAddress.For(opened.Reference, counter));
    }

    static (Requested, Dictionary<string, string?>) Read(Request request)
    {
        if (request.Kind == PaperKind.Signature) throw LegalisationRefusals.SignatureNotYet();
        if (request.Language is not ("fr" or "ar")) throw LegalisationRefusals.Invalid("langue (fr ou ar)", "اللغة (fr أو ar)");
        if (request.Copies is < 1 or > 20) throw LegalisationRefusals.Invalid("nombre d'exemplaires (1 à 20)", "عدد النسخ (من 1 إلى 20)");
        var personal = new Dictionary<string, string?>
        {
            [Fields.Name] = Text(request.Applicant?.Name, 2, 120) ?? throw LegalisationRefusals.Invalid("nom", "الاسم"),
            [Fields.Cin] = PersonalNumbers.Cin(request.Applicant?.Cin) ?? throw LegalisationRefusals.Invalid("numéro de CNIE", "رقم البطاقة الوطنية"),
            [Fields.Phone] = PersonalNumbers.Phone(request.Applicant?.Phone) ?? throw LegalisationRefusals.Invalid("numéro de téléphone", "رقم الهاتف"),
            [Fields.Title] = Text(request.Document?.Title, 2, 200) ?? throw LegalisationRefusals.Invalid("intitulé du document", "عنوان الوثيقة"),
        };
        if (request.Applicant?.Email is { Length: > 0 } email)
        {
            if (email.Length > 254 || !MailAddress.TryCreate(email, out var address) || address.Address != email)
                throw LegalisationRefusals.Invalid("adresse électronique", "البريد الإلكتروني");
            personal[Fields.Email] = email.ToLowerInvariant();
        }
        var administration = request.Destination == Destination.Administration;
        if (administration && request.DestinationConfirmed != true) throw LegalisationRefusals.NotNeeded();
        return (new(request.Kind, request.Language, request.Bureau, request.Destination, administration, request.Copies,
            Guid.NewGuid().ToString("N")), personal);
    }

    static string? Text(string? text, int least, int most) =>
        text?.Trim() is { } trimmed && trimmed.Length >= least && trimmed.Length <= most && !trimmed.Any(char.IsControl) ? trimmed : null;

    /// <summary>What is asked for.</summary>
    /// <param name="Language"><c>fr</c> or <c>ar</c>: in which the applicant is written to.</param>
    /// <param name="Bureau">Id of the bureau, such as <c>maarif-1</c>.</param>
    /// <param name="DestinationConfirmed">True to go on for an administration although it is not needed (loi 55-19, art. 7).</param>
    /// <param name="Copies">1 to 20.</param>
    public sealed record Request(
        PaperKind Kind, string Language, string Bureau, Applicant? Applicant, Destination Destination, bool? DestinationConfirmed,
        DocumentTitle? Document, int Copies = 1);

    /// <param name="Cin">Number of the national identity card.</param>
    /// <param name="Phone">Moroccan (06…), or international with its plus sign.</param>
    public sealed record Applicant(string? Name, string? Cin, string? Phone, string? Email);

    public sealed record DocumentTitle(string? Title);

    /// <summary>Given once; the access code is told again only through the channel on file.</summary>
    public sealed record Receipt(string Reference, string AccessCode, LegalisationStatus Status, UploadAddress Upload);
}
