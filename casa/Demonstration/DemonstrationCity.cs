using CasaServerless;
using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Casa.Demonstration;

/// <summary>The city's own functions in this process, on storage of its own and on a clock that the stories set; no door is open and no runner runs.</summary>
sealed class DemonstrationCity : IAsyncDisposable
{
    /// <summary>Somebody whom the référentiel knows as an officer and who holds no delegation.</summary>
    public const string Trainee = "demonstration-trainee";

    readonly WebApplication app;

    DemonstrationCity(WebApplication app, StoryClock clock) => (this.app, Clock) = (app, clock);

    public IServiceProvider Services => app.Services;

    public StoryClock Clock { get; }

    /// <param name="keys">Secret of tokens, links and codes.</param>
    /// <param name="folder">Where seal and publishing key are, or are made.</param>
    public static async Task<DemonstrationCity> Open(string storage, string keys, string folder, string bureau, int year, CancellationToken stop)
    {
        var clock = new StoryClock(new(year, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var app = CityHost.Build(
        [
            $"--AzureWebJobsStorage={storage}", "--environment=Development", $"--Casa:Keys={keys}", "--Casa:PublicUrl=http://localhost:7071",
            "--Casa:Runner:Enabled=false", $"--Casa:Seal:Path={Path.Combine(folder, "seal.pem")}",
            $"--Casa:Publishing:Path={Path.Combine(folder, "publishing.pem")}",
        ], builder =>
        {
            builder.Logging.ClearProviders();
            Casablanca.Add(builder);
            builder.Services.AddSingleton<TimeProvider>(clock)
                // The référentiel stays as it is; by the stories' clock it would be read anew at every step.
                .AddSingleton(services => new ReferentielStore(services.GetRequiredService<ReferenceTable>(), TimeProvider.System));
        }, Casablanca.Map);
        await Setup.Run(app.Services, new CompositeEndpointDataSource(((IEndpointRouteBuilder)app).DataSources), TextWriter.Null, stop);
        await app.Services.GetRequiredService<ReferenceTable>().Add("officers", Trainee, $$"""
            {"id":"{{Trainee}}","bureau":"{{bureau}}","name":{"fr":"Stagiaire (démonstration)","ar":"متدرب (تجربة)"},
             "function":{"fr":"Stagiaire","ar":"متدرب"},"demonstration":true}
            """, stop);
        return new(app, clock);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
