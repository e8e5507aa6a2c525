using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Functions.Kernel.Registers;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using static CasaServerless.Tests.Functions.Services.Legalisation.RegisterTests;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>What an auditor's page asks of a register: its last numbers, and whether it is still what was published.</summary>
public sealed class CompareHeadsTests(Azurite azurite)
{
    [Fact]
    public async Task Each_published_day_holds_until_somebody_cuts_the_register()
    {
        var storage = azurite.NewAccount();
        await using (var city = await Quiet(storage)) await Fill(city, 6);
        await using (var next = await Quiet(storage, In(1))) Assert.True(await Close(next));
        await using var later = await Quiet(storage, In(2));
        Assert.True(await Close(later));

        var told = await Days(later);
        Assert.True(told["chained"]!.GetValue<bool>());
        Assert.Equal(["holds 6 10", "holds 6 10"], told["items"]!.AsArray().Select(Words));
        var other = await Days(later, "anfa-1");
        Assert.Equal(["silent", "silent"], other["items"]!.AsArray().Select(day => day!["state"]!.GetValue<string>()));

        var forger = new Forger(later.Services.GetRequiredService<CityStorage>().Table(Register.TableName), $"maarif-1:{Year}");
        await forger.Remove("N000006", "Kact6");
        await forger.HashAnew();
        var cut = (await Days(later))["items"]!.AsArray();
        Assert.Equal(["differs 6 10", "differs 6 10"], cut.Select(Words));
        Assert.Contains("il en reste 9", cut[0]!["fault"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-20")]
    [InlineData("9999-12-31")]
    public async Task A_day_outside_the_registers_life_is_answered_with_what_there_is(string day)
    {
        await using var city = await Quiet(azurite.NewAccount());
        using var answer = await Get(city, $"/api/bureaus/maarif-1/register/heads?continuation={day}");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty((await answer.Content.ReadFromJsonAsync<JsonNode>())!["items"]!.AsArray());
    }

    [Fact]
    public async Task The_last_numbers_are_told_and_those_before_them_while_the_chain_is_checked_whole()
    {
        await using var city = await Quiet(azurite.NewAccount());
        await Fill(city, 6);
        Assert.Equal([$"{Year}-000005", $"{Year}-000006"], await Numbers("most=2"));
        Assert.Equal([$"{Year}-000003", $"{Year}-000004"], await Numbers("most=2&before=5"));
        Assert.Equal(6, (await Numbers("")).Count);

        async Task<IReadOnlyList<string>> Numbers(string query)
        {
            using var answer = await Get(city, $"/api/bureaus/maarif-1/register?{query}");
            var told = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.Equal((6, 0), (told["last"]!.GetValue<int>(), told["faults"]!.AsArray().Count));
            return [.. told["items"]!.AsArray().Select(item => item!["number"]!.GetValue<string>())];
        }
    }

    static string Words(JsonNode? day) => $"{day!["state"]} {day["number"]} {day["count"]}";

    static async Task<JsonNode> Days(CityInProcess city, string bureau = "maarif-1")
    {
        using var answer = await Get(city, $"/api/bureaus/{bureau}/register/heads?year={Year}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
