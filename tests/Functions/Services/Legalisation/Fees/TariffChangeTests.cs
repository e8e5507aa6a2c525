using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using CasaServerless.Common.Referentiels;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Fees;

/// <summary>A tariff that changes between the request and the payment: the citizen pays what was told on the day of the request.</summary>
public sealed class TariffChangeTests(Azurite azurite)
{
    [Fact]
    public async Task Whoever_asked_before_the_tariff_changed_pays_the_old_one_and_whoever_asks_after_it_the_new()
    {
        var account = azurite.NewAccount();
        JsonObject before;
        await using (var monday = await Visits.City(account))
        {
            var citizen = await Citizen.Submits(monday.Http);
            Assert.Equal(4m, await citizen.Owed());
            before = new() { ["reference"] = citizen.Reference, ["accessCode"] = citizen.AccessCode, ["upload"] = new JsonObject { ["url"] = citizen.Upload.ToString() } };
            await Changes(monday, new(2026, 12, 1), 5);
            Assert.Equal(4m, await citizen.Owed());
            // Whoever still asks on the eve pays what holds that day.
            Assert.Equal(4m, await (await Citizen.Submits(monday.Http)).Owed());
        }
        await using var tuesday = await Visits.City(account, "2026-12-01T09:00:00Z");
        var old = new Citizen(tuesday.Http, before);
        Assert.Equal(4m, await old.Owed());
        await StoryTests.Refused(await old.IsTaken(tuesday.Staff(), 10), "LEG-101", HttpStatusCode.Conflict);
        var taken = await Given.Fees.Json(await old.IsTaken(tuesday.Staff(), 4));
        Assert.Equal(4m, taken["amount"]!.GetValue<decimal>());
        Assert.Equal(10m, await (await Citizen.Submits(tuesday.Http)).Owed());
    }

    // As two managers decide it: one tariff ends on the eve, the next begins.
    static async Task Changes(CityInProcess city, DateOnly from, decimal amount)
    {
        var rules = city.Services.GetRequiredService<ReferenceTable>();
        var now = (await city.Counter.Referentiels.Tariffs(default)).Single(tariff => tariff.Procedure == "certified-copy");
        var (ends, next) = (now with { Until = from.AddDays(-1) }, now with { Id = "certified-copy-next", Amount = amount, From = from });
        Assert.True(await rules.Write("tariffs", await rules.Find("tariffs", now.Id, default), now.Id, Json(ends), null, default));
        await rules.Add("tariffs", next.Id, Json(next), default);

        static string Json(Tariff tariff) => System.Text.Json.JsonSerializer.Serialize(tariff, ReferentielJson.Default.Tariff);
    }
}
