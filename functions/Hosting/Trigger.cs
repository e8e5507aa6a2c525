namespace CasaServerless.Hosting;

/// <summary>
/// What makes a function run, as endpoint metadata: the manifest writes its <c>function.json</c> from it, the standalone runner reads it.
/// </summary>
/// <param name="Function">The function's name, <c>{Service}{Act}</c>; the platform calls queue and timer functions by it.</param>
public abstract record Trigger(string Function);

/// <summary>A call from outside; method and route are the endpoint's own.</summary>
public sealed record HttpTrigger(string Function) : Trigger(Function);

/// <summary>A message in <paramref name="Queue"/>.</summary>
public sealed record QueueTrigger(string Function, string Queue) : Trigger(Function);

/// <summary>An hour of the clock, UTC.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Schedule">Six fields, seconds first: <c>0 0 3 * * *</c> is three in the morning; <c>%Setting%</c> reads a setting.</param>
public sealed record TimerTrigger(string Function, string Schedule) : Trigger(Function);
