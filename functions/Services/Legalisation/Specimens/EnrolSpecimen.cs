using System.Security.Cryptography;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Specimens;

/// <summary>
/// An officer enrols the signature of a person who stands at the desk, once, so that later papers may be legalised at a distance (dahir of 25
/// July 1915, article 3: a signature that is known).
/// </summary>
public static class EnrolSpecimen
{
    const string Function = "LegalisationEnrolSpecimen";
    const int MaxBytes = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/bureaus/{bureau}/specimens", async (
            string bureau, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context,
            SpecimenBook book, DocumentJudge judge) =>
        {
            var receipt = await Run(bureau, request, idempotencyKey, context.Caller(), book, judge, context.RequestAborted);
            return TypedResults.Created($"/api/specimens/{receipt.Reference}", receipt);
        })
        // A picture in base64, a third longer than itself.
        .OnHttp(Function).AllowedTo(Roles.Officer).AcceptsUpTo(MaxBytes * 4L / 3 + 4096);

    public static async Task<SpecimenReceipt> Run(
        string bureau, Request request, string? idempotencyKey, Caller caller, SpecimenBook book, DocumentJudge judge, CancellationToken stop)
    {
        if (await book.BureauOf(caller, stop) != bureau) throw LegalisationRefusals.OtherBureau();
        var name = PlainText.Read(request.Name, 2, 120) ?? throw LegalisationRefusals.Invalid("nom", "الاسم");
        var cin = PersonalNumbers.Cin(request.Cin) ?? throw LegalisationRefusals.Invalid("numéro de CNIE", "رقم البطاقة الوطنية");
        var picture = request.Picture is { Length: > 0 and <= MaxBytes } bytes ? bytes : throw LegalisationRefusals.SpecimenPicture();
        var type = await Judge(picture, judge, stop);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(picture));
        var once = IdempotencyKey.Of(caller.Id, idempotencyKey, () => $"{bureau}|{name}|{cin}|{sha256}");
        var by = new Actor("officer", caller.Id);
        if ((await book.Of(bureau, cin, stop)).FirstOrDefault(one => one.State.Holds(book.Today)) is { } there)
        {
            // A repeat finds what the first call has done; anything else must first withdraw it.
            return once is not null && there.State.Picture!.Sha256 == sha256 ? SpecimenReceipt.Of(there, book.Today) : throw LegalisationRefusals.SpecimenThere();
        }
        var opened = await book.Cases.Create(book.Kind, once, by, Function, new Decision<SpecimenEvent>(new SpecimenEvent.Opened(bureau))
        {
            Personal = new Dictionary<string, string?> { [SpecimenEvent.Fields.Name] = name, [SpecimenEvent.Fields.Cin] = cin },
        }, stop);
        // The picture before the word that it is there: a specimen without one never counts, and is forgotten after a day.
        await book.Blobs.Save(opened.Reference, SpecimenKind.Folder, picture, type, stop);
        var from = book.Today;
        var enrolled = await book.Cases.Change(book.Kind, opened.Reference, by, Function,
            its => its.State.Enrol(new(sha256, type, from, from.AddYears(book.Options.Years).AddDays(-1))), stop);
        return SpecimenReceipt.Of(enrolled, book.Today);
    }

    static async Task<string> Judge(byte[] picture, DocumentJudge judge, CancellationToken stop)
    {
        var verdict = await DocumentWork.Run(() => Task.FromResult(judge.Judge(picture)), stop);
        return verdict is DocumentVerdict.Accepted { Form: DocumentForm.Png or DocumentForm.Jpeg } accepted
            ? accepted.Form == DocumentForm.Png ? "image/png" : "image/jpeg" : throw LegalisationRefusals.SpecimenPicture();
    }

    /// <param name="Cin">Number of the national identity card that the officer has seen.</param>
    /// <param name="Picture">The signature alone: PNG or JPEG in base64, 2 MB at the most.</param>
    public sealed record Request(string? Name, string? Cin, byte[]? Picture);
}
