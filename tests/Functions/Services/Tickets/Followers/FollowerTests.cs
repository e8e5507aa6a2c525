using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Followers;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Followers;

/// <summary>"Me too": found before a ticket is opened, counted, and told.</summary>
public sealed class FollowerTests(Azurite azurite)
{
    [Fact]
    public async Task An_open_ticket_of_the_same_service_within_reach_is_proposed()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var resident = await Resident.Reports(city.Http);
        // Some 60 metres to the north, and 300.
        Assert.Equal([resident.Reference], await Similar(city, Resident.Lat + 0.00054, Resident.Long));
        Assert.Empty(await Similar(city, Resident.Lat + 0.0027, Resident.Long));
        Assert.Empty(await Similar(city, Resident.Lat, Resident.Long, "nid-de-poule"));
        await resident.Does("withdrawal");
        Assert.Empty(await Similar(city, Resident.Lat, Resident.Long));
    }

    [Fact]
    public async Task Near_a_pole_where_a_hundred_metres_are_many_degrees_nothing_is_looked_for()
    {
        var storage = azurite.NewAccount();
        await using var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false");
        await Similar(city, Resident.Lat, Resident.Long);
        // Some hundreds of squares would touch the surroundings, and each is a reading.
        Assert.True(await StorageCount.Of(storage, async () => Assert.Empty(await Similar(city, 89.9, 0))) < 5);
    }

    [Fact]
    public async Task Two_hundred_reports_of_one_leak_are_one_ticket_that_two_hundred_follow()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var first = await Resident.Reports(city.Http);
        var receipts = new System.Collections.Concurrent.ConcurrentBag<JsonNode>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (who, stop) =>
        {
            // Each finds the first one's ticket, and accepts; every tenth sends it twice.
            Assert.Equal([first.Reference], await Similar(city, Resident.Lat + who * 0.000001, Resident.Long));
            for (var times = 0; times < (who % 10 == 0 ? 2 : 1); times++)
            {
                using var answer = await first.Call(HttpMethod.Post, $"{first.Path}/followers", new JsonObject { ["email"] = $"voisin{who}@example.ma" }, idempotencyKey: $"moi-{who}");
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                receipts.Add((await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!);
            }
        });
        Assert.Equal(200, receipts.Select(receipt => receipt["end"]!.GetValue<string>().Split('.')[0]).Select(Named).Distinct().Count());
        await Eventually.True(async () => (await first.Views())["followers"]!.GetValue<int>() == 200, "all are counted");
        Assert.Single(await city.Listed(city.Token(Roles.Manager), "status=received"));
        // One ends it with what the receipt gave.
        using var ended = await city.Http.PostAsJsonAsync("/api/followers/end", new JsonObject { ["token"] = receipts.First()["end"]!.GetValue<string>() });
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        await Eventually.True(async () => (await first.Views())["followers"]!.GetValue<int>() == 199, "one follows no longer");
        Assert.Empty(await city.Services.TicketsOf().Cases.FaultsOf(first.Reference, default));

        // A token begins with its end and what it names, in base64.
        static string Named(string token) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token)).Split('.')[1];
    }

    [Fact]
    public async Task An_address_that_follows_already_is_written_once_however_often_it_is_left()
    {
        await using var mail = await MailServer.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), mail.Settings);
        var its = await Resident.Reports(city.Http);
        for (var times = 1; times <= 3; times++)
        {
            using var answer = await its.Call(HttpMethod.Post, $"{its.Path}/followers", new JsonObject { ["email"] = "voisine@example.ma" });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            await Eventually.True(async () => (await its.Views())["followers"]!.GetValue<int>() == times, "counted");
        }
        await its.Has("closure", city.Token(Roles.Agent, $"{its.Receipt["operator"]!["id"]}-agent-1"), new JsonObject { ["outcome"] = "solved" });
        await Eventually.True(() => Letters() == 1, "one letter");
        await Eventually.True(async () => (await city.Services.GetRequiredService<CasaServerless.Kernel.Storage.CityStorage>().Queue(CasaServerless.Kernel.Cases.CaseStore.EffectsQueue).GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, "all is done");
        Assert.Equal(1, Letters());

        int Letters() => mail.Letters.Count(one => one.Read().To.Mailboxes.Single().Address == "voisine@example.ma");
    }

    [Fact]
    public async Task What_is_closed_is_followed_no_more_and_a_merged_one_where_it_is_solved()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (one, other) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http));
        var agent = city.Token(Roles.Agent, $"{one.Receipt["operator"]!["id"]}-agent-1");
        await one.Has("merge", agent, new JsonObject { ["into"] = other.Reference });
        using (var followed = await one.Call(HttpMethod.Post, $"{one.Path}/followers", new JsonObject()))
            Assert.Equal(other.Reference, (await followed.Content.ReadFromJsonAsync<JsonNode>())!["ticket"]!.GetValue<string>());
        await other.Has("closure", agent, new JsonObject { ["outcome"] = "solved" });
        using var late = await one.Call(HttpMethod.Post, $"{one.Path}/followers", new JsonObject());
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Fact]
    public void The_squares_hold_all_within_reach_and_are_four_at_the_most()
    {
        CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.Double[33.4, 33.7], CsCheck.Gen.Double[-7.8, -7.4], CsCheck.Gen.Double[-100, 100], CsCheck.Gen.Double[-100, 100]),
            (lat, @long, north, east) =>
            {
                var (otherLat, otherLong) = (lat + north / 111_320, @long + east / (111_320 * Math.Cos(lat * Math.PI / 180)));
                var lists = Nearby.Lists("x", lat, @long);
                return lists.Count <= 4
                    && (Nearby.Metres(lat, @long, otherLat, otherLong) > Nearby.Reach || lists.Contains(Nearby.ListOf("x", otherLat, otherLong)));
            });
    }

    static async Task<IReadOnlyList<string>> Similar(CityInProcess city, double lat, double @long, string service = "eclairage-public")
    {
        using var answer = await city.Http.PostAsJsonAsync("/api/tickets/similar",
            new JsonObject { ["service"] = service, ["place"] = new JsonObject { ["lat"] = lat, ["long"] = @long } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonNode>())!["items"]!.AsArray().Select(item => item!["reference"]!.GetValue<string>())];
    }
}
