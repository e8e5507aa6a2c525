using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>setup creates what the rooms need, and may run again.</summary>
public sealed class SetupTests(Azurite azurite)
{
    [Fact]
    public async Task Setup_creates_tables_queues_and_containers_and_then_seeds()
    {
        var storage = azurite.NewAccount();
        var seeds = new Seeds(storage);
        for (var time = 1; time <= 2; time++)
        {
            Assert.Equal(0, await CityHost.Run(["setup", $"--AzureWebJobsStorage={storage}"], city => city.Services
                .AddSingleton(new StorageNeeds { Tables = ["cases"], Queues = ["outbox"], Containers = ["papers"] })
                .AddSingleton<ISetupStep>(seeds), map => map.OnQueue("Documents", "documents", (_, _, _) => Task.CompletedTask)));
            Assert.Equal(time, seeds.Sown);
        }
        var queues = new Azure.Storage.Queues.QueueServiceClient(storage);
        Assert.Equal(["documents", "outbox"], queues.GetQueues().Select(queue => queue.Name).Order());
        var containers = new Azure.Storage.Blobs.BlobServiceClient(storage);
        Assert.Equal(["azure-webjobs-hosts", "papers"], containers.GetBlobContainers().Select(container => container.Name).Order());
    }

    [Fact]
    public async Task The_server_creates_nothing()
    {
        var storage = azurite.NewAccount();
        await using (await SmallCity.Alone(storage, map =>
        {
            map.OnQueue("Documents", "documents", (_, _, _) => Task.CompletedTask);
            map.OnSchedule("Nightly", "* * * * * *", (_, _, _) => Task.CompletedTask);
        }))
        {
            Assert.Empty(new Azure.Storage.Queues.QueueServiceClient(storage).GetQueues());
        }
        Assert.Empty(new Azure.Storage.Blobs.BlobServiceClient(storage).GetBlobContainers());
    }

    sealed class Seeds(string storage) : ISetupStep
    {
        public int Sown { get; private set; }

        public string Name => "seeds";

        public async Task Run(CancellationToken cancel)
        {
            // What seeds need is there by now.
            await new Azure.Data.Tables.TableClient(storage, "cases").UpsertEntityAsync(new Azure.Data.Tables.TableEntity("a", "b"), cancellationToken: cancel);
            Sown++;
        }
    }
}
