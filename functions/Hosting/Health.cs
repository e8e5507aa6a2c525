using CasaServerless.Kernel.Storage;

namespace CasaServerless.Hosting;

/// <summary>Whether the program lives, and whether what it stands on does.</summary>
static partial class Health
{
    static readonly string[] head = [HttpMethods.Head];
    static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    /// <summary>The process answers; nothing else was asked.</summary>
    public sealed record Alive(string Status);

    /// <summary>Each part <c>well</c> or <c>ill</c>.</summary>
    public sealed record Readiness(string Status, string Table, string Queue, string Blob);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/health", () => new Alive("alive")).OnHttp("Health").OpenToAnyone();
        // A function of its own: the description names an operation once. It has a type, for the host takes an answer of nothing at all for none.
        routes.MapMethods("/api/health", head, context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            return Task.CompletedTask;
        }).OnHttp("HealthHead").OpenToAnyone();
        routes.MapGet("/api/health/ready", Ready).OnHttp("HealthReady").OpenToAnyone();
    }

    static async Task<IResult> Ready(CityStorage storage, ILoggerFactory logs, CancellationToken cancel)
    {
        var log = logs.CreateLogger("CasaServerless.Health");
        // Names that need not exist: "there is no such thing" is an answer from a service that is well.
        var parts = await Task.WhenAll(
            Ask("table", stop => storage.Table("health").GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("-", "-", ["PartitionKey"], stop)),
            Ask("queue", stop => storage.Queue("health").ExistsAsync(stop)),
            Ask("blob", stop => storage.Container("health").ExistsAsync(stop)));
        var answer = new Readiness(parts.All(part => part == "well") ? "ready" : "ill", parts[0], parts[1], parts[2]);
        return Results.Json(answer, HostingJson.Default.Readiness, statusCode: answer.Status == "ready" ? 200 : 503);

        async Task<string> Ask(string part, Func<CancellationToken, Task> question)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            stop.CancelAfter(patience);
            try
            {
                await question(stop.Token);
                return "well";
            }
            catch (Azure.RequestFailedException error) when (error.Status == 404)
            {
                return "well";
            }
            // Any reason not to answer is the illness that was asked for.
#pragma warning disable CA1031
            catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Ill(log, part, error.GetType().Name);
                return "ill";
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage part {Part} does not answer: {Error}")]
    static partial void Ill(ILogger log, string part, string error);
}
