using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Hosting.Runner;

/// <summary>One queue of a test's storage account, seen from outside.</summary>
sealed class TestQueue(string storage, string name = "documents")
{
    readonly QueueClient queue = new(storage, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public string Name => name;

    public TestQueue Poison => new(storage, name + "-poison");

    public static async Task<TestQueue> Created(string storage, string name = "documents")
    {
        var queue = new TestQueue(storage, name);
        await queue.Create();
        return queue;
    }

    public Task Create() => queue.CreateIfNotExistsAsync();

    public Task Delete() => queue.DeleteAsync();

    public async Task<bool> Exists() => await queue.ExistsAsync();

    public Task Send(string text) => queue.SendMessageAsync(text);

    /// <summary>Sends a body that nobody has encoded.</summary>
    public Task SendPlain(string body) => new QueueClient(storage, name).SendMessageAsync(body);

    public Task SendBytes(byte[] bytes) => queue.SendMessageAsync(BinaryData.FromBytes(bytes));

    /// <summary>How many messages lie in it, hidden ones too; -1 while it does not exist.</summary>
    public async Task<int> Count() => await queue.ExistsAsync() ? (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount : -1;

    public Task Empty() => Eventually.True(async () => await Count() == 0, $"{name} is empty");

    public Task Holds(int count) => Eventually.True(async () => await Count() == count, $"{name} holds {count}");

    /// <summary>The bodies that lie in it to be seen, as they lie there.</summary>
    public async Task<List<string>> PlainBodies() =>
        [.. (await new QueueClient(storage, name).PeekMessagesAsync(32)).Value.Select((PeekedMessage message) => message.MessageText)];

    public async Task<List<string>> Texts() => [.. (await queue.PeekMessagesAsync(32)).Value.Select((PeekedMessage message) => message.MessageText)];
}
