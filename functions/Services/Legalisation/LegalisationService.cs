using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Sharing;

namespace CasaServerless.Services.Legalisation;

/// <summary>The legalisation counter: registers what it needs and maps its functions, one file each.</summary>
public static class LegalisationService
{
    public static void Add(WebApplicationBuilder builder)
    {
        AppointmentFunctions.Add(builder.Services);
        Figures.FiguresFunctions.Add(builder.Services);
        Fees.FeeFunctions.Add(builder.Services);
        builder.Services.AddSingleton(_ => LegalisationOptions.From(builder.Configuration))
            .AddSingleton<LegalisationKind>()
            .AddSingleton<ICaseKind>(services => services.GetRequiredService<LegalisationKind>())
            .AddSingleton(_ => Specimens.SpecimenOptions.From(builder.Configuration))
            .AddSingleton<Specimens.SpecimenKind>()
            .AddSingleton<ICaseKind>(services => services.GetRequiredService<Specimens.SpecimenKind>())
            .AddSingleton<Specimens.SpecimenBook>()
            .AddSingleton<PaperSealer>()
            .AddSingleton<LegalisationCounter>()
            .AddJson(LegalisationJson.Default)
            .AddJson(Specimens.SpecimenJson.Default);
    }

    public static void Map(WebApplication routes)
    {
        Submit.Map(routes);
        ReceiveDocument.Map(routes, LegalisationOptions.MaxBytesOf(routes.Configuration));
        ReceiveParts.Map(routes, LegalisationOptions.MaxBytesOf(routes.Configuration));
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
        FollowPage.Map(routes);
        ReadRegister.Map(routes);
        ExportRegister.Map(routes);
        CloseDay.Map(routes);
        ReadHeads.Map(routes);
        CompareHeads.Map(routes);
        ErasePerson.Map(routes);
        SendAccessCode.Map(routes);
        SharePaper.Map(routes);
        OpenShare.Map(routes);
        CloseAbandoned.Map(routes);
        PurgeUploads.Map(routes);
        EndRetention.Map(routes);
        AppointmentFunctions.Map(routes);
        CertifyTogether.Map(routes);
        ScanAtDesk.Map(routes);
        ReadDenials.Map(routes);
        Specimens.EnrolSpecimen.Map(routes);
        Specimens.ReadSpecimens.Map(routes);
        Specimens.WithdrawSpecimen.Map(routes);
        Specimens.PurgeSpecimens.Map(routes);
        CounterPage.Map(routes);
        Desk.Map(routes);
        Claim.Map(routes);
        FindPerson.Map(routes);
        Figures.FiguresFunctions.Map(routes);
        Fees.FeeFunctions.Map(routes);
        ViewLimits.Map(routes);
        AuditPage.Map(routes);
    }
}
