using System.Collections.Concurrent;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace CasaServerless.Kernel.Storage;

/// <summary>
/// The city's storage account: its tables, queues and containers, built on first use. Known by <c>AzureWebJobsStorage</c> (a connection
/// string) or, in Azure, by <c>AzureWebJobsStorage__accountName</c> with the program's managed identity.
/// </summary>
public sealed class CityStorage
{
    readonly ConcurrentDictionary<string, TableClient> tables = new();
    readonly ConcurrentDictionary<string, TableClient> withoutRetry = new();
    readonly ConcurrentDictionary<string, QueueClient> queues = new();
    readonly ConcurrentDictionary<string, BlobContainerClient> containers = new();
    readonly Lazy<TableServiceClient> tableService;
    readonly Lazy<TableServiceClient> serviceWithoutRetry;
    readonly Lazy<QueueServiceClient> queueService;
    readonly Lazy<QueueServiceClient> plainQueueService;
    readonly Lazy<BlobServiceClient> blobService;

    public CityStorage(IConfiguration configuration)
    {
        var connection = configuration["AzureWebJobsStorage"];
        var account = configuration["AzureWebJobsStorage:accountName"];
        if (string.IsNullOrEmpty(connection) && string.IsNullOrEmpty(account))
        {
            throw new InvalidOperationException("AzureWebJobsStorage (a connection string) or AzureWebJobsStorage__accountName is not set.");
        }
        var identity = new Lazy<TokenCredential>(() => new DefaultAzureCredential());
        var queueOptions = Quiet(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        var (plainQueueOptions, blobOptions) = (Quiet(new QueueClientOptions()), Quiet(new BlobClientOptions()));
        // Nobody listens to the library's own traces; each call would pay for them.
        tableService = new(() => Tables(Quiet(new TableClientOptions())));
        serviceWithoutRetry = new(() => Tables(Quiet(new TableClientOptions { Retry = { MaxRetries = 0 } })));
        queueService = new(() => connection is { Length: > 0 }
            ? new QueueServiceClient(connection, queueOptions) : new QueueServiceClient(Endpoint("queue"), identity.Value, queueOptions));
        plainQueueService = new(() => connection is { Length: > 0 }
            ? new QueueServiceClient(connection, plainQueueOptions) : new QueueServiceClient(Endpoint("queue"), identity.Value, plainQueueOptions));
        blobService = new(() => connection is { Length: > 0 }
            ? new BlobServiceClient(connection, blobOptions) : new BlobServiceClient(Endpoint("blob"), identity.Value, blobOptions));

        TableServiceClient Tables(TableClientOptions options) => connection is { Length: > 0 }
            ? new(connection, options) : new(Endpoint("table"), identity.Value, options);

        Uri Endpoint(string service) => new($"https://{account}.{service}.core.windows.net");
    }

    static T Quiet<T>(T options) where T : ClientOptions
    {
        (options.Diagnostics.IsDistributedTracingEnabled, options.Diagnostics.IsTelemetryEnabled) = (false, false);
        return options;
    }

    public TableClient Table(string name) => tables.GetOrAdd(name, n => tableService.Value.GetTableClient(n));

    /// <summary>For commits: a retry whose first try was only slow would meet its own rows.</summary>
    public TableClient TableWithoutRetry(string name) => withoutRetry.GetOrAdd(name, n => serviceWithoutRetry.Value.GetTableClient(n));

    /// <summary>A queue whose messages are base64, as the Functions host reads them.</summary>
    public QueueClient Queue(string name) => queues.GetOrAdd(name, n => queueService.Value.GetQueueClient(n));

    /// <summary>The same queue with its messages as they lie there, decoded by nobody.</summary>
    public QueueClient PlainQueue(string name) => plainQueueService.Value.GetQueueClient(name);

    public BlobContainerClient Container(string name) => containers.GetOrAdd(name, n => blobService.Value.GetBlobContainerClient(n));
}
