using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Services.Legalisation.Fees;
using Microsoft.AspNetCore.Mvc;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>A citizen asks for a certified copy or for the legalisation of a signature, and is given a reference, an access code and an address to upload to.</summary>
public static class Submit
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations", async (
            Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, LegalisationCounter counter, CancellationToken stop) =>
        {
            var receipt = await Run(request, idempotencyKey, counter, stop);
            return TypedResults.Created($"/api/legalisations/{receipt.Reference}", receipt);
        })
        .OnHttp("LegalisationSubmit").OpenToAnyone().Limited("submissions", calls: 10);

    public static async Task<Receipt> Run(Request request, string? idempotencyKey, LegalisationCounter counter, CancellationToken stop)
    {
        var (asked, personal) = Read(request);
        var bureau = await counter.Referentiels.Bureau(asked.Bureau, stop);
        if (bureau is null || !bureau.Services.Contains(asked.Kind.Kebab())) throw LegalisationRefusals.UnknownBureau();
        var once = IdempotencyKey.Of("anyone", idempotencyKey, () => JsonSerializer.Serialize(request, LegalisationJson.Default.SubmitRequest));
        asked = asked with { Fee = await FeeRate.Of(asked.Kind, counter, stop) };
        var opened = await counter.Cases.Create(
            counter.Kind, once, new Actor("citizen", asked.Citizen), "LegalisationSubmit",
            new Decision<LegalisationEvent>(asked) { Personal = personal }, stop);
        return new(opened.Reference, counter.Codes.Of(opened.Reference, opened.CodeVersion), opened.State.Status,
            UploadAddress.For(opened.Reference, counter));
    }

    static (Requested, Dictionary<string, string?>) Read(Request request)
    {
        var kind = request.Kind ?? throw LegalisationRefusals.Invalid("nature de la demande (kind)", "نوع الطلب (kind)");
        var destination = request.Destination ?? throw LegalisationRefusals.Invalid("destination du document (destination)", "الجهة الموجهة إليها الوثيقة (destination)");
        if (request.Language is not ("fr" or "ar")) throw LegalisationRefusals.Invalid("langue (fr ou ar)", "اللغة (fr أو ar)");
        if (request.Copies is < 1 or > 20) throw LegalisationRefusals.Invalid("nombre d’exemplaires (1 à 20)", "عدد النسخ (من 1 إلى 20)");
        var personal = new Dictionary<string, string?>
        {
            [Fields.Name] = PlainText.Read(request.Applicant?.Name, 2, 120) ?? throw LegalisationRefusals.Invalid("nom (2 à 120 caractères)", "الاسم (من 2 إلى 120 حرفا)"),
            [Fields.Cin] = PersonalNumbers.Cin(request.Applicant?.Cin) ?? throw LegalisationRefusals.Invalid("numéro de CNIE", "رقم البطاقة الوطنية"),
            [Fields.Phone] = PersonalNumbers.Phone(request.Applicant?.Phone) ?? throw LegalisationRefusals.Invalid("numéro de téléphone", "رقم الهاتف"),
            [Fields.Title] = PlainText.Read(request.Document?.Title, 2, 200) ?? throw LegalisationRefusals.Invalid("intitulé du document (2 à 200 caractères)", "عنوان الوثيقة (من 2 إلى 200 حرف)"),
        };
        // A legalisation names its signatory, so the name must be one that can be printed; a copy's need not be.
        if (kind == PaperKind.Signature && !SealArtist.CanDraw(personal[Fields.Name]!))
            throw LegalisationRefusals.Invalid("nom, en lettres latines ou arabes", "الاسم بالحروف العربية أو اللاتينية");
        if (request.Applicant?.Email is { Length: > 0 } email)
        {
            if (!EmailAddress.IsOne(email)) throw LegalisationRefusals.Invalid("adresse électronique", "البريد الإلكتروني");
            personal[Fields.Email] = email.ToLowerInvariant();
        }
        var administration = destination == Destination.Administration;
        if (administration && request.DestinationConfirmed != true) throw LegalisationRefusals.NotNeeded();
        return (new(kind, request.Language, request.Bureau, destination, administration, request.Copies,
            Guid.NewGuid().ToString("N")), personal);
    }

    /// <summary>What is asked for.</summary>
    /// <param name="Kind">What the bureau is asked to do; required.</param>
    /// <param name="Applicant">Who asks; required.</param>
    /// <param name="Document">What it is about; required.</param>
    /// <param name="Language"><c>fr</c> or <c>ar</c>: in which the applicant is written to.</param>
    /// <param name="Bureau">Id of the bureau, such as <c>maarif-1</c>.</param>
    /// <param name="Destination">Whom the paper is for; required.</param>
    /// <param name="DestinationConfirmed">True to go on for an administration although it is not needed (loi 55-19, art. 7).</param>
    /// <param name="Copies">1 to 20.</param>
    public sealed record Request(
        PaperKind? Kind, string Language, string Bureau, Applicant? Applicant, Destination? Destination, bool? DestinationConfirmed,
        DocumentTitle? Document, int Copies = 1);

    /// <param name="Name">2 to 120 characters; required.</param>
    /// <param name="Cin">Required: number of the national identity card.</param>
    /// <param name="Phone">Required: Moroccan (06…), or international with its plus sign.</param>
    public sealed record Applicant(string? Name, string? Cin, string? Phone, string? Email);

    /// <param name="Title">2 to 200 characters; required.</param>
    public sealed record DocumentTitle(string? Title);

    /// <summary>Given once; the access code is told again only through the channel on file.</summary>
    public sealed record Receipt(string Reference, string AccessCode, LegalisationStatus Status, UploadAddress Upload);
}
