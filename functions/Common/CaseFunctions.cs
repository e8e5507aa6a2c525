using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Common;

/// <summary>The functions that every counter's cases share: the two queues of work, and the nightly clearing of tombstones.</summary>
public static class CaseFunctions
{
    const string Left = "-poison";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // One queue for each thing that must scale apart: short effects and insurances; documents to judge and to seal; calls of operators' systems.
        routes.OnQueue("Effects", CaseStore.EffectsQueue, Run);
        routes.OnQueue("Documents", "documents", Run);
        routes.OnQueue("Operators", "operators", Run);
        // An item whose last try did not even fail, because the process died, is moved by the platform itself to where it lives for seven days.
        routes.OnQueue("EffectsLeft", CaseStore.EffectsQueue + Left, Keep);
        routes.OnQueue("DocumentsLeft", "documents" + Left, Keep);
        routes.OnQueue("OperatorsLeft", "operators" + Left, Keep);
        routes.OnSchedule("ListsPurgeTombstones", "0 15 4 * * *",
            (_, services, stop) => services.GetRequiredService<Lists>().PurgeTombstones(stop));
    }

    /// <summary>Settles an attempt or runs an effect. Delivery is at least once: both are repeatable.</summary>
    static Task Run(QueueItem item, IServiceProvider services, CancellationToken stop) => services.GetRequiredService<CaseStore>()
        .Handle(item.Text, services.GetServices<ICaseKind>(), services, stop);

    static Task Keep(QueueItem item, IServiceProvider services, CancellationToken stop) => services.GetRequiredService<StuckItems>()
        .Keep(item.Queue[..^Left.Length], item.Text, "Left", stop);
}

/// <summary>Keeps what the platform's queues give up on.</summary>
sealed class KeptItems(StuckItems stuck) : IStuckItems
{
    public Task Keep(string queue, string text, string error, CancellationToken cancel) => stuck.Keep(queue, text, error, cancel);
}
