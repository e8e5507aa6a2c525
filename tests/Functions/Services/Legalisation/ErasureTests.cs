using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Casa;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class ErasureTests(Azurite azurite)
{
    static readonly string[] values = [Citizen.Name, Citizen.Cin, Citizen.Phone, Citizen.Email, Citizen.Title, "Diplome de licence", "0661998877", "661998877"];

    [Fact]
    public async Task Erasing_a_person_leaves_none_of_their_values_and_every_chain_whole()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await Citizen.Submits(city.Http);
        var paper = await citizen.IsCertified(SamplePage.Pdf, officer);
        var open = await Citizen.Submits(city.Http);
        using (var refused = await open.Sends(SamplePage.Pdf)) Assert.Equal(HttpStatusCode.Accepted, refused.StatusCode);
        await open.Reaches("submitted");
        var note = new JsonObject { ["reason"] = "other", ["note"] = $"Parler à {Citizen.Name}" };
        await open.Act("refusal", officer, note, HttpStatusCode.OK);

        // The values are there, so that their absence means something.
        Assert.Contains(Citizen.Cin, await Everything(city));
        using (var erased = await citizen.Call(
            HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = "bk 771199", ["reason"] = "person-asked" }, city.Token(Roles.Manager)))
        {
            var found = (await erased.Content.ReadFromJsonAsync<JsonNode>())!["references"]!.AsArray().Select(one => one!.GetValue<string>());
            Assert.Equal(new[] { citizen.Reference, open.Reference }.Order(StringComparer.Ordinal), found);
        }
        string everything;
        for (var look = 0; ; look++)
        {
            everything = await Everything(city);
            if (look == 200 || !values.Any(everything.Contains) && !everything.Contains($"blob {citizen.Reference}", StringComparison.Ordinal)) break;
            await Task.Delay(100);
        }
        Assert.All(values, value => Assert.DoesNotContain(value, everything, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(values, city.Log.Text.Contains);

        var year = TimeProvider.System.GetUtcNow().Year;
        using var register = await citizen.Call(HttpMethod.Get, $"/api/bureaus/maarif-1/register?year={year}", token: city.Token(Roles.Auditor));
        var pages = (await register.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Empty(pages["faults"]!.AsArray());
        Assert.Equal("sealed", pages["items"]![0]!["fate"]!.GetValue<string>());
        Assert.Empty(await city.Counter.Cases.FaultsOf(citizen.Reference, default));
        // What was certified stays verifiable by anyone who holds the paper.
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(paper));
        Assert.Equal("valid", (await city.Http.GetFromJsonAsync<JsonNode>($"/api/verifications?sha256={sha256}"))!["status"]!.GetValue<string>());
        var history = (await citizen.Views())["history"]!.AsArray();
        Assert.Equal("Données personnelles effacées : à la demande de la personne", history[^1]!["what"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_a_late_upload_or_judge_writes_goes_again()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        var before = (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!;
        await Erased(city, citizen);
        // The upload looked at the case before the erasure, and its bytes came after.
        await Assert.ThrowsAsync<Refusal>(() => ReceiveDocument.Keep(before, new MemoryStream(SamplePage.Pdf), null, city.Counter, default));
        Assert.DoesNotContain($"blob {citizen.Reference}", await Everything(city), StringComparison.Ordinal);

        // Whatever else was left goes when the erasure is asked for again.
        await city.Counter.Blobs.Save(citizen.Reference, Folders.Judged, new byte[] { 1, 2, 3 }, "application/pdf", default);
        await Erased(city, citizen);
        Assert.DoesNotContain($"blob {citizen.Reference}", await Everything(city), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_comes_in_after_everything_was_deleted_goes_again()
    {
        await using var storage = await FaultyStorage.Before(azurite.NewAccount());
        await using var city = await CityInProcess.Start(storage.Connection, "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        var sha256 = new string('a', 64);
        // The sender looked at the case before the erasure; the second request deletes what the first one's effect would.
        storage.Next(StorageCall.BlobPut, Faults.After(async () =>
        {
            await Erased(city, citizen);
            await Erased(city, citizen);
        }));
        var refused = await Assert.ThrowsAsync<Refusal>(() => ReceiveParts.Run(
            citizen.Upload.Segments[^1], sha256, 0, false, new MemoryStream([1, 2, 3]), city.Counter, default));
        Assert.Equal("LEG-006", refused.Code);
        Assert.DoesNotContain($"blob {citizen.Reference}", await Everything(city), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_night_after_an_erasure_looks_for_what_a_sender_left_who_died()
    {
        var storage = azurite.NewAccount();
        Citizen citizen;
        await using (var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false"))
        {
            citizen = await Citizen.Submits(city.Http);
            await Erased(city, citizen);
            await Erased(city, citizen);
            await city.Counter.Parts.Append(citizen.Reference, new('a', 64), 0, new MemoryStream([1, 2, 3]), 10, default);
            // Not yet: the sender may still be at it.
            await PurgeUploads.Run(city.Counter, default);
            Assert.Equal(3, await city.Counter.Parts.Length(citizen.Reference, new('a', 64), default));
        }
        var then = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");
        await using var later = await CityInProcess.Start(storage, $"--Casa:Clock={then}", "--Casa:Runner:Enabled=false");
        Assert.Equal(1, await PurgeUploads.Run(later.Counter, default));
        Assert.DoesNotContain($"blob {citizen.Reference}", await Everything(later), StringComparison.Ordinal);
        Assert.Equal(0, await PurgeUploads.Run(later.Counter, default));
        Assert.Empty(await later.Counter.Cases.FaultsOf(citizen.Reference, default));
    }

    static async Task Erased(CityInProcess city, Citizen citizen)
    {
        using var erased = await citizen.Call(
            HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = citizen.Reference, ["reason"] = "person-asked" }, city.Token(Roles.Manager));
        Assert.Equal(citizen.Reference, (await erased.Content.ReadFromJsonAsync<JsonNode>())!["references"]!.AsArray().Single()!.GetValue<string>());
    }

    // Tables, queues and blobs as one text; sealed and judged files with their streams unpacked where they are text already.
    internal static async Task<string> Everything(CityInProcess city)
    {
        var text = new StringBuilder();
        var tables = new TableServiceClient(city.Storage);
        await foreach (var table in tables.QueryAsync())
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
                text.Append('\n').AppendJoin(' ', row.Select(column => $"{column.Key}={column.Value}"));
        }
        var queues = new QueueServiceClient(city.Storage);
        await foreach (var queue in queues.GetQueuesAsync())
        {
            foreach (var message in (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32)).Value)
                text.Append('\n').Append(message.Body).Append('\n').Append(Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())));
        }
        var blobs = new BlobServiceClient(city.Storage);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
            {
                using var content = new MemoryStream();
                try
                {
                    await blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadToAsync(content);
                }
                catch (RequestFailedException gone) when (gone.Status == 404)
                {
                    // Erased since it was listed.
                    continue;
                }
                text.Append("\nblob ").Append(blob.Name).Append('\n').Append(Encoding.UTF8.GetString(content.ToArray()));
            }
        }
        return text.ToString();
    }
}
