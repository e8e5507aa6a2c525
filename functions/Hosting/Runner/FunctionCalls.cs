using System.Net.Http.Headers;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text.Json;

namespace CasaServerless.Hosting.Runner;

/// <summary>
/// Calls a function as the Functions host does: an HTTP POST to <c>/{Function}</c>, here through the socket file that only we can open. Success
/// is a 2xx with a JSON object as <c>application/json</c>; all else is a failure.
/// </summary>
sealed partial class FunctionCalls : IDisposable
{
    readonly HttpClient client;
    readonly ILogger<FunctionCalls> log;

    public FunctionCalls(RunnerSocket socket, HostSettings settings, ILogger<FunctionCalls> log)
    {
        this.log = log;
        client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancel) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket.Path), cancel);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        })
        {
            BaseAddress = new Uri("http://127.0.0.1"),
            Timeout = settings.FunctionTimeout,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CasaServerless-Runner", "4.0"));
        client.DefaultRequestHeaders.Add("X-Azure-Functions-HostVersion", "4.0.0.0");
    }

    /// <summary>Whether the function has done its work.</summary>
    /// <exception cref="OperationCanceledException">The call was given up because of <paramref name="cancel"/>.</exception>
    public async Task<bool> Call(string function, byte[] envelope, CancellationToken cancel)
    {
        using var body = new ByteArrayContent(envelope);
        body.Headers.ContentType = new(MediaTypeNames.Application.Json) { CharSet = "utf-8" };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + function) { Content = body };
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode && await IsResult(answer.Content, cancel)) return true;
            Failed(log, function, (int)answer.StatusCode);
        }
        catch (HttpRequestException error)
        {
            Unanswered(log, function, error);
        }
        catch (OperationCanceledException error) when (!cancel.IsCancellationRequested)
        {
            Unanswered(log, function, error);
        }
        return false;
    }

    public void Dispose() => client.Dispose();

    static async Task<bool> IsResult(HttpContent content, CancellationToken cancel)
    {
        if (content.Headers.ContentType?.MediaType != MediaTypeNames.Application.Json) return false;
        try
        {
            using var result = await JsonDocument.ParseAsync(await content.ReadAsStreamAsync(cancel), default, cancel);
            return result.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} answered {Status}: that is a failure")]
    static partial void Failed(ILogger log, string function, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} did not answer")]
    static partial void Unanswered(ILogger log, string function, Exception error);
}
