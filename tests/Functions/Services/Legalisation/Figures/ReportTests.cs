using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Figures;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Figures;

public sealed class ReportTests(Azurite azurite)
{
    const string Tuesday = "2026-12-01T00:30:00Z";

    [Fact]
    public async Task A_day_is_counted_where_each_thing_happened_and_comes_out_the_same_when_counted_again()
    {
        var storage = azurite.NewAccount();
        // Ten in the evening of Monday: one is certified, one refused, one left open, with an appointment on the next morning.
        await using (var monday = await CityInProcess.Start(storage, "--Casa:Clock=2026-11-30T22:00:00Z"))
        {
            var certified = await Citizen.Submits(monday.Http);
            await certified.IsCertified(SamplePage.Pdf, monday.Staff());
            var refused = await Citizen.Submits(monday.Http);
            (await refused.Sends(SamplePage.Pdf)).Dispose();
            await refused.Reaches("submitted");
            await refused.Act("certification", monday.Staff(id: "maarif-2-officer-1"), null, HttpStatusCode.Forbidden);
            await refused.Act("refusal", monday.Staff(), new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
            var open = await Citizen.Submits(monday.Http);
            await open.Books(Visits.Tuesday);
            var today = await Told(monday, "reports/2026-11-30");
            Assert.Equal((3, 1, false), (today["submitted"]!.GetValue<int>(), today["certified"]!.GetValue<int>(), today["over"]!.GetValue<bool>()));
        }
        JsonNode first;
        await using (var night = await Visits.City(storage, Tuesday))
        {
            var (desk, referentiels) = (night.Services.GetRequiredService<ReportDesk>(), night.Services.GetRequiredService<ReferentielStore>());
            // Nobody has kept it yet: then its list is counted.
            var counted = await Told(night, "reports/2026-11-30");
            Assert.True(await DailyReport.Run(desk, referentiels, default) > 0);
            first = await Told(night, "reports/2026-11-30");
            Assert.Equal(counted.ToJsonString(), first.ToJsonString());
            Assert.Equal(0, await DailyReport.Run(desk, referentiels, default));
        }
        Assert.Equal((3, 1, 1, 0), (first["submitted"]!.GetValue<int>(), first["certified"]!.GetValue<int>(), first["refused"]!.GetValue<int>(), first["denials"]!.GetValue<int>()));
        Assert.Equal("""[{"reason":"cut","count":1}]""", first["refusals"]!.ToJsonString());
        Assert.Equal("""[{"reason":"other-bureau","count":1}]""", first["denialReasons"]!.ToJsonString());
        Assert.True(first["over"]!.GetValue<bool>());
        Assert.NotNull(first["p90Hours"]);

        // Nobody came at ten: that is Tuesday's, and changes nothing of Monday.
        await using var wednesday = await Visits.City(storage, "2026-12-02T00:30:00Z");
        await FreeMissed.Run(wednesday.Desk(), default);
        await wednesday.Drain();
        await DailyReport.Run(wednesday.Services.GetRequiredService<ReportDesk>(), wednesday.Services.GetRequiredService<ReferentielStore>(), default);
        Assert.Equal(first.ToJsonString(), (await Told(wednesday, "reports/2026-11-30")).ToJsonString());
        Assert.Equal(1, (await Told(wednesday, "reports/2026-12-02"))["noShows"]!.GetValue<int>());
        var both = await Told(wednesday, "reports?from=2026-11-29&to=2026-12-31");
        Assert.Equal((3, 3, 1), (both["days"]!.GetValue<int>(), both["submitted"]!.GetValue<int>(), both["certified"]!.GetValue<int>()));
        Assert.Empty(both["missing"]!.AsArray());
    }

    [Fact]
    public async Task A_night_left_out_is_made_good_and_a_gap_too_long_is_told()
    {
        var storage = azurite.NewAccount();
        // The first nights count the three days before; then nothing runs for a week.
        await using (var first = await Visits.City(storage, "2026-11-02T00:30:00Z")) Assert.Equal(3, await Close(first));
        await using (var second = await Visits.City(storage, "2026-11-10T00:30:00Z")) Assert.Equal(8, await Close(second));
        await using var late = await Visits.City(storage, "2026-12-31T00:30:00Z");
        Assert.Equal(3, await Close(late));
        var told = await Told(late, "reports?from=2026-11-01&to=2026-12-30");
        Assert.Equal((9 + 3, 48), (told["days"]!.GetValue<int>(), told["missing"]!.AsArray().Count));

        static Task<int> Close(CityInProcess city) => city.Services.GetRequiredService<ReportDesk>().Close("maarif-1", default);
    }

    [Fact]
    public async Task Officers_read_their_own_bureau_and_nobody_reads_a_day_to_come()
    {
        await using var city = await Visits.City(azurite.NewAccount());
        Assert.Equal(HttpStatusCode.OK, await Status("reports/2026-11-30", city.Staff()));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("reports/2026-11-30", city.Staff(id: "maarif-2-officer-1")));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("reports", city.Staff(id: "maarif-2-officer-1")));
        Assert.Equal(HttpStatusCode.OK, await Status("reports", city.Staff(Roles.Auditor, "auditor-1")));
        Assert.Equal(HttpStatusCode.NotFound, await Status("reports/2026-12-01", city.Staff()));
        Assert.Equal(HttpStatusCode.NotFound, await Status("reports/yesterday", city.Staff()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Status("reports?from=2026-11-30&to=2026-11-01", city.Staff()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Status("reports?from=2024-11-30&to=2026-11-01", city.Staff()));

        async Task<HttpStatusCode> Status(string path, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/bureaus/maarif-1/{path}") { Headers = { Authorization = new("Bearer", token) } };
            using var answer = await city.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    static async Task<JsonNode> Told(CityInProcess city, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/bureaus/maarif-1/{path}") { Headers = { Authorization = new("Bearer", city.Staff(Roles.Manager, "manager-1")) } };
        using var answer = await city.Http.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
