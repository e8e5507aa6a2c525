using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Tickets.Figures;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Figures;

/// <summary>What the city tells of its tickets in numbers: right, and of no single person.</summary>
public sealed class TicketFiguresTests(Azurite azurite)
{
    [Fact]
    public async Task A_day_is_counted_once_it_is_over_and_small_numbers_are_not_told_outside()
    {
        var storage = azurite.NewAccount();
        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        await using (var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false"))
        {
            var manager = city.Token(Roles.Manager);
            var lamps = new List<Resident>();
            for (var count = 0; count < 7; count++) lamps.Add(await Resident.Reports(city.Http));
            foreach (var lamp in lamps.Take(5)) await lamp.Has("closure", manager, new JsonObject { ["outcome"] = "solved" });
            // Reopened, it has not ended after all.
            await lamps[0].Does("reopening", Resident.Text("Encore éteint."));
            await lamps[5].Does("withdrawal");
            await (await Resident.Reports(city.Http, Resident.Request("fuite-eau"))).Has("answer", manager, Resident.Text("Réparé."));
        }
        var then = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");
        await using var later = await CityInProcess.Start(storage, $"--Casa:Clock={then}", "--Casa:Runner:Enabled=false");
        var days = later.Services.GetRequiredService<DayTable>();
        Assert.NotEqual(0, await CountDays.Run(later.Services.TicketsOf(), days, default));
        Assert.Equal(0, await CountDays.Run(later.Services.TicketsOf(), days, default));

        var staff = await Read(later, $"by=service&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}", later.Token(Roles.Auditor));
        var lampsTold = staff["items"]!.AsArray().Single(line => line!["id"]!.GetValue<string>() == "eclairage-public")!;
        Assert.Equal((2, 7, 4, 1.0, 1), (lampsTold["open"]!.GetValue<int>(), lampsTold["reported"]!.GetValue<int>(), lampsTold["ended"]!.GetValue<int>(),
            lampsTold["onTimeShare"]!.GetValue<double>(), lampsTold["withdrawn"]!.GetValue<int>()));
        Assert.Equal(8, staff["all"]!["reported"]!.GetValue<int>());

        var told = await Read(later, $"by=service&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}");
        var outside = told["items"]!.AsArray().Single(line => line!["id"]!.GetValue<string>() == "eclairage-public")!;
        Assert.Equal(7, outside["reported"]!.GetValue<int>());
        Assert.Null(outside["ended"]);
        Assert.Null(outside["onTimeShare"]);
        Assert.Null(told["items"]!.AsArray().Single(line => line!["id"]!.GetValue<string>() == "fuite-eau")!["reported"]);
        var csv = await later.Http.GetStringAsync($"/api/tickets/figures.csv?by=arrondissement&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}");
        Assert.Contains("maarif,", csv, StringComparison.Ordinal);
        foreach (var by in (string[])["operator", "day"]) Assert.NotEmpty((await Read(later, $"by={by}&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}"))["items"]!.AsArray());
    }

    static async Task<JsonNode> Read(CityInProcess city, string query, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/tickets/figures?{query}");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var answer = await city.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
