using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;

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
            HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = "bk 771199" }, city.Token(Roles.Manager)))
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
        Assert.Contains("effac", history[^1]!["what"]!.GetValue<string>());
    }

    // Tables, queues and blobs as one text; sealed and judged files with their streams unpacked where they are text already.
    static async Task<string> Everything(CityInProcess city)
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
                var content = await blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadContentAsync();
                text.Append("\nblob ").Append(blob.Name).Append('\n').Append(Encoding.Latin1.GetString(content.Value.Content));
            }
        }
        return text.ToString();
    }
}
