using CasaServerless.Kernel.Storage;

namespace CasaServerless.Hosting;

/// <summary>What a room needs in storage; registered as a singleton, created by <c>CasaServerless setup</c>, never by the server.</summary>
public sealed record StorageNeeds
{
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Queues that are only written; those that functions read are known by their triggers.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    public IReadOnlyList<string> Containers { get; init; } = [];
}

/// <summary>One thing that <c>CasaServerless setup</c> does once storage exists, such as seeding a référentiel. It may run again at any time.</summary>
public interface ISetupStep
{
    /// <summary>What is done, for the line that setup prints.</summary>
    string Name { get; }

    Task Run(CancellationToken cancel);
}

/// <summary>The verb <c>setup</c>.</summary>
public static class Setup
{
    /// <summary>Where the host, and our runner in its stead, keeps timers' status and locks.</summary>
    public const string HostContainer = "azure-webjobs-hosts";

    public static async Task Run(IServiceProvider services, EndpointDataSource endpoints, TextWriter output, CancellationToken cancel)
    {
        var storage = services.GetRequiredService<CityStorage>();
        var needs = services.GetServices<StorageNeeds>().ToList();
        var triggers = endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<QueueTrigger>()).OfType<QueueTrigger>();
        foreach (var table in needs.SelectMany(need => need.Tables).Distinct())
        {
            await storage.Table(table).CreateIfNotExistsAsync(cancel);
            await output.WriteLineAsync($"table {table}");
        }
        foreach (var queue in needs.SelectMany(need => need.Queues).Concat(triggers.Select(trigger => trigger.Queue)).Distinct())
        {
            await storage.Queue(queue).CreateIfNotExistsAsync(cancellationToken: cancel);
            await output.WriteLineAsync($"queue {queue}");
        }
        foreach (var container in needs.SelectMany(need => need.Containers).Append(HostContainer).Distinct())
        {
            await storage.Container(container).CreateIfNotExistsAsync(cancellationToken: cancel);
            await output.WriteLineAsync($"container {container}");
        }
        foreach (var step in services.GetServices<ISetupStep>())
        {
            await step.Run(cancel);
            await output.WriteLineAsync(step.Name);
        }
    }
}
