using CasaServerless.Hosting;

namespace CasaServerless.Services.Legalisation;

/// <summary>How large a document may be, told before anyone chooses one.</summary>
public static class ViewLimits
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/legalisations/limits", (LegalisationOptions options) => TypedResults.Ok(new Answer(options.MaxBytes, options.MaxPages)))
        .OnHttp("LegalisationLimits").OpenToAnyone().Limited("readings", calls: 120);

    public sealed record Answer(long MaxBytes, int MaxPages);
}
