using System.Collections.Concurrent;
using CasaServerless.Kernel.Cases;
using Polly;
using Polly.CircuitBreaker;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>
/// Calls of operators' systems. One that fails or hangs is left alone for a while, so that it keeps neither our queue nor itself busy; then a single
/// call finds out whether it has recovered. Each instance learns that for itself.
/// </summary>
public sealed class OperatorCalls : IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    readonly ConcurrentDictionary<string, ResiliencePipeline> circuits = new();
    readonly HttpClient http;
    readonly CaseOptions options;
    readonly TimeProvider clock;

    public OperatorCalls(CaseOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        // Redirected to where the settings never named, tickets would go along.
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = patience,
            MaxResponseContentBufferSize = 1024 * 1024,
        };
    }

    /// <summary>The answer's body, where the system took the call.</summary>
    /// <exception cref="Later">It did not, or it is left alone for a while: whoever calls is put off.</exception>
    public async Task<byte[]> Send(OperatorSystem system, Func<HttpRequestMessage> request, CancellationToken stop)
    {
        try
        {
            return await circuits.GetOrAdd(system.Operator, Circuit).ExecuteAsync(async cancel =>
            {
                using var asked = request();
                using var answer = await http.SendAsync(asked, cancel);
                if (!answer.IsSuccessStatusCode) throw new Later($"The system of {system.Operator} answers {(int)answer.StatusCode}.");
                return await answer.Content.ReadAsByteArrayAsync(cancel);
            }, stop);
        }
        catch (BrokenCircuitException)
        {
            throw new Later($"The system of {system.Operator} is left alone for a while.");
        }
        catch (HttpRequestException ill)
        {
            throw new Later($"The system of {system.Operator} cannot be reached: {ill.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new Later($"The system of {system.Operator} does not answer.");
        }
    }

    public void Dispose() => http.Dispose();

    ResiliencePipeline Circuit(string _) => new ResiliencePipelineBuilder { TimeProvider = clock }.AddCircuitBreaker(new()
    {
        FailureRatio = 0.8,
        MinimumThroughput = 5,
        SamplingDuration = TimeSpan.FromSeconds(60),
        BreakDuration = options.Pause * 3 > TimeSpan.FromSeconds(1) ? options.Pause * 3 : TimeSpan.FromSeconds(1),
        ShouldHandle = new PredicateBuilder().Handle<Later>().Handle<HttpRequestException>().Handle<OperationCanceledException>(),
    }).Build();
}
