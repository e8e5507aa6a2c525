using System.Text;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Kernel.Attachments;

public sealed class CaseBlobsTests(Azurite azurite)
{
    [Fact]
    public async Task What_comes_in_has_no_name_on_our_machine_so_that_a_crash_leaves_nothing_to_find()
    {
        var storage = new CityStorage(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.NewAccount())]).Build());
        await storage.Container(CaseBlobs.ContainerName).CreateIfNotExistsAsync();
        var marker = $"the document of {Guid.NewGuid():N}";
        using var incoming = new Document(Encoding.ASCII.GetBytes(marker + new string(' ', 200_000)), marker);
        var received = await new CaseBlobs(storage).Receive("LEG-00000-000000", "uploads", incoming, 1_000_000, "application/pdf", default);
        Assert.Equal(200_000 + marker.Length, received!.Value.Bytes);
        Assert.True(incoming.Looks > 1);
        Assert.Equal(received.Value.Bytes, (await new CaseBlobs(storage).Read("LEG-00000-000000", "uploads", received.Value.Sha256, default))!.ToMemory().Length);
    }

    /// <summary>Looks for itself among the temporary files whenever more of it is read.</summary>
    sealed class Document(byte[] bytes, string marker) : MemoryStream(bytes)
    {
        public int Looks { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Looks++;
            foreach (var path in Directory.EnumerateFiles(Path.GetTempPath()))
            {
                try
                {
                    // An empty one may be somebody's pipe, on which we would wait.
                    if (new FileInfo(path).Length == 0) continue;
                    await using var file = File.OpenRead(path);
                    var start = new byte[marker.Length];
                    await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
                    Assert.NotEqual(marker, Encoding.ASCII.GetString(start));
                }
                catch (Exception others) when (others is IOException or UnauthorizedAccessException)
                {
                    // Somebody else's, and gone already.
                }
            }
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
