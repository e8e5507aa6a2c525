using CasaServerless.Hosting;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>The room of operators' own systems: what it needs, and its functions.</summary>
static class OperatorFunctions
{
    public static void Add(WebApplicationBuilder builder) => builder.Services
        .AddSingleton(_ => new OperatorSystems(builder.Configuration, builder.Environment.IsDevelopment()))
        .AddSingleton<OperatorCalls>()
        .AddJson(OperatorJson.Default);

    public static void Map(IEndpointRouteBuilder routes)
    {
        OperatorUpdates.Map(routes);
        AskOperators.Map(routes);
    }
}
