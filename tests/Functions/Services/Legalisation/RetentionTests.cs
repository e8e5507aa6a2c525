using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Casa;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class RetentionTests(Azurite azurite)
{
    [Fact]
    public async Task After_its_time_a_case_knows_nobody_and_its_paper_stands()
    {
        var storage = azurite.NewAccount();
        Citizen certified, refused;
        byte[] paper;
        string code, share;
        await using (var then = await CityInProcess.Start(storage, "--Casa:Clock=2026-11-30T09:00:00Z"))
        {
            certified = await Citizen.Submits(then.Http);
            paper = await certified.IsCertified(SamplePage.Pdf, then.Staff());
            code = (await certified.Views())["verificationCode"]!.GetValue<string>();
            refused = await Citizen.Submits(then.Http);
            (await refused.Sends(SamplePage.Pdf)).Dispose();
            await refused.Reaches("submitted");
            await refused.Act("refusal", then.Staff(), new JsonObject { ["reason"] = "other", ["note"] = $"Parler à {Citizen.Name}" }, HttpStatusCode.OK);
        }
        // A year later the refused request goes, on the day after its own; the certified one stays.
        Assert.Equal(0, await Ended(storage, "2027-11-30T12:00:00Z"));
        Assert.Equal(1, await Ended(storage, "2027-12-01T00:10:00Z"));
        Assert.Equal(0, await Ended(storage, "2031-11-30T12:00:00Z"));
        await using (var last = await Visits.City(storage, "2031-11-30T13:00:00Z"))
        {
            // On its last day it is still shared.
            var sharer = new Citizen(last.Http, Receipt(certified));
            using var answer = await sharer.Shares("Un notaire", last.Counter.Clock.GetUtcNow().AddDays(60));
            share = new Uri((await answer.Content.ReadFromJsonAsync<JsonNode>())!["url"]!.GetValue<string>()).PathAndQuery;
            Assert.Equal(HttpStatusCode.OK, (await last.Http.PostAsync(share, null)).StatusCode);
        }
        await using var later = await Visits.City(storage, "2031-12-01T00:10:00Z");
        Assert.Equal(1, await EndRetention.Run(later.Counter, default));
        // Its files are deleted by an effect: until that has run, whatever dies, its message lies there.
        Assert.Equal(0, await EndRetention.Run(later.Counter, default));
        await later.Drain();
        await Gone(later, certified);
        await Gone(later, refused);

        Assert.Equal(HttpStatusCode.Gone, (await later.Http.GetAsync(share)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await later.Http.PostAsync(share, null)).StatusCode);
        using (var view = await new Citizen(later.Http, Receipt(certified)).Call(HttpMethod.Get, certified.Path, accessCode: certified.AccessCode))
            Assert.Equal(HttpStatusCode.NotFound, view.StatusCode);
        using (var file = await new Citizen(later.Http, Receipt(certified)).Call(HttpMethod.Get, $"{certified.Path}/sealed", token: later.Staff()))
            Assert.Equal(HttpStatusCode.Gone, file.StatusCode);

        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(paper));
        foreach (var question in (string[])[$"/{code}", $"?sha256={sha256}", $"/{code}?sha256={sha256}"])
            Assert.Equal("valid", (await later.Http.GetFromJsonAsync<JsonNode>($"/api/verifications{question}"))!["status"]!.GetValue<string>());
        var pages = await later.Counter.Register.Read(RegisterEntry.Book("maarif-1", 2026), default);
        Assert.Equal((1, 0), (pages.Last, pages.Faults.Count));
        // What the city counts of that day does not change with it.
        Assert.Equal(2, (await later.Services.GetRequiredService<CasaServerless.Services.Legalisation.Figures.ReportDesk>()
            .Count("maarif-1", new(2026, 11, 30), default)).Kinds.Sum(kind => kind.Submitted));
    }

    [Fact]
    public async Task So_many_at_once_and_the_rest_next_time()
    {
        var storage = azurite.NewAccount();
        await Abandoned(storage, 3);
        await using var later = await Visits.City(storage, "2028-02-01T00:10:00Z");
        Assert.Equal(2, await EndRetention.Run(later.Counter, default, most: 2));
        Assert.Equal(1, await EndRetention.Run(later.Counter, default, most: 2));
        Assert.Equal(0, await EndRetention.Run(later.Counter, default, most: 2));
    }

    [Fact]
    public async Task Without_a_rule_everything_stays_and_of_two_the_longer_holds()
    {
        var storage = azurite.NewAccount();
        await Abandoned(storage, 1);
        await using (var none = await Visits.City(storage, "2028-02-01T00:10:00Z"))
        {
            var rules = none.Services.GetRequiredService<ReferenceTable>();
            Assert.True(await rules.Write("retention", await rules.Find("retention", "abandoned-2024", default), "abandoned-2024", null, null, default));
            Assert.Equal(0, await EndRetention.Run(none.Counter, default));
            const string basis = """ "basis":{"fr":"Essai","ar":"تجربة"},"demonstration":true """;
            await rules.Add("retention", "short", $$"""{"id":"short","outcome":"abandoned","months":1,"from":"2026-01-01","until":null,{{basis}}}""", default);
            await rules.Add("retention", "long", $$"""{"id":"long","outcome":"abandoned","months":24,"from":"2026-01-01","until":"2028-02-10",{{basis}}}""", default);
        }
        Assert.Equal(0, await Ended(storage, "2028-02-01T00:10:00Z"));
        Assert.Equal(1, await Ended(storage, "2028-02-11T00:10:00Z"));
    }

    static async Task<int> Ended(string storage, string clock)
    {
        await using var city = await Visits.City(storage, clock);
        var count = await EndRetention.Run(city.Counter, default);
        await city.Drain();
        return count;
    }

    // Three requests that nobody came back to, closed on 30 December 2026.
    static async Task Abandoned(string storage, int count)
    {
        await using (var then = await Visits.City(storage))
        {
            for (var one = 0; one < count; one++) await Citizen.Submits(then.Http);
        }
        await using var closed = await Visits.City(storage, "2026-12-30T09:00:00Z");
        Assert.Equal(count, await CloseAbandoned.Run(closed.Counter, default));
    }

    internal static async Task Gone(CityInProcess city, Citizen citizen)
    {
        var its = (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!;
        Assert.NotNull(its.Erased);
        Assert.Empty(its.Personal.Fields);
        Assert.Empty(await city.Counter.Cases.FaultsOf(citizen.Reference, default));
        var storage = city.Services.GetRequiredService<CityStorage>();
        await foreach (var blob in storage.Container("cases").GetBlobsAsync(default, default, citizen.Reference, default)) Assert.Fail($"{blob.Name} is left");
        await foreach (var row in storage.Table(Lists.TableName).QueryAsync<TableEntity>("Gone eq false"))
            Assert.False(row.PartitionKey.StartsWith("person:", StringComparison.Ordinal) && row.RowKey.Contains(citizen.Reference, StringComparison.Ordinal));
    }

    static JsonObject Receipt(Citizen citizen) => new()
    {
        ["reference"] = citizen.Reference,
        ["accessCode"] = citizen.AccessCode,
        ["upload"] = new JsonObject { ["url"] = citizen.Upload.ToString() },
    };
}
