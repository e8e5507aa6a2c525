using CasaServerless.Common.Payments;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>
/// The applicant is told where to pay. The case knows of the payment before the provider does, and the provider is told the same order however
/// often this is called: whoever lost the page is given it again, and pays once.
/// </summary>
public static partial class BeginPayment
{
    const string Function = "LegalisationBeginPayment";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/payment", async (
            string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, FeeDesk desk, ILogger<FeeDesk> log) =>
            TypedResults.Ok(await Run(reference, accessCode, desk, log, context.RequestAborted)))
        .OnHttp(Function).OpenToAnyone().Limited("payments", calls: 20);

    public static async Task<Receipt> Run(string reference, string? code, FeeDesk desk, ILogger log, CancellationToken stop)
    {
        var (counter, provider) = (desk.Counter, desk.Provider);
        // The applicant alone: staff have the till.
        var its = await counter.Open(reference, code, null, stop);
        if (!provider.IsOpen) throw FeeRefusals.NotOnline();
        for (var again = false; ; again = true)
        {
            its = await counter.Cases.Change(counter.Kind, its.Reference, new Actor("citizen", its.State.Citizen), Function,
                now => now.State.BeginPayment(now.Reference, provider.Name, desk.Clock.GetUtcNow()), stop);
            var open = its.State.OpenOrder()!;
            var told = await Told(its, open, desk, log, stop);
            if (told.Page is { } page) return new(its.Reference, page, its.State.FeeOwed(), open.Money.Currency);
            its = await desk.Heed(its.Reference, told.News, provider.Name, Function, stop);
            if (its.State.FeeOwed() == 0) return new(its.Reference, null, 0, open.Money.Currency);
            // It had ended without our hearing of it, and another one may be begun; a provider that ends each at once is ill.
            if (again) throw FeeRefusals.ProviderIsIll();
        }
    }

    static async Task<PaymentStanding> Told(Case<LegalisationCase> its, FeeOrder open, FeeDesk desk, ILogger log, CancellationToken stop)
    {
        var city = desk.Counter.Options.PublicUrl;
        var order = new PaymentOrder(open.Id, open.Money, its.State.Language, new($"{city}/legalisation/{its.Reference}"),
            new($"{city}/api/payments/{desk.Provider.Name}"), open.At + FeeRules.PageLife);
        try
        {
            return await desk.Provider.Begin(order, stop);
        }
        catch (Later ill)
        {
            NotBegun(log, open.Id, ill);
            throw FeeRefusals.ProviderIsIll();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {Order} could not be begun")]
    static partial void NotBegun(ILogger log, string order, Exception ill);

    /// <param name="Page">Where to pay; absent where it turns out that all is paid.</param>
    /// <param name="Amount">Still to be paid, in <paramref name="Currency"/> (ISO 4217).</param>
    public sealed record Receipt(string Reference, Uri? Page, decimal Amount, string Currency);
}
