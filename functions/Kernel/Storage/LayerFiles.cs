using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;

namespace CasaServerless.Kernel.Storage;

/// <summary>
/// Files of the city's own that everyone may read, such as a map's boundaries: container <c>layers</c>, blob <c>{layer}/{sha256}</c>. Named by
/// their content, so that writing one again changes nothing and every version stays.
/// </summary>
public sealed class LayerFiles(CityStorage storage)
{
    /// <summary>The container's name.</summary>
    public const string ContainerName = "layers";

    readonly Lazy<BlobContainerClient> container = new(() => storage.Container(ContainerName));

    /// <summary>Keeps a file; answers its SHA-256 (lower-case hex).</summary>
    public async Task<string> Save(string layer, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        await container.Value.GetBlobClient($"{layer}/{sha256}").UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, stop);
        return sha256;
    }

    /// <summary>The whole file.</summary>
    /// <exception cref="RequestFailedException">It is not there.</exception>
    public async Task<BinaryData> Read(string layer, string sha256, CancellationToken stop) =>
        (await container.Value.GetBlobClient($"{layer}/{sha256}").DownloadContentAsync(stop)).Value.Content;
}
