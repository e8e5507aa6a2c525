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
        // Eight in all less seven would betray the one leak.
        Assert.Null(outside["reported"]);
        Assert.Equal(8, told["all"]!["reported"]!.GetValue<int>());
        Assert.Null(outside["ended"]);
        Assert.Null(outside["onTimeShare"]);
        Assert.Null(told["items"]!.AsArray().Single(line => line!["id"]!.GetValue<string>() == "fuite-eau")!["reported"]);
        var csv = await later.Http.GetStringAsync($"/api/tickets/figures.csv?by=arrondissement&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}");
        Assert.Contains("maarif,", csv, StringComparison.Ordinal);
        foreach (var by in (string[])["operator", "day"]) Assert.NotEmpty((await Read(later, $"by={by}&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_reopening_takes_back_what_a_day_long_ago_had_counted()
    {
        var storage = azurite.NewAccount();
        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        Resident lamp;
        await using (var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false"))
        {
            lamp = await Resident.Reports(city.Http);
            await lamp.Has("answer", city.Token(Roles.Manager), Resident.Text("Réparé."));
        }
        Assert.Equal(1, await Ended(1, null));
        Assert.Equal(0, await Ended(20, later => new Resident(later.Http, lamp.Receipt).Does("reopening", Resident.Text("Encore éteint."))));

        // What the day counts as ended, so many days later and after one more.
        async Task<int> Ended(int days, Func<CityInProcess, Task>? act)
        {
            foreach (var (ahead, does) in ((int, Func<CityInProcess, Task>?)[])[(days, act), (days + 1, null)])
            {
                await using var later = await CityInProcess.Start(storage, $"--Casa:Clock={TimeProvider.System.GetUtcNow().AddDays(ahead):O}", "--Casa:Runner:Enabled=false");
                if (does is not null) await does(later);
                await CountDays.Run(later.Services.TicketsOf(), later.Services.GetRequiredService<DayTable>(), default);
                if (ahead == days) continue;
                var told = await Read(later, $"by=service&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}", later.Token(Roles.Auditor));
                return told["all"]!["ended"]!.GetValue<int>();
            }
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public async Task A_day_of_more_than_one_column_is_kept_whole()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var days = city.Services.GetRequiredService<DayTable>();
        var day = new DateOnly(2026, 11, 2);
        foreach (var length in (int[])[200_000, 70_000, 10])
        {
            var json = string.Concat(Enumerable.Range(0, length).Select(number => (char)('0' + number % 10)));
            await days.Keep("long", day, json, default);
            Assert.Equal(json, await days.On("long", day, default));
            Assert.Equal(json, Assert.Single(await days.Between("long", day, day, default)).Json);
        }
    }

    [Theory]
    [InlineData("7 1", "- -")]
    [InlineData("9 7 1 1", "9 - - -")]
    [InlineData("9 7 4 3", "9 7 - -")]
    [InlineData("9 7 0", "9 7 0")]
    [InlineData("3 0", "- 0")]
    public void No_small_number_follows_from_the_others(string column, string told) => Assert.Equal(told,
        string.Join(' ', SmallNumbers.Told([.. column.Split(' ').Select(int.Parse)]).Select(number => number is { } one ? $"{one}" : "-")));

    static async Task<JsonNode> Read(CityInProcess city, string query, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/tickets/figures?{query}");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var answer = await city.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
