using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Legalisation;

/// <summary>The legalisation counter: registers what it needs and maps its functions, one file each.</summary>
public static class LegalisationService
{
    public static void Add(WebApplicationBuilder builder) => builder.Services
        .AddSingleton(_ => LegalisationOptions.From(builder.Configuration))
        .AddSingleton<LegalisationKind>()
        .AddSingleton<ICaseKind>(services => services.GetRequiredService<LegalisationKind>())
        .AddSingleton<PaperSealer>()
        .AddSingleton<LegalisationCounter>()
        .AddJson(LegalisationJson.Default);

    public static void Map(WebApplication routes)
    {
        Submit.Map(routes);
        ReceiveDocument.Map(routes, LegalisationOptions.MaxBytesOf(routes.Configuration));
        View.Map(routes);
        BureauQueue.Map(routes);
        OpenDocument.Map(routes);
        Present.Map(routes);
        Certify.Map(routes);
        Refuse.Map(routes);
        Revoke.Map(routes);
        Deliver.Map(routes);
        Verify.Map(routes);
        VerifyPage.Map(routes);
        ReadRegister.Map(routes);
        ErasePerson.Map(routes);
        CloseAbandoned.Map(routes);
        PurgeUploads.Map(routes);
    }
}
