using CasaServerless.Common.Payments;
using CasaServerless.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>
/// The provider tells what became of a payment. Open to anyone, believed only where its signature holds. Answered 2xx once the case has it for good;
/// anything else is told again, for a provider repeats until it is taken. So an order of which no case is known is 404 and not silently
/// acknowledged: it stays on the provider's list of what was never delivered, where people look.
/// </summary>
public static class HearPayment
{
    const string Function = "LegalisationHearPayment";
    const int MostBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/payments/{provider}", async (
            string provider, [FromHeader(Name = "X-Signature")] string? signature, HttpContext context, FeeDesk desk) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            await Run(provider, body.ToArray(), signature, desk, context.RequestAborted);
            return TypedResults.NoContent();
        })
        .OnHttp(Function).OpenToAnyone().AcceptsUpTo(MostBytes).TakesFile("application/json").Limited("payment-news", calls: 600);

    public static async Task Run(string provider, byte[] body, string? signature, FeeDesk desk, CancellationToken stop)
    {
        if (!desk.Provider.IsOpen || desk.Provider.Name != provider) throw FeeRefusals.UnknownProvider();
        var news = desk.Provider.Read(body, signature, desk.Clock.GetUtcNow());
        if (news.Fate is PaymentFate.Other or PaymentFate.Open) return;
        if (OrderName.Case(news.Order) is not { } reference || await desk.Counter.Cases.Find(desk.Counter.Kind, reference, stop) is null)
            throw FeeRefusals.UnknownOrder();
        await desk.Heed(reference, news, provider, Function, stop);
    }
}
