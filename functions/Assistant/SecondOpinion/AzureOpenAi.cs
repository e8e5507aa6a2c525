using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Identity;
using CasaServerless.Bot.Language;
using Microsoft.Extensions.AI;

namespace CasaServerless.Assistant.SecondOpinion;

/// <summary>Registers the second opinion, where the city has one, and makes the client that carries it.</summary>
static class AzureOpenAi
{
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be: the city does not start with half of it.</exception>
    public static void Add(WebApplicationBuilder city)
    {
        if (OpinionOptions.From(city.Configuration, city.Environment.IsDevelopment()) is not { } options) return;
        city.Services
            .AddSingleton(_ => Client(options))
            // The client is made when it is first asked: starts do not pay for it.
            .AddSingleton<ISecondOpinion>(services => new ChatOpinion(
                new(services.GetRequiredService<IChatClient>), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ChatOpinion>>()));
    }

    /// <param name="identity">Who speaks for the city where there is no key; the program’s managed identity where absent.</param>
    /// <param name="road">Another road to the service, for tests.</param>
    public static IChatClient Client(OpinionOptions options, TokenCredential? identity = null, HttpMessageHandler? road = null)
    {
        // No redirect is followed: it would lead past the list of hosts.
        var http = new HttpClient(road ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) });
        var how = new AzureOpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(http),
            // Whoever waits has waited long enough after one try.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            // The library’s own log would know what people write.
            ClientLoggingOptions = new() { EnableLogging = false },
            EnableDistributedTracing = false,
        };
        var azure = options.Key is { } key ? new AzureOpenAIClient(options.Endpoint, new ApiKeyCredential(key), how)
            : new AzureOpenAIClient(options.Endpoint, identity ?? new DefaultAzureCredential(), how);
        return azure.GetChatClient(options.Deployment).AsIChatClient();
    }
}
