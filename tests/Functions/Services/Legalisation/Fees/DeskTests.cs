using System.Net;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Fees;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Fees;

public sealed class DeskTests(Azurite azurite)
{
    static readonly JsonObject seen = new() { ["identity"] = "cnie", ["originalSeen"] = true };

    [Fact]
    public async Task An_officer_takes_the_fee_of_every_copy_once_and_the_citizen_has_a_number()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await city.Owes();
        var fee = await citizen.Fee();
        Assert.Equal((4m, 4m, 2m, 2, "MAD", false), (fee["due"]!.GetValue<decimal>(), fee["owed"]!.GetValue<decimal>(), fee["each"]!.GetValue<decimal>(),
            fee["units"]!.GetValue<int>(), fee["currency"]!.GetValue<string>(), fee["online"]!.GetValue<bool>()));
        await StoryTests.Refused(await citizen.IsTaken(city.Token(Roles.Officer), 2), "LEG-101", HttpStatusCode.Conflict);
        await StoryTests.Refused(await citizen.IsTaken(city.Token(Roles.Officer, "anfa-1-officer-1")), "LEG-008", HttpStatusCode.Forbidden);

        var first = await Given.Fees.Json(await citizen.IsTaken(city.Token(Roles.Officer), 4));
        var again = await Given.Fees.Json(await citizen.IsTaken(city.Token(Roles.Officer)));
        await StoryTests.Refused(await citizen.IsTaken(city.Token(Roles.Officer, "maarif-1-officer-2")), "LEG-100", HttpStatusCode.Conflict);
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(($"Q{Year(city)}-000001", 4m), (first["number"]!.GetValue<string>(), first["amount"]!.GetValue<decimal>()));
        Assert.Equal(0, await citizen.Owed());
        Assert.Contains("Taxe payée au guichet : 4,00\u00a0DH", (await citizen.Views())["history"]!.AsArray().Select(line => line!["what"]!.GetValue<string>()));

        var till = await city.TillWhen(it => it["lines"]!.AsArray() is [{ } line] && line["receipt"] is not null, "the payment is in the till");
        var sum = Assert.Single(till["sums"]!.AsArray())!;
        Assert.Equal(("desk", 1, 4m), (sum["means"]!.GetValue<string>(), sum["payments"]!.GetValue<int>(), sum["amount"]!.GetValue<decimal>()));
        Assert.Equal("maarif-1-officer-1", till["lines"]![0]!["officer"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_paid_changes_nothing_that_an_officer_judges()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await city.Owes();
        using var view = await citizen.Call(HttpMethod.Get, citizen.Path, token: city.Token(Roles.Officer));
        (await citizen.IsTaken(city.Token(Roles.Officer))).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{citizen.Path}/presentation") { Content = System.Net.Http.Json.JsonContent.Create(seen) };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Officer));
        request.Headers.IfMatch.Add(view.Headers.ETag!);
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_paper_is_certified_unpaid_and_stays_in_the_till_as_owed_until_somebody_pays()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        var till = await city.TillWhen(it => it["unpaid"]!.AsArray().Count == 1, "the fee is owed");
        Assert.Equal((citizen.Reference, 4m), (till["unpaid"]![0]!["reference"]!.GetValue<string>(), till["unpaid"]![0]!["amount"]!.GetValue<decimal>()));
        (await citizen.IsTaken(city.Token(Roles.Officer))).Dispose();
        await city.TillWhen(it => it["unpaid"]!.AsArray().Count == 0 && it["lines"]!.AsArray().Count == 1, "nothing is owed");
    }

    [Fact]
    public async Task Witnesses_signatures_bear_the_tax_too_and_what_was_paid_before_counts()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await city.Owes(SignatureTests.Request());
        Assert.Equal(2, await citizen.Owed());
        var one = await Given.Fees.Json(await citizen.IsTaken(officer));
        await citizen.Act("presentation", officer, new JsonObject
        {
            ["identity"] = "witnesses",
            ["originalSeen"] = true,
            ["witnesses"] = new JsonArray(
                new JsonObject { ["name"] = "Hamid Chahid", ["cin"] = "BE100200" }, new JsonObject { ["name"] = "رشيدة الشاهدي", ["cin"] = "BH300400" }),
        }, HttpStatusCode.OK);
        var fee = await citizen.Fee();
        Assert.Equal((6m, 4m, 3), (fee["due"]!.GetValue<decimal>(), fee["owed"]!.GetValue<decimal>(), fee["units"]!.GetValue<int>()));
        var two = await Given.Fees.Json(await citizen.IsTaken(officer, 4));
        Assert.Equal((2m, 4m), (one["amount"]!.GetValue<decimal>(), two["amount"]!.GetValue<decimal>()));
        Assert.NotEqual(one["number"]!.GetValue<string>(), two["number"]!.GetValue<string>());
        Assert.Equal(0, await citizen.Owed());
    }

