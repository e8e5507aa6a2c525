using System.Net;
using System.Text.Json;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Tickets.Open311;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>Partners' keys and what each may send on a day.</summary>
public sealed class KeyTests(Azurite azurite)
{
    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task Without_a_key_or_with_a_wrong_one_nothing_is_reported(string format)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, format);
        Assert.Contains("TIC-316", Assert.Single((await here.Client.Post(("service_code", "graffitis"))).Refused(HttpStatusCode.Forbidden)), StringComparison.Ordinal);
        foreach (var wrong in (string[])["xyz", here.Key[..^1], here.Key + "0", "." + here.Key, here.Key.Replace("demo-app", "other-app", StringComparison.Ordinal), here.Key.ToLowerInvariant()])
            Assert.Contains("TIC-317", Assert.Single((await here.Client.Post(("api_key", wrong), ("service_code", "graffitis"))).Refused(HttpStatusCode.Forbidden)), StringComparison.Ordinal);
        Assert.Empty((await here.Client.Requests()).Ok().Items);
        // Reading asks for none.
        (await here.Client.Services()).Ok();
    }

    [Fact]
    public async Task A_key_is_known_by_its_digest_on_the_days_that_were_agreed()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var key = ApiKey.Make(new CityKeys("another city's secret, long enough to be one"), "transit");
        var client = new GeoReportClient(city.Http, "/open311/v2", "json");
        (string, string)[] report = [("api_key", key), ("service_code", "graffitis"), ("lat", Partnership.Lat), ("long", Partnership.Long)];
        (await client.Post(report)).Refused(HttpStatusCode.Forbidden);

        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        await Agree(city, new("transit", new("Transit", "ترانزيت"), ApiKey.Digest(key), 100, true, today, today, true));
        (await client.Post(report)).Ok();
        await Agree(city, new("transit", new("Transit", "ترانزيت"), ApiKey.Digest(key), 100, true, today.AddDays(1), null, true));
        (await client.Post(report)).Refused(HttpStatusCode.Forbidden);
        await Agree(city, new("transit", new("Transit", "ترانزيت"), ApiKey.Digest(key), 100, true, today.AddDays(-9), today.AddDays(-1), true));
        (await client.Post(report)).Refused(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_a_partner_s_users_write_stays_hidden_where_they_were_not_told_that_it_is_public()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, "json", "discreet");
        await Agree(city, new("discreet", new("Discret", "متكتم"), null, 100, false, DateOnly.MinValue, null, true));
        var told = (await here.Client.Request(await here.Reported("graffitis", ("description", "Chez Madame Secret"), ("address_string", "Porte de Madame Secret")))).Ok();
        Assert.Equal(told["service_name"], told["description"]);
        Assert.DoesNotContain("Secret", told.Body, StringComparison.Ordinal);
        var web = await Resident.Reports(city.Http);
        Assert.DoesNotContain("Yassine", (await here.Client.Request(web.Reference)).Ok().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_s_quota_holds_however_many_come_at_once()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, "json", "small");
        await Agree(city, new("small", new("Petit", "صغير"), null, 5, true, DateOnly.MinValue, null, true));
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => here.Report()));
        Assert.Equal(5, replies.Count(reply => reply.Status == HttpStatusCode.OK));
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.OK), reply =>
            Assert.Contains("TIC-318", Assert.Single(reply.Refused(HttpStatusCode.TooManyRequests)), StringComparison.Ordinal));
        // Another partner's day is its own, and so is tomorrow.
        await new Partnership(city, "json").Reported();
        var days = city.Services.GetRequiredService<DayTable>();
        Assert.True(await days.Count("partner:small", CityTime.Day(TimeProvider.System.GetUtcNow()).AddDays(1), 5, default));
    }

    [Fact]
    public async Task Keys_that_a_developer_makes_open_nothing_outside_development()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. CityInProcess.AsProduction]);
        (await new Partnership(city, "json").Report()).Refused(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("a.b", null)]
    [InlineData("partner.7KQ39XMP7KQ39XMP7KQ39XMP7K", "partner")]
    [InlineData(".7KQ39XMP7KQ39XMP7KQ39XMP7K", null)]
    [InlineData("partner", null)]
    [InlineData("", null)]
    public void A_key_names_its_partner(string key, string? partner) => Assert.Equal(partner, ApiKey.Partner(key));

    // As a manager's change leaves it.
    static async Task Agree(CityInProcess city, Partner partner)
    {
        var table = city.Services.GetRequiredService<ReferenceTable>();
        Assert.True(await table.Write("partners", await table.Find("partners", partner.Id, default), partner.Id,
            JsonSerializer.Serialize(partner, ReferentielJson.Default.Partner), null, default));
    }
}
