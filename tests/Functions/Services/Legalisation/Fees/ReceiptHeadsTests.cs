using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation.Fees;
using CasaServerless.Tests.Functions.Kernel.Registers;
using CasaServerless.Tests.Functions.Kernel.Sealing;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using static CasaServerless.Tests.Functions.Services.Legalisation.RegisterTests;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Fees;

/// <summary>A bureau's receipts are a chain like its register, and what is published each day holds them too.</summary>
public sealed class ReceiptHeadsTests(Azurite azurite)
{
    [Fact]
    public async Task A_receipt_that_is_cut_off_or_written_anew_is_found_by_the_heads_that_were_published()
    {
        var storage = azurite.NewAccount();
        await using (var city = await Quiet(storage)) await Numbered(city, 4);
        await using var later = await Quiet(storage, In(1));
        Assert.True(await Close(later));
        using var folder = new Folder();
        var kept = folder.Write("heads.json", await later.Http.GetStringAsync("/api/registers/heads"));
        Assert.Contains($"\"receipts:maarif-1:{Year}\"", await File.ReadAllTextAsync(kept), StringComparison.Ordinal);
        Assert.Equal((0, $"receipts maarif-1 {Year}: 4 number(s), sound\nEvery chain holds, and is what was published on 1 day(s).\n"), await Verify(later, kept));
        Assert.Equal("holds 4 4", await State(later, "receipts"));
        Assert.Equal("silent  ", await State(later, "register"));

        var forger = new Forger(later.Services.GetRequiredService<CityStorage>().Table(Register.TableName), $"receipts:maarif-1:{Year}");
        await forger.Remove("N000004", "Kpayment4");
        await forger.HashAnew();
        var (exit, said) = await Verify(later, kept);
        Assert.Equal(1, exit);
        Assert.Contains($"receipts maarif-1 {Year}: 3 number(s), 1 fault(s)", said, StringComparison.Ordinal);
        Assert.Equal("differs 4 4", await State(later, "receipts"));
        await Numbered(later, 4, amount: 400);
        Assert.Equal((1, "differs 4 4"), ((await Verify(later, kept)).Exit, await State(later, "receipts")));
    }

    [Fact]
    public async Task Without_published_heads_a_changed_receipt_breaks_its_chain()
    {
        await using var city = await Quiet(azurite.NewAccount());
        await Numbered(city, 3);
        Assert.Equal((0, $"receipts maarif-1 {Year}: 3 number(s), sound\nEvery chain holds.\n"), await Verify(city, null));
        await new Forger(city.Services.GetRequiredService<CityStorage>().Table(Register.TableName), $"receipts:maarif-1:{Year}").Remove("N000002");
        Assert.Equal(1, (await Verify(city, null)).Exit);
    }

    [Fact]
    public async Task A_book_that_no_bureau_keeps_is_refused()
    {
        await using var city = await Quiet(azurite.NewAccount());
        foreach (var path in (string[])["rows", "heads"])
        {
            using var answer = await Get(city, $"/api/bureaus/maarif-1/register/{path}?book=till");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
    }

    static async Task Numbered(CityInProcess city, int receipts, decimal amount = 4)
    {
        for (var number = 1; number <= receipts; number++)
        {
            var entry = new ReceiptEntry($"LEG-00000-{number:D6}", PaymentMeans.Desk, amount, "MAD", new(Year, 3, 1));
            await city.Counter.Register.Take(
                ReceiptEntry.Book("maarif-1", Year), $"payment{number}", JsonSerializer.Serialize(entry, FeeJson.Default.ReceiptEntry), default);
        }
    }

    static async Task<string> State(CityInProcess city, string book)
    {
        using var answer = await Get(city, $"/api/bureaus/maarif-1/register/heads?year={Year}&book={book}");
        var day = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonNode>())!["items"]!.AsArray())!;
        return $"{day["state"]} {day["number"]} {day["count"]}";
    }

    static async Task<(int Exit, string Said)> Verify(CityInProcess city, string? heads)
    {
        using var client = new CityClient(city.Http.BaseAddress!.Port);
        var published = heads is null ? null
            : await PublishedHeads.Read(heads, new Uri(city.Http.BaseAddress!, "/api/registers/key").ToString(), default);
        var output = new StringWriter();
        return (await RegisterVerify.Check(client, city.Token(Roles.Auditor), "maarif-1", Year, published, output, default), output.ToString());
    }
}
