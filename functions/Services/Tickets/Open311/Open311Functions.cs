using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>
/// Open311's GeoReport v2: the city's services and requests as other people's programs know them everywhere. Every answer is XML or JSON as
/// the address says; every error is an error list.
/// </summary>
static class Open311Functions
{
    /// <summary>The endpoint's address in the city.</summary>
    public const string Root = "/open311/v2";

    const string Jurisdiction = "casablanca";
    static readonly ErrorForm errors = new((context, refusal, incident) =>
        GeoReportAnswer.Errors(FormatOf(context.Request.Path), context.Language(), [refusal], incident).ExecuteAsync(context));

    public static void Add(WebApplicationBuilder builder)
    {
        var development = builder.Environment.IsDevelopment();
        builder.Services.AddSingleton(services => new Partners(
            services.GetRequiredService<Common.Referentiels.ReferentielStore>(), services.GetRequiredService<DayTable>(),
            services.GetRequiredService<CityKeys>(), services.GetRequiredService<TimeProvider>(), development));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        Discover.Map(routes);
        ListServices.Map(routes);
        DefineService.Map(routes);
        PostRequest.Map(routes);
        ReadToken.Map(routes);
        FindRequests.Map(routes);
        ReadRequest.Map(routes);
        // Whatever else is asked for is answered in the interface's own words too.
        routes.MapGet(Root + "/{*path}", (HttpContext _) => throw Open311Refusals.NothingHere()).OpenToAnyone().Limited("readings", calls: 120).WithMetadata(errors);
    }

    /// <summary>Anybody reads, and is told in the form of the specification what was wrong.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, string function) where TBuilder : IEndpointConventionBuilder =>
        endpoint.OnHttp(function).OpenToAnyone().Limited("readings", calls: 120).WithMetadata(errors);

    /// <summary>Partners write: their keys are in the form and not in the header, so that the act itself looks at them.</summary>
    public static TBuilder Writes<TBuilder>(this TBuilder endpoint, string function) where TBuilder : IEndpointConventionBuilder =>
        endpoint.OnHttp(function).OpenToAnyone().Limited("partners", calls: 240).WithMetadata(errors);

    /// <summary>The format that the address names, for a city that is the one asked for.</summary>
    /// <exception cref="Refusal"><c>TIC-312</c>: no such format; <c>TIC-311</c>: another city.</exception>
    public static Format Enter(this HttpContext context, string format)
    {
        var known = GeoReportAnswer.Named(format) ?? throw Open311Refusals.NothingHere();
        foreach (var named in context.Request.Query["jurisdiction_id"]) MustBeHere(named);
        return known;
    }

    /// <summary>There is one jurisdiction, so nobody needs to name it; who does must not mean another.</summary>
    public static void MustBeHere(string? jurisdiction)
    {
        if (!string.IsNullOrWhiteSpace(jurisdiction) && jurisdiction.Trim() != Jurisdiction) throw Open311Refusals.UnknownJurisdiction();
    }

    static Format FormatOf(PathString path) => path.Value?.EndsWith(".json", StringComparison.Ordinal) == true ? Format.Json : Format.Xml;
}
