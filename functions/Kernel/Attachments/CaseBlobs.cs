using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Attachments;

/// <summary>
/// The files of cases, in one private container: <c>{reference}/{folder}/{sha256}</c>. Named by their content, so that writing one again
/// changes nothing; all under their case, so that they go with it.
/// </summary>
public sealed class CaseBlobs(CityStorage storage)
{
    /// <summary>The container's name.</summary>
    public const string ContainerName = "cases";

    readonly Lazy<BlobContainerClient> container = new(() => storage.Container(ContainerName));

    /// <summary>Keeps a file that is wholly in memory; answers its SHA-256 (lower-case hex).</summary>
    public async Task<string> Save(string reference, string folder, ReadOnlyMemory<byte> bytes, string type, CancellationToken stop)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        await Upload(reference, folder, sha256, BinaryData.FromBytes(bytes).ToStream(), type, stop);
        return sha256;
    }

    /// <summary>
    /// Keeps what comes in, by way of a file of our own so that memory stays small; reads <paramref name="most"/> bytes at the most.
    /// </summary>
    /// <param name="announced">SHA-256 of what ought to come: anything else is not kept.</param>
    /// <returns>SHA-256 (lower-case hex) and length; null when there was more.</returns>
    public async Task<(string Sha256, long Bytes)?> Receive(
        string reference, string folder, Stream incoming, long most, string type, CancellationToken stop, string? announced = null)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        // Nameless from its first byte where the system knows that, so that a program which is killed leaves no citizen's document behind.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        for (int read; (read = await incoming.ReadAsync(buffer, stop)) > 0;)
        {
            if (file.Length + read > most) return null;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
        }
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        file.Position = 0;
        if (announced is null || announced == sha256) await Upload(reference, folder, sha256, file, type, stop);
        return (sha256, file.Length);
    }

    /// <summary>The whole file; null where it is not there (any more).</summary>
    public async Task<BinaryData?> Read(string reference, string folder, string sha256, CancellationToken stop)
    {
        try
        {
            return (await Blob(reference, folder, sha256).DownloadContentAsync(stop)).Value.Content;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The file as a stream from storage; null where it is not there (any more).</summary>
    public async Task<Stream?> Open(string reference, string folder, string sha256, CancellationToken stop)
    {
        try
        {
            return (await Blob(reference, folder, sha256).DownloadStreamingAsync(cancellationToken: stop)).Value.Content;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes a case's files, all or those of one folder, but for the one to keep. Repeatable.</summary>
    public async Task Delete(string reference, string? folder, CancellationToken stop, string? keep = null)
    {
        var prefix = folder is null ? $"{reference}/" : $"{reference}/{folder}/";
        await foreach (var blob in container.Value.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, stop))
        {
            if (keep is not null && blob.Name == $"{prefix}{keep}") continue;
            await container.Value.DeleteBlobIfExistsAsync(blob.Name, DeleteSnapshotsOption.IncludeSnapshots, null, stop);
        }
    }

    /// <summary>Deletes what lies beside the files to keep, in their folders alone. Repeatable.</summary>
    public async Task Tidy(string reference, IReadOnlyCollection<(string Folder, string Sha256)> keep, CancellationToken stop)
    {
        var folders = keep.Select(file => $"{reference}/{file.Folder}/").ToHashSet();
        var kept = keep.Select(file => $"{reference}/{file.Folder}/{file.Sha256}").ToHashSet();
        await foreach (var blob in container.Value.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{reference}/", stop))
        {
            if (kept.Contains(blob.Name) || !folders.Contains(blob.Name[..(blob.Name.LastIndexOf('/') + 1)])) continue;
            await container.Value.DeleteBlobIfExistsAsync(blob.Name, DeleteSnapshotsOption.IncludeSnapshots, null, stop);
        }
    }

    /// <summary>Deletes one file. Repeatable.</summary>
    public Task Drop(string reference, string folder, string sha256, CancellationToken stop) =>
        Blob(reference, folder, sha256).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: stop);

    BlobClient Blob(string reference, string folder, string sha256) => container.Value.GetBlobClient($"{reference}/{folder}/{sha256}");

    async Task Upload(string reference, string folder, string sha256, Stream content, string type, CancellationToken stop) =>
        await Blob(reference, folder, sha256).UploadAsync(content, new BlobUploadOptions { HttpHeaders = new() { ContentType = type } }, stop);
}
