using CasaServerless.Hosting.Assets;

namespace CasaServerless.Hosting.Description;

/// <summary>The interface's description, for programs and their makers.</summary>
static class Served
{
    static readonly Lazy<EncodedBody> body = new(() => new(File.ReadAllBytes(ApiDescription.In(AppContext.BaseDirectory))));

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/openapi.json", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            return body.Value.Unchanging(context);
        })
        .OnHttp("OpenApi").OpenToAnyone().Limited("readings", calls: 120);
}
