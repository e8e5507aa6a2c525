using System.Net.Http.Headers;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>
/// Calls of Meta's hosts. The token is put on here and nowhere else, once the address is known to be theirs; no call follows a redirect, for the token
/// would go along. Each instance learns for itself when the number has to rest.
/// </summary>
sealed class GraphCalls : IDisposable
{
    static readonly TimeSpan rest = TimeSpan.FromSeconds(10), longestRest = TimeSpan.FromMinutes(5);
    readonly WhatsAppOptions options;
    readonly TimeProvider clock;
    readonly HttpClient http;
    long restsUntil;

    public GraphCalls(WhatsAppOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = TimeSpan.FromSeconds(15),
        };
    }

    /// <summary>An address of the API.</summary>
    public Uri Address(string path) => new(options.Graph, $"{options.Version}/{path}");

    /// <summary>Calls, and reads the answer while it comes.</summary>
    /// <exception cref="Later">There was no answer, or not all of it.</exception>
    /// <exception cref="InvalidOperationException">The address is not Meta's.</exception>
    public async Task<T> Call<T>(HttpMethod method, Uri address, byte[]? json, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        if (!options.IsTheirs(address)) throw new InvalidOperationException("An address that is not Meta’s was to be called with the city’s token.");
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        if (json is not null) request.Content = new ByteArrayContent(json) { Headers = { ContentType = new("application/json") } };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(http.Timeout);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await read(answer, patience.Token);
        }
        catch (HttpRequestException ill)
        {
            throw new Later($"WhatsApp cannot be reached: {ill.HttpRequestError}");
        }
        catch (IOException)
        {
            throw new Later("WhatsApp’s answer broke off.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new Later("WhatsApp does not answer.");
        }
    }

    /// <summary>Lets the number rest: as long as the answer asks for, else for a moment.</summary>
    public void Rest(RetryConditionHeaderValue? after)
    {
        var asked = after?.Delta ?? after?.Date - clock.GetUtcNow() ?? rest;
        var until = clock.GetUtcNow() + (asked < rest ? rest : asked > longestRest ? longestRest : asked);
        Interlocked.Exchange(ref restsUntil, Math.Max(Interlocked.Read(ref restsUntil), until.UtcTicks));
    }

    /// <exception cref="Later">The number rests: nothing is sent now.</exception>
    public void MaySend()
    {
        if (clock.GetUtcNow().UtcTicks < Interlocked.Read(ref restsUntil)) throw new Later("WhatsApp has asked for patience.");
    }

    public void Dispose() => http.Dispose();
}
