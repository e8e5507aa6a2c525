using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Sealing;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>The receipt of a payment as a sealed page in both languages, for the applicant and for the bureau.</summary>
public static class ViewReceipt
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/legalisations/{reference}/receipt", async (
            string reference, string? number, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, LegalisationCounter counter,
            PdfSealer sealer, SealKeyring seals) =>
        {
            var (file, name) = await Run(reference, number, accessCode, context.CallerIfKnown(), counter, sealer, seals, context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Bytes(file, "application/pdf", name);
        })
        // Each is sealed when it is asked for.
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf").OnHttp("LegalisationReceipt").OpenToAnyone().Limited("receipts", calls: 20);

    /// <param name="number">Which, where there are several; null for the last one.</param>
    public static async Task<(byte[] File, string Name)> Run(
        string reference, string? number, string? code, Caller? caller, LegalisationCounter counter, PdfSealer sealer, SealKeyring seals, CancellationToken stop)
    {
        // It names who paid.
        if (LegalisationCounter.OnlyAudits(caller)) throw LegalisationRefusals.NotForAuditors();
        var its = await counter.Open(reference, code, caller, stop);
        var payment = its.State.Fees?.Payments.LastOrDefault(known => known.Number is not null && (number is null || known.Receipt() == number))
            ?? throw FeeRefusals.NoReceipt();
        var place = await counter.Referentiels.Bureau(its.State.Bureau, stop) ?? throw LegalisationRefusals.UnknownBureau();
        var arrondissement = (await counter.Referentiels.Arrondissements(stop)).First(one => one.Id == place.Arrondissement);
        var tariff = (await counter.Referentiels.Tariffs(stop)).FirstOrDefault(one => one.Id == its.State.Fees!.Rate.Tariff);
        var (key, at) = (await seals.CurrentAsync(stop), CityTime.In(counter.Clock.GetUtcNow()));
        var drawn = new ReceiptSheet
        {
            Authority = arrondissement.InFull(),
            Bureau = place.Name,
            Payer = its.Personal[LegalisationEvent.Fields.Name] is { } name && SealArtist.CanDraw(name) ? name : null,
            Case = its.Reference,
            Kind = its.State.Kind.Words(),
            Payment = payment,
            Rate = its.State.Fees!.Rate.Each,
            Basis = tariff?.Basis,
            Unofficial = place.Demonstration || key.Chain.IsUnofficial,
        }.Draw();
        return (await sealer.SignOwnAsync(drawn, $"Quittance {payment.Receipt()} – وصل أداء", key, at, stop), $"{payment.Receipt()}.pdf");
    }
}
