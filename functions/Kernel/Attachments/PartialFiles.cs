using System.Buffers;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Attachments;

/// <summary>
/// Files that come in parts over a bad line: append blobs beside the case's other files, under the name that the whole will have. Storage itself
/// guards where a part may begin and how long the file may grow, so that a part which comes twice, or two at once, do no harm.
/// </summary>
public sealed class PartialFiles(CityStorage storage)
{
    /// <summary>The folder of a case where they lie, until they are whole.</summary>
    public const string Folder = "parts";

    // What is held in memory, and what is lost at the most when this program dies.
    const int PieceBytes = 256 * 1024;

    readonly Lazy<Azure.Storage.Blobs.BlobContainerClient> container = new(() => storage.Container(CaseBlobs.ContainerName));

    /// <summary>How many bytes have come; 0 where none has.</summary>
    public async Task<long> Length(string reference, string sha256, CancellationToken stop)
    {
        try
        {
            return (await Blob(reference, sha256).GetPropertiesAsync(cancellationToken: stop)).Value.ContentLength;
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return 0;
        }
    }

    /// <summary>Adds what comes in at <paramref name="offset"/>; what has come before a line breaks is kept.</summary>
    /// <returns>Whether it fits there, and the length that the file has; null when it would be longer than <paramref name="most"/>.</returns>
    public async Task<(bool Fits, long Length)?> Append(
        string reference, string sha256, long offset, Stream incoming, long most, CancellationToken stop)
    {
        var blob = Blob(reference, sha256);
        if (offset == 0) await blob.CreateIfNotExistsAsync(cancellationToken: stop);
        var begin = offset;
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (var more = true; more;)
            {
                var filled = 0;
                try
                {
                    for (int read; filled < PieceBytes && (read = await incoming.ReadAsync(piece.AsMemory(filled, PieceBytes - filled), stop)) > 0;)
                        filled += read;
                    more = filled == PieceBytes;
                }
                catch (Exception broken) when (filled > 0 && offset + filled <= most && broken is IOException or OperationCanceledException)
                {
                    // The sender is gone; what it managed to send saves it that much when it comes back.
                    await Add(piece.AsMemory(0, filled), CancellationToken.None);
                    throw;
                }
                if (offset + filled > most) return null;
                if (filled == 0) continue;
                if (await Add(piece.AsMemory(0, filled), stop) is { } length) return (false, length);
            }
            // A part without bytes only says that the file is whole.
            return offset == begin && await Length(reference, sha256, stop) is var there && there != offset ? (false, there) : (true, offset);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }

        // Null when the bytes are there; otherwise the length that the file has.
        async Task<long?> Add(ReadOnlyMemory<byte> bytes, CancellationToken stop)
        {
            try
            {
                await blob.AppendBlockAsync(
                    BinaryData.FromBytes(bytes).ToStream(),
                    new AppendBlobAppendBlockOptions { Conditions = new() { IfAppendPositionEqual = offset, IfMaxSizeLessThanOrEqual = most } }, stop);
            }
            catch (RequestFailedException elsewhere) when (elsewhere.Status is 404 or 412)
            {
                // Also when our own bytes were added and the answer was lost: then the length says so.
                var length = await Length(reference, sha256, stop);
                if (length != offset + bytes.Length) return length;
            }
            offset += bytes.Length;
            return null;
        }
    }

    AppendBlobClient Blob(string reference, string sha256) => container.Value.GetAppendBlobClient($"{reference}/{Folder}/{sha256}");
}
