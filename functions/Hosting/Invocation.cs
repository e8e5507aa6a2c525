using System.Net.Mime;
using System.Text.Json;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting;

/// <summary>
/// One call of a queue or timer function by the platform: read the envelope, run within our own deadline, answer. Success is a 200 with JSON
/// (an empty answer would hang the host until it kills us), a failure is a 500, and there is no third.
/// </summary>
static partial class Invocation
{
    static readonly byte[] done = """{"Outputs":{},"Logs":[],"ReturnValue":null}"""u8.ToArray();

    // What a function gets that does not look at its cancellation, before it is left to itself.
    static readonly TimeSpan grace = TimeSpan.FromSeconds(3);

    public static async Task OfQueue(HttpContext context, QueueTrigger trigger, QueueFunction run)
    {
        var settings = context.RequestServices.GetRequiredService<HostSettings>();
        var item = Envelope.ReadItem(await ReadEnvelope(context), trigger.Queue, settings.MaxDequeueCount) ?? throw HttpRefusals.NotAnEnvelope();
        var failure = await Run(context, trigger, cancel => run(item, context.RequestServices, cancel));
        if (failure is null || (item.LastTry && await Kept(context, trigger, item, failure)))
        {
            await Acknowledge(context);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    public static async Task OfTimer(HttpContext context, TimerTrigger trigger, TimerFunction run)
    {
        var tick = Envelope.ReadTick(await ReadEnvelope(context)) ?? throw HttpRefusals.NotAnEnvelope();
        var failure = await Run(context, trigger, cancel => run(tick, context.RequestServices, cancel));
        if (failure is null) await Acknowledge(context);
        else context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    static async Task<JsonElement> ReadEnvelope(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw HttpRefusals.NotAnEnvelope();
        }
    }

    // Runs the function; null when it is done with, otherwise why it must come again.
    static async Task<Exception?> Run(HttpContext context, Trigger trigger, Func<CancellationToken, Task> run)
    {
        var log = Log(context);
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var limit = context.RequestServices.GetRequiredService<HostSettings>().Deadline;
        using var deadline = new CancellationTokenSource(limit, time);
        using var giveUp = new CancellationTokenSource(limit + grace, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            await run(stop.Token).WaitAsync(giveUp.Token);
            return null;
        }
        catch (Refusal refusal) when (!refusal.ForNow)
        {
            Refused(log, trigger.Function, refusal.Code);
            return null;
        }
        catch (Exception error) when (deadline.IsCancellationRequested)
        {
            Failed(log, trigger.Function, error);
            return new TimeoutException("The function did not end within its deadline.", error);
        }
        // Whatever went wrong, the platform must hear of it: it alone knows how to try again.
#pragma warning disable CA1031
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, trigger.Function, error);
            return error;
        }
    }

    static async Task<bool> Kept(HttpContext context, QueueTrigger trigger, QueueItem item, Exception failure)
    {
        if (context.RequestServices.GetService<IStuckItems>() is not { } stuck) return false;
        try
        {
            await stuck.Keep(item.Queue, item.Text, failure.GetType().Name, context.RequestAborted);
            Stuck(Log(context), trigger.Function, item.Id, failure.GetType().Name);
            return true;
        }
        // What cannot be kept goes the platform's own way, to the poison queue.
#pragma warning disable CA1031
        catch (Exception error)
#pragma warning restore CA1031
        {
            NotKept(Log(context), trigger.Function, item.Id, error);
            return false;
        }
    }

    static async Task Acknowledge(HttpContext context)
    {
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = done.Length;
        await context.Response.Body.WriteAsync(done, context.RequestAborted);
    }

    static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("CasaServerless.Functions");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} refused: {Code}")]
    static partial void Refused(ILogger log, string function, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed")]
    static partial void Failed(ILogger log, string function, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: message {Id} has used up its tries ({Error}) and is kept among the stuck")]
    static partial void Stuck(ILogger log, string function, string? id, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: message {Id} has used up its tries and could not be kept")]
    static partial void NotKept(ILogger log, string function, string? id, Exception error);
}