    [Fact]
    public async Task What_was_paid_for_a_refused_request_is_given_back_at_the_desk_and_the_till_says_so()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await city.Owes();
        await StoryTests.Refused(await citizen.Call(HttpMethod.Post, $"{citizen.Path}/refund", token: city.Token(Roles.Manager)), "LEG-108", HttpStatusCode.Conflict);
        (await citizen.IsTaken(city.Token(Roles.Officer))).Dispose();
        await citizen.Act("refusal", city.Token(Roles.Officer), new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        var till = await city.TillWhen(it => it["refundsDue"]!.AsArray().Count == 1, "the fee is to be given back");
        Assert.Equal((citizen.Reference, "desk", 4m), (till["refundsDue"]![0]!["reference"]!.GetValue<string>(),
            till["refundsDue"]![0]!["means"]!.GetValue<string>(), till["refundsDue"]![0]!["amount"]!.GetValue<decimal>()));
        Assert.Equal("due", (await citizen.Fee())["refunds"]![0]!["state"]!.GetValue<string>());
        await StoryTests.Refused(await citizen.IsTaken(city.Token(Roles.Officer)), "LEG-009", HttpStatusCode.Conflict);

        for (var twice = 0; twice < 2; twice++)
        {
            var told = await Given.Fees.Json(await citizen.Call(HttpMethod.Post, $"{citizen.Path}/refund", token: city.Token(Roles.Manager)));
            Assert.Equal("done", Assert.Single(told["refunds"]!.AsArray())!["state"]!.GetValue<string>());
        }
        till = await city.TillWhen(it => it["refundsDue"]!.AsArray().Count == 0 && it["lines"]!.AsArray().Count == 2, "it was given back");
        Assert.Equal([4m, -4m], till["lines"]!.AsArray().Select(line => line!["amount"]!.GetValue<decimal>()));
        Assert.Equal(0, till["sums"]![0]!["amount"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Officers_at_once_take_each_fee_once_and_no_number_is_missing()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => city.Owes()));
        var answers = await Task.WhenAll(citizens.SelectMany(citizen => Enumerable.Range(1, 3).Select(async officer =>
            (citizen.Reference, Answer: await citizen.IsTaken(city.Token(Roles.Officer, $"maarif-1-officer-{1 + officer % 2}"))))));
        // Whoever took it may ask again; the other officer hears that nothing is due.
        foreach (var (_, refused) in answers.Where(one => !one.Answer.IsSuccessStatusCode)) await StoryTests.Refused(refused, "LEG-100", HttpStatusCode.Conflict);
        var taken = await Task.WhenAll(answers.Where(one => one.Answer.IsSuccessStatusCode).Select(async one =>
            (one.Reference, Number: (await Given.Fees.Json(one.Answer))["number"]!.GetValue<string>())));
        Assert.All(taken.GroupBy(one => one.Reference), same => Assert.Single(same.Select(one => one.Number).Distinct()));
        Assert.Equal(Enumerable.Range(1, 8).Select(number => $"Q{Year(city)}-{number:D6}"), taken.Select(one => one.Number).Distinct().Order());
        var pages = await city.Counter.Register.Read(ReceiptEntry.Book("maarif-1", Year(city)), default);
        Assert.Empty(pages.Faults);
        Assert.Equal(8, pages.Last);
    }

    [Fact]
    public async Task The_receipt_is_a_sealed_page_for_the_applicant_and_the_bureau()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await city.Owes();
        await StoryTests.Refused(await citizen.Call(HttpMethod.Get, $"{citizen.Path}/receipt", accessCode: citizen.AccessCode), "LEG-105", HttpStatusCode.NotFound);
        (await citizen.IsTaken(city.Token(Roles.Officer))).Dispose();
        using var answer = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/receipt", accessCode: citizen.AccessCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var file = await answer.Content.ReadAsByteArrayAsync();
        SignatureTests.Says(file, $"Quittance n° Q{Year(city)}-000001", "4,00 DH", "2 × 2,00 DH", Citizen.Name, citizen.Reference, "dahir 1-07-209", "NON OFFICIEL");
        using var folder = new Functions.Kernel.Sealing.Folder();
        Assert.Contains("Signature is Valid", Given.Documents.Tool.Run("pdfsig", ["-nocert", folder.Write("r.pdf", file)]).Output, StringComparison.Ordinal);
        using var bureau = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/receipt?number=Q{Year(city)}-000001", token: city.Token(Roles.Officer));
        Assert.Equal(HttpStatusCode.OK, bureau.StatusCode);
        await StoryTests.Refused(await citizen.Call(HttpMethod.Get, $"{citizen.Path}/receipt?number=Q{Year(city)}-000002", accessCode: citizen.AccessCode), "LEG-105", HttpStatusCode.NotFound);
        await StoryTests.Refused(await citizen.Call(HttpMethod.Get, $"{citizen.Path}/receipt", accessCode: "0000-0000"), "CASE-002", HttpStatusCode.NotFound);
    }

    static int Year(CityInProcess city) => CasaServerless.Kernel.CityTime.Day(city.Counter.Clock.GetUtcNow()).Year;
}
