using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant;

/// <summary>The functions that all doors share: the queue of mail, and the end of conversations whose time is over.</summary>
static class TurnFunctions
{
    const string LeftQueue = ConversationStore.QueueName + "-poison";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.OnQueue("Turns", ConversationStore.QueueName, (item, services, stop) => services.GetRequiredService<ConversationStore>()
            .Handle(item.Text, services.GetRequiredService<Turns>(), item.LastTry, stop));
        routes.OnQueue("TurnsLeft", LeftQueue, (item, services, stop) => services.GetRequiredService<StuckItems>()
            .Keep(ConversationStore.QueueName, item.Text, "Left", stop));
        routes.OnSchedule("ConversationsEnd", "0 45 3 * * *", (tick, services, stop) => End(services, stop));
    }

    // Thirty days after its last word (Casa__Assistant__KeepDays); the cases that were spoken of have times of their own.
    static async Task End(IServiceProvider services, CancellationToken stop)
    {
        var days = services.GetRequiredService<IConfiguration>().GetValue("Casa:Assistant:KeepDays", 30);
        var last = CityTime.Day(services.GetRequiredService<TimeProvider>().GetUtcNow()).AddDays(-days - 1);
        await services.GetRequiredService<ConversationStore>().EndBefore(last, stop);
    }
}
