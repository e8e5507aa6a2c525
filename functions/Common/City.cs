using CasaServerless.Common.Notices;
using CasaServerless.Common.Payments;
using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Common;

/// <summary>Registers what every counter stands on.</summary>
public static class City
{
    public static void Add(WebApplicationBuilder builder)
    {
        var (configuration, development) = (builder.Configuration, builder.Environment.IsDevelopment());
        if (!development) builder.Services.AddHostedService<ProductionCheck>();
        builder.Services
            .AddSingleton(_ => new CityKeys(configuration["Casa:Keys"]))
            .AddSingleton<AccessCode>()
            .AddSingleton<SignedLink>()
            .AddSingleton(_ => EntraOptions.From(configuration))
            .AddSingleton(services => new StaffTokens(
                services.GetRequiredService<EntraOptions>(), services.GetRequiredService<CityKeys>(), development, services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<StaffTokens>>()))
            .AddSingleton<WhoCalls>(services => context => Who(context, services.GetRequiredService<StaffTokens>()))
            .AddSingleton(CaseOptions.From(configuration))
            .AddSingleton<Lists>()
            .AddSingleton<CaseStore>()
            .AddSingleton<CaseBlobs>()
            .AddSingleton<PartialFiles>()
            .AddSingleton(_ => SealOptions.From(configuration, development))
            .AddSingleton(services => new SealKeyring(
                services.GetRequiredService<SealOptions>(), development, services.GetRequiredService<TimeProvider>()))
            .AddSingleton(new DocumentJudge(new DocumentLimits
            {
                MaxBytes = configuration.GetValue("Casa:Documents:MaxBytes", DocumentLimits.Default.MaxBytes),
                MaxPages = configuration.GetValue("Casa:Documents:MaxPages", DocumentLimits.Default.MaxPages),
            }))
            .AddSingleton<SealArtist>()
            .AddSingleton(services => new PdfSealer(
                services.GetRequiredService<SealArtist>(), TimestampAuthority.From(services.GetRequiredService<SealOptions>())))
            .AddSingleton<Register>()
            .AddSingleton<RegisterReader>()
            .AddSingleton<RegisterHeads>()
            .AddSingleton(_ => PublishingOptions.From(configuration, development))
            .AddSingleton(services => new PublishingKeyring(
                services.GetRequiredService<PublishingOptions>(), development, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<INoticeChannel>(_ => new EmailChannel(EmailOptions.Of(configuration, development)))
            .AddSingleton<NoticeDesk>()
            .AddSingleton<IPaymentProvider>(_ => new HostedCheckout(PaymentOptions.Of(configuration, development)))
            .AddSingleton<StuckItems>()
            .AddSingleton<IStuckItems, KeptItems>()
            .AddSingleton(_ => MapBackground.From(configuration))
            .AddSingleton<ReferenceTable>()
            .AddSingleton<ReferentielStore>()
            .AddSingleton<ReferentielChangeKind>()
            .AddSingleton<ICaseKind>(services => services.GetRequiredService<ReferentielChangeKind>())
            .AddSingleton<ReferentielChanges>()
            .AddSingleton<ISetupStep, SeedReferentiels>()
            .AddHostedService<ClockCheck>()
            .AddSingleton(new StorageNeeds
            {
                Tables = [CaseStore.TableName, Lists.TableName, StuckItems.TableName, Register.TableName, RegisterHeads.TableName, ReferenceTable.TableName],
                Containers = [CaseBlobs.ContainerName],
            })
            .AddJson(CommonJson.Default)
            .AddJson(PublishingJson.Default)
            .AddJson(SignInJson.Default)
            .AddJson(MapJson.Default);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        CaseFunctions.Map(routes);
        Bureaus.Map(routes);
        MapBackground.Map(routes);
        KeepReferentiels.Map(routes);
        DecideChanges.Map(routes);
        ApplyDue.Map(routes);
        ManagePage.Map(routes);
        SignIn.Map(routes);
        // Last in mind, not in order: whatever no other endpoint takes is a page, or 404.
        routes.MapPages().OpenToAnyone();
    }

    static async ValueTask<Caller?> Who(HttpContext context, StaffTokens tokens)
    {
        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return null;
        return await tokens.Read(header[scheme.Length..].Trim(), context.RequestAborted) ?? throw HttpRefusals.SignIn();
    }

    sealed class SeedReferentiels(ReferentielStore referentiels) : ISetupStep
    {
        public string Name => "référentiels";

        public Task Run(CancellationToken cancel) => referentiels.Seed(cancel);
    }
}
