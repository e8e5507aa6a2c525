namespace CasaServerless.Hosting;

/// <summary>Works on one queue message. Delivery is at least once and in no order: it must do no harm when it comes twice.</summary>
public delegate Task QueueFunction(QueueItem item, IServiceProvider services, CancellationToken cancel);

/// <summary>Does what an hour of the clock asks for. It may come late, and twice.</summary>
public delegate Task TimerFunction(TimerTick tick, IServiceProvider services, CancellationToken cancel);

/// <summary>
/// Says what makes an endpoint run. Map with ASP.NET's own <c>MapGet</c>, <c>MapPost</c>… and end with <see cref="OnHttp"/>: never wrap them in
/// a method that takes a <see cref="Delegate"/>, or the request-delegate generator loses the handler and the native program cannot call it.
/// </summary>
public static class Triggers
{
    /// <summary>Publishes the endpoint as the HTTP function <paramref name="function"/>, with the endpoint's own methods and route.</summary>
    public static TBuilder OnHttp<TBuilder>(this TBuilder endpoint, string function) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new HttpTrigger(function));

    /// <summary>
    /// Runs <paramref name="run"/> for each message of <paramref name="queue"/>. A <see cref="Kernel.Refusal"/> is logged and the message is
    /// done with, unless it holds for now only; any other exception brings it back, until its last try, after which it is kept by <see cref="IStuckItems"/>.
    /// </summary>
    public static IEndpointConventionBuilder OnQueue(this IEndpointRouteBuilder routes, string function, string queue, QueueFunction run)
    {
        var trigger = new QueueTrigger(function, queue);
        return routes.MapTrigger(trigger, context => Invocation.OfQueue(context, trigger, run));
    }

    /// <summary>
    /// Runs <paramref name="run"/> on a schedule in UTC, six fields with the seconds first. One instance runs it, it never overlaps itself, and
    /// a missed hour is made up once. A failure is logged and the next hour comes all the same.
    /// </summary>
    public static IEndpointConventionBuilder OnSchedule(
        this IEndpointRouteBuilder routes, string function, string schedule, TimerFunction run)
    {
        var trigger = new TimerTrigger(function, schedule);
        return routes.MapTrigger(trigger, context => Invocation.OfTimer(context, trigger, run));
    }

    static IEndpointConventionBuilder MapTrigger(this IEndpointRouteBuilder routes, Trigger trigger, RequestDelegate run) =>
        routes.MapPost("/" + trigger.Function, run)
            .WithMetadata(trigger, Access.Platform)
            // It has a deadline of its own, and the platform no front door that would lose patience.
            .DisableRequestTimeout()
            .AcceptsUpTo(Envelope.MaxBytes);
}
