using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CasaServerless.Tests.Given.Faults;

/// <summary>One request in the hands of <see cref="FaultyStorage"/>, and what storage answered it.</summary>
public sealed class Exchange(FaultyStorage storage, HttpContext context, Uri upstream, byte[] body) : IDisposable
{
    // What belongs to a connection, not to a request; the host is not signed.
    static readonly HashSet<string> ours = new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Transfer-Encoding", "Expect", "Keep-Alive" };
    HttpResponseMessage? answer;
    byte[] content = [];

    public FaultyStorage Storage => storage;

    /// <summary>The status that storage gave; 0 before it was asked.</summary>
    public int Status => answer is null ? 0 : (int)answer.StatusCode;

    /// <summary>What storage answered, as text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(content);

    /// <summary>Hands the request on, whether or not its sender still waits.</summary>
    public async Task Forward()
    {
        // Path and query as they came: they are signed.
        var target = new Uri(upstream.GetLeftPart(UriPartial.Authority) + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new(context.Request.Method), target);
        if (body.Length > 0 || context.Request.ContentLength is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (ours.Contains(name)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        answer?.Dispose();
        answer = await storage.Upstream.SendAsync(request, CancellationToken.None);
        content = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
    }

    /// <summary>Passes on what storage answered, if anybody is still there.</summary>
    public async Task Answer()
    {
        var response = context.Response;
        response.StatusCode = Status;
        foreach (var (name, values) in answer!.Headers.Concat(answer.Content.Headers))
        {
            if (!ours.Contains(name)) response.Headers[name] = values.ToArray();
        }
        try
        {
            if (content.Length > 0) await response.Body.WriteAsync(content);
            await response.CompleteAsync();
        }
        catch (Exception left) when (left is IOException or OperationCanceledException or InvalidOperationException)
        {
            // Nobody is.
        }
    }

    /// <summary>Answers in storage's place that it cannot.</summary>
    public async Task Refuse(int status)
    {
        var code = status == 503 ? "ServerBusy" : status == 404 ? "QueueNotFound" : "InternalError";
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>-</Message></Error>");
    }

    /// <summary>Ends the connection without an answer.</summary>
    public void Cut() => context.Abort();

    public void Dispose() => answer?.Dispose();
}
