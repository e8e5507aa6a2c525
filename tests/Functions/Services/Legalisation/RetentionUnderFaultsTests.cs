using System.Net;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using static CasaServerless.Services.Legalisation.LegalisationEvent;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>The night's erasure dies at any step, ten nights in a row: in the end it has erased what it must, and nothing else.</summary>
public sealed class RetentionUnderFaultsTests(Azurite azurite, ITestOutputHelper output)
{
    const string Then = "2026-11-30T09:00:00Z", Later = "2027-12-01T00:10:00Z";
    const int Kills = 10, Refused = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_at_ten_random_points_it_erases_what_is_over_and_nothing_else(int seed)
    {
        var account = azurite.NewAccount();
        Citizen certified, open, owed;
        var over = new List<Citizen>();
        await using (var then = await Visits.City(account, Then))
        {
            for (var one = 0; one < Refused; one++) over.Add(await IsRefused(then, paid: false));
            owed = await IsRefused(then, paid: true);
            open = await Waits(then);
            certified = await Waits(then);
            await certified.Act("presentation", then.Staff(), new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
            await certified.Act("certification", then.Staff(), null, HttpStatusCode.Accepted);
            await Works(then);
            await certified.Reaches("certified");
        }

        var dice = new Dice(seed);
        var met = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var storage = await FaultyStorage.Before(account);
            await using var ill = await Visits.City(storage.Connection, Later);
            var (point, come, after) = (1 + dice.Next(30), 0, dice.Chance(.5));
            var death = new TaskCompletionSource<StorageCall>();
            storage.Plan = request =>
            {
                if (Interlocked.Increment(ref come) != point) return null;
                death.TrySetResult(request.Call);
                return after ? Faults.DeathAfter : Faults.DeathBefore;
            };
            var night = Night(ill);
            // Whoever is dead may try on for a while: nothing that it does arrives.
            if (await Task.WhenAny(death.Task, night) == death.Task) met++;
            output.WriteLine($"{kill}: {(death.Task.IsCompleted ? $"dead at request {point}, {await death.Task}, {(after ? "done" : "not done")}" : "lived")}");
        }
        Assert.Equal(Kills, met);

        await using var well = await Visits.City(account, Later);
        await EndRetention.Run(well.Counter, default);
        await Works(well);
        Assert.Equal(0, await EndRetention.Run(well.Counter, default));
        foreach (var citizen in over) await RetentionTests.Gone(well, citizen);
        foreach (var citizen in (Citizen[])[certified, open, owed])
        {
            var its = (await well.Counter.Cases.Find(well.Counter.Kind, citizen.Reference, default))!;
            Assert.Null(its.Erased);
            Assert.Equal(Citizen.Name, its.Personal[Fields.Name]);
            var files = 0;
            await foreach (var _ in well.Services.GetRequiredService<CityStorage>().Container("cases").GetBlobsAsync(default, default, citizen.Reference, default)) files++;
            Assert.True(files > 0, $"{its.State.Status}: the files are gone");
        }
    }

    static async Task Night(CityInProcess city)
    {
        await EndRetention.Run(city.Counter, default);
        await Works(city);
    }

    static async Task<Citizen> Waits(CityInProcess city)
    {
        var citizen = await Citizen.Submits(city.Http);
        using (var sent = await citizen.Sends(SamplePage.Pdf)) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await Works(city);
        await citizen.Reaches("submitted");
        return citizen;
    }

    // What was paid is to be given back first: until then the city must know to whom.
    static async Task<Citizen> IsRefused(CityInProcess city, bool paid)
    {
        var citizen = await Waits(city);
        if (paid) (await citizen.IsTaken(city.Staff())).EnsureSuccessStatusCode().Dispose();
        await citizen.Act("refusal", city.Staff(), new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        return citizen;
    }

    // As Drain, of documents too; a message that somebody died with is up again soon.
    static Task Works(CityInProcess city) => Eventually.True(async () =>
    {
        var left = 0;
        foreach (var name in (string[])["documents", CaseStore.EffectsQueue])
        {
            var queue = city.Services.GetRequiredService<CityStorage>().Queue(name);
            foreach (var message in (await queue.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(3))).Value)
            {
                await city.Handle(message.Body.ToString());
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
            left += (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
        }
        return left == 0;
    }, "both queues are empty");
}
