using CasaServerless.Hosting;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>The room of fees: what it needs, and its functions.</summary>
static class FeeFunctions
{
    public static void Add(IServiceCollection services) => services.AddSingleton<FeeDesk>().AddJson(FeeJson.Default);

    public static void Map(IEndpointRouteBuilder routes)
    {
        TakeFee.Map(routes);
        BeginPayment.Map(routes);
        HearPayment.Map(routes);
        RefundFees.Map(routes);
        ViewReceipt.Map(routes);
        ReadTill.Map(routes);
    }
}
