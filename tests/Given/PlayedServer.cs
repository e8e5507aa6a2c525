using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Tests.Given;

/// <summary>Somebody else's server, played on this machine: on a free port, and silent.</summary>
static class PlayedServer
{
    /// <param name="make">Who plays; the server is theirs to end.</param>
    /// <param name="answers">What they answer every call with.</param>
    public static async Task<T> Start<T>(Func<WebApplication, T> make, Func<T, RequestDelegate> answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var played = make(server);
        server.Run(answers(played));
        await server.StartAsync();
        return played;
    }
}
