using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Followers;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>Tickets in a city whose storage stalls, loses, refuses and answers late: what was accepted is there once, and every list agrees.</summary>
public sealed class TicketsUnderFaultsTests(Azurite azurite)
{
    const int Pairs = 5, Neighbours = 3;
    const string Solved = "Les deux lampes sont changées.";

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task On_bad_days_whatever_was_accepted_is_there_once_and_every_list_agrees(int seed)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.Before(account);
        await using var city = await CityInProcess.Start(storage.Connection, "--Casa:Cases:InsuranceSeconds=5", "--Casa:Cases:DeadlineSeconds=3");
        storage.Plan = new BadDays(new Dice(seed), 0.02, TimeSpan.FromSeconds(6)).Befalls;
        var pairs = await Task.WhenAll(Enumerable.Range(0, Pairs).Select(number => Play(city, number)));
        storage.Plan = null;
        await Eventually.True(() => storage.UnderWay == 0, "all that was late has arrived");

        foreach (var (one, other, undone) in pairs)
        {
            await Eventually.True(async () =>
            {
                var (its, others) = (await one.Views(), await other.Views());
                return its["mergedInto"]?.GetValue<string>() == (undone ? null : other.Reference) && others["followers"]!.GetValue<int>() == Neighbours
                    && (await other.Seen(city.Token(Roles.Manager)))["absorbs"]?.AsArray().Count == (undone ? null : 1);
            }, $"{one.Reference} and {other.Reference} are in step");
            var (history, end) = (await other.Views(), await one.Views());
            Assert.Equal("closed", history["status"]!.GetValue<string>());
            Assert.Equal(undone ? "received" : "merged", end["status"]!.GetValue<string>());
            Assert.Equal(["Toujours éteint.", Solved], history["messages"]!.AsArray().Select(message => message!["text"]!.GetValue<string>()));
        }
        await Eventually.True(async () => (await Disagreements(city)).Count == 0, "every list agrees");
        var tickets = await References(city, "TIC-");
        Assert.Equal(pairs.SelectMany(pair => (string[])[pair.One.Reference, pair.Other.Reference]).Order(), tickets.Order());
        Assert.Equal(Pairs * Neighbours, (await References(city, "SUI-")).Count);
        foreach (var ticket in tickets) Assert.Empty(await city.Services.TicketsOf().Cases.FaultsOf(ticket, default));
    }

    /// <summary>Two report the same lamp; the second's ticket is followed, written in and answered, and the first's is merged into it, for good or not.</summary>
    static async Task<(Resident One, Resident Other, bool Undone)> Play(CityInProcess city, int number)
    {
        var reports = await Task.WhenAll(Enumerable.Range(0, 2).Select(who => Insist(async () =>
        {
            using var answer = await Resident.TriesToReport(city.Http, idempotencyKey: $"report-{number}-{who}");
            return answer.StatusCode == HttpStatusCode.Created ? new Resident(city.Http, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!) : null;
        })));
        var (one, other, undone) = (reports[0], reports[1], number % 2 == 1);
        var agent = city.Token(Roles.Agent, $"{one.Receipt["operator"]!["id"]}-agent-1");
        await Task.WhenAll(Enumerable.Range(0, Neighbours).Select(who => Accepted(HttpStatusCode.Created, () => other.Call(
            HttpMethod.Post, $"{other.Path}/followers", new JsonObject { ["email"] = $"voisin{number}-{who}@example.ma" }, idempotencyKey: $"me-{number}-{who}"))));
        await Accepted(HttpStatusCode.OK, () => other.Call(
            HttpMethod.Post, $"{other.Path}/messages", Resident.Text("Toujours éteint."), accessCode: other.AccessCode, idempotencyKey: $"message-{number}"));
        await Accepted(HttpStatusCode.OK, () => one.Call(
            HttpMethod.Post, $"{one.Path}/merge", new JsonObject { ["into"] = other.Reference }, agent), alsoDone: async () => (await one.Views())["mergedInto"] is not null);
        if (undone)
        {
            await Accepted(HttpStatusCode.OK, () => one.Call(HttpMethod.Delete, $"{one.Path}/merge", token: agent),
                alsoDone: async () => (await one.Views())["mergedInto"] is null);
        }
        await Accepted(HttpStatusCode.OK, () => other.Call(
            HttpMethod.Post, $"{other.Path}/answer", new JsonObject { ["text"] = Solved, ["closes"] = "solved" }, agent, idempotencyKey: $"answer-{number}"));
        return (one, other, undone);
    }

    /// <param name="alsoDone">What has no key and says that it is not possible a second time, was done if this holds.</param>
    static Task Accepted(HttpStatusCode expected, Func<Task<HttpResponseMessage>> call, Func<Task<bool>>? alsoDone = null) => Insist(async () =>
    {
        using var answer = await call();
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == expected || alsoDone is not null && answer.StatusCode == HttpStatusCode.Conflict && await alsoDone()) return text;
        Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError or HttpStatusCode.Conflict, $"{answer.StatusCode}: {text}");
        return null;
    });

    static async Task<T> Insist<T>(Func<Task<T?>> attempt)
        where T : class
    {
        for (var tries = 0; tries < 60; tries++)
        {
            try
            {
                if (await attempt() is { } done) return done;
            }
            catch (HttpRequestException)
            {
                // Cut off: whether it was done is not known, and the next try says.
            }
            await Task.Delay(200);
        }
        throw new InvalidOperationException("Sixty tries, and never accepted.");
    }

    /// <summary>Rows that a list lacks, and rows that do not belong there.</summary>
    static async Task<IReadOnlyList<string>> Disagreements(CityInProcess city)
    {
        var (desk, followers) = (city.Services.TicketsOf(), city.Services.GetRequiredService<FollowerDesk>().Kind);
        var expected = new HashSet<(string, string, string)>();
        foreach (var reference in await References(city, "TIC-"))
        {
            var its = (await desk.Cases.Find(desk.Kind, reference, default))!;
            expected.UnionWith(desk.Kind.Lists(reference, its.State, its.Personal).Select(entry => (entry.List, $"{entry.Order}|{reference}", entry.Shows)));
        }
        foreach (var reference in await References(city, "SUI-"))
        {
            var its = (await desk.Cases.Find(followers, reference, default))!;
            expected.UnionWith(followers.Lists(reference, its.State, its.Personal).Select(entry => (entry.List, $"{entry.Order}|{reference}", entry.Shows)));
        }
        var there = new HashSet<(string, string, string)>();
        await foreach (var row in city.Services.GetRequiredService<CityStorage>().Table(Lists.TableName).QueryAsync<TableEntity>("Gone eq false"))
            there.Add((row.PartitionKey, row.RowKey, row.GetString("Shows") ?? ""));
        return [.. expected.Except(there).Select(row => $"missing: {row}"), .. there.Except(expected).Select(row => $"too many: {row}")];
    }

    static async Task<IReadOnlyList<string>> References(CityInProcess city, string prefix)
    {
        var found = new List<string>();
        await foreach (var head in city.Services.GetRequiredService<CityStorage>().Table(CaseStore.TableName)
            .QueryAsync<TableEntity>($"RowKey eq 'H' and PartitionKey ge '{prefix}' and PartitionKey lt '{prefix}~'", select: ["PartitionKey"])) found.Add(head.PartitionKey);
        return found;
    }
}
