namespace CasaServerless.Hosting;

/// <summary>
/// What <c>host.json</c> says to the Functions host, read by us as well: our deadlines must be shorter than the host's, and the standalone
/// runner keeps the same measure. Like the host we let <c>AzureFunctionsJobHost__extensions__queues__batchSize</c> and its like override it.
/// </summary>
public sealed class HostSettings
{
    readonly IConfiguration host;

    public HostSettings(IConfiguration configuration)
    {
        var root = configuration["FUNCTIONS_APP_ROOT_PATH"] is { Length: > 0 } told ? told : AppContext.BaseDirectory;
        host = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(root, "host.json"), optional: true)
            .AddConfiguration(configuration.GetSection("AzureFunctionsJobHost"))
            .Build();
        Port = int.TryParse(configuration["FUNCTIONS_CUSTOMHANDLER_PORT"], out var port) ? port : null;
        FunctionTimeout = host.GetValue("functionTimeout", TimeSpan.FromMinutes(5));
        BatchSize = Queues("batchSize", 16);
        NewBatchThreshold = Queues("newBatchThreshold", BatchSize / 2);
        MaxDequeueCount = Queues("maxDequeueCount", 5);
        VisibilityTimeout = Queues("visibilityTimeout", TimeSpan.Zero);
        MaxPollingInterval = Queues("maxPollingInterval", TimeSpan.FromMinutes(1));
    }

    /// <summary>The port that the Functions host has given us; null when we stand alone.</summary>
    public int? Port { get; }

    /// <summary>Whether the Functions host has started us.</summary>
    public bool UnderHost => Port is not null;

    /// <summary>After this the host kills the process, and with it every other call in it.</summary>
    public TimeSpan FunctionTimeout { get; }

    /// <summary>After this we end an invocation ourselves: a tenth, at most 30 seconds, before the host would.</summary>
    public TimeSpan Deadline => FunctionTimeout - TimeSpan.FromTicks(Math.Min(FunctionTimeout.Ticks / 10, TimeSpan.TicksPerSecond * 30));

    /// <summary>The same for an HTTP call, which Azure's front door gives up after 230 seconds.</summary>
    public TimeSpan HttpDeadline => TimeSpan.FromTicks(Math.Min(Deadline.Ticks, TimeSpan.TicksPerSecond * 220));

    public int BatchSize { get; }

    public int NewBatchThreshold { get; }

    /// <summary>How often a message is tried.</summary>
    public int MaxDequeueCount { get; }

    /// <summary>How long a failed message rests before its next try.</summary>
    public TimeSpan VisibilityTimeout { get; }

    /// <summary>The longest pause between two looks into an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; }

    int Queues(string name, int otherwise) => host.GetValue($"extensions:queues:{name}", otherwise);

    TimeSpan Queues(string name, TimeSpan otherwise) => host.GetValue($"extensions:queues:{name}", otherwise);
}
