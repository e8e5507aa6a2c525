using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Fees;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Fees;

public sealed class OnlineTests(Azurite azurite)
{
    [Fact]
    public async Task The_applicant_is_shown_one_page_pays_there_and_has_a_receipt()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var early = await Citizen.Submits(city.Http);
        Assert.False((await early.Fee())["online"]!.GetValue<bool>(), "Nobody pays for a document that nobody has judged.");
        await StoryTests.Refused(await early.WouldPay(), "LEG-009", HttpStatusCode.Conflict);

        var citizen = await city.Owes();
        Assert.True((await citizen.Fee())["online"]!.GetValue<bool>());
        await StoryTests.Refused(await citizen.Call(HttpMethod.Post, $"{citizen.Path}/payment", token: city.Token(Roles.Officer)), "CASE-002", HttpStatusCode.NotFound);
        var told = await Given.Fees.Json(await citizen.WouldPay());
        Assert.Equal(($"{provider.Address}page/{citizen.Reference}.1", 4m), (told["page"]!.GetValue<string>(), told["amount"]!.GetValue<decimal>()));
        Assert.Equal($"{citizen.Reference}.1", await citizen.Begins());
        Assert.Equal([$"{citizen.Reference}.1"], provider.Orders);
        Assert.True((await citizen.Fee())["underWay"]!.GetValue<bool>());

        provider.Pays($"{citizen.Reference}.1");
        await city.Hears(provider.News($"{citizen.Reference}.1"));
        Assert.Equal(0, await citizen.Owed());
        await Eventually.True(async () => (await citizen.Fee())["receipts"]![0]!["number"] is not null, "the receipt has its number");
        await StoryTests.Refused(await citizen.WouldPay(), "LEG-100", HttpStatusCode.Conflict);
        await StoryTests.Refused(await citizen.IsTaken(city.Token(Roles.Officer)), "LEG-100", HttpStatusCode.Conflict);
        var till = await city.TillWhen(it => it["sums"]!.AsArray().Count == 1, "it is in the till");
        Assert.Equal(("online", 4m), (till["sums"]![0]!["means"]!.GetValue<string>(), till["sums"]![0]!["amount"]!.GetValue<decimal>()));
        Assert.Empty(provider.Complaints);
    }

    [Fact]
    public async Task Who_lost_the_answer_after_paying_is_told_that_all_is_paid()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var citizen = await city.Owes();
        provider.Pays(await citizen.Begins());
        var told = await Given.Fees.Json(await citizen.WouldPay());
        Assert.Equal((null, 0m), ((string?)told["page"], told["amount"]!.GetValue<decimal>()));
        Assert.Equal(0, await citizen.Owed());
    }

    [Fact]
    public async Task Who_was_declined_or_came_too_late_begins_anew()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var citizen = await city.Owes();
        var first = await citizen.Begins();
        provider.Declines(first);
        await city.Hears(provider.News(first));
        Assert.Null((await citizen.Fee())["underWay"]);
        var second = await citizen.Begins();
        provider.Expires(second);
        // Nobody has told us: the provider says so itself when it is asked for the page.
        var third = await citizen.Begins();
        Assert.Equal([$"{citizen.Reference}.1", $"{citizen.Reference}.2", $"{citizen.Reference}.3"], new[] { first, second, third });
        Assert.Equal([OrderEnd.Failed, OrderEnd.Expired], (await city.Events(citizen)).OfType<FeeEvent.PaymentFailed>().Select(failed => failed.Reason));
        Assert.Empty(provider.Complaints);
    }

    [Fact]
    public async Task News_that_never_comes_is_asked_for_and_what_nobody_pays_ends()
    {
        var storage = azurite.NewAccount();
        await using var provider = await PlayedPaymentProvider.Start();
        Citizen paying, leaving;
        string left;
        await using (var city = await CityInProcess.Start(storage, [.. provider.Settings, "--Casa:Cases:PauseSeconds=600"]))
        {
            (paying, leaving) = (await city.Owes(), await city.Owes());
            provider.Pays(await paying.Begins());
            left = await leaving.Begins();
            await city.Comes<FeeEvent.PaymentBegun>(paying, "ask-payment");
            Assert.Equal(0, await paying.Owed());
            await city.Comes<FeeEvent.PaymentBegun>(leaving, "ask-payment");
            Assert.True((await leaving.Fee())["underWay"]!.GetValue<bool>());
            Assert.DoesNotContain(await city.Events(leaving), happened => happened is FeeEvent.PaymentFailed);
        }
        var later = TimeProvider.System.GetUtcNow().AddHours(2).ToString("O");
        await using var evening = await CityInProcess.Start(storage, [.. provider.Settings, $"--Casa:Clock={later}", "--Casa:Runner:Enabled=false"]);
        await evening.Comes<FeeEvent.PaymentBegun>(leaving, "ask-payment");
        Assert.Equal(OrderEnd.Expired, Assert.Single((await evening.Events(leaving)).OfType<FeeEvent.PaymentFailed>()).Reason);
        // Taken for over, and paid all the same: it counts.
        provider.Pays(left);
        await evening.Hears(provider.News(left));
        Assert.Contains(await evening.Events(leaving), happened => happened is FeeEvent.FeePaidOnline);
    }

    [Fact]
    public async Task A_provider_that_is_ill_costs_nobody_anything()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. provider.Settings, "--Casa:Cases:PauseSeconds=0.2"]);
        var citizen = await city.Owes();
        provider.Down = true;
        await StoryTests.Refused(await citizen.WouldPay(), "LEG-104", HttpStatusCode.ServiceUnavailable);
        await city.Comes<FeeEvent.PaymentBegun>(citizen, "ask-payment");
        Assert.Equal(4, await citizen.Owed());
        provider.Down = false;
        Assert.Equal($"{citizen.Reference}.1", await citizen.Begins());
        provider.Pays($"{citizen.Reference}.1");
        await Eventually.True(async () => await citizen.Owed() == 0, "the asking that was put off finds it paid");
        Assert.Contains("put off", city.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(PlayedPaymentProvider.Key, city.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://evil.test/page")]
    [InlineData("https://127.0.0.1.evil.test/page")]
    [InlineData("http://127.0.0.1@evil.test/page")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/page")]
    public async Task Nobody_is_sent_where_the_settings_do_not_say(string page)
    {
        await using var provider = await PlayedPaymentProvider.Start();
        provider.Page = page;
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var citizen = await city.Owes();
        await StoryTests.Refused(await citizen.WouldPay(), "LEG-104", HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_city_without_a_provider_takes_fees_at_the_desk_alone()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await city.Owes();
        Assert.False((await citizen.Fee())["online"]!.GetValue<bool>());
        await StoryTests.Refused(await citizen.WouldPay(), "LEG-102", HttpStatusCode.NotFound);
        await StoryTests.Refused(await PlayedPaymentProvider.Tells(city.Http, new JsonObject()), "LEG-109", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("refunded", "done")]
    [InlineData("pending", "asked")]
    [InlineData("refused", "failed")]
    public async Task What_was_paid_online_for_a_refused_request_is_asked_back_of_the_provider(string says, string state)
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. provider.Settings, "--Casa:Cases:PauseSeconds=0.2"]);
        var citizen = await city.Owes();
        var order = await citizen.Begins();
        var payment = provider.Pays(order);
        await city.Hears(provider.News(order));
        await citizen.Act("refusal", city.Token(Roles.Officer), new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        await city.TillWhen(it => it["refundsDue"]!.AsArray().Count == 1, "it is to be given back");
        Assert.Empty(provider.Refunded);

        provider.Refunds = says;
        provider.Down = true;
        Assert.Equal("asked", (await Given.Fees.Json(await citizen.Call(HttpMethod.Post, $"{citizen.Path}/refund", token: city.Token(Roles.Manager))))["refunds"]![0]!["state"]!.GetValue<string>());
        provider.Down = false;
        if (says != "refused") await Eventually.True(() => provider.Refunded.Contains(payment), "the provider was asked");
        await Eventually.True(async () => (await citizen.Fee())["refunds"]![0]!["state"]!.GetValue<string>() == state, $"the refund is {state}");
        if (says == "pending")
        {
            var news = provider.RefundNews(order);
            await city.Hears(news);
            await city.Hears(news);
            Assert.Equal("done", (await citizen.Fee())["refunds"]![0]!["state"]!.GetValue<string>());
        }
        if (says != "refused") await city.TillWhen(it => it["refundsDue"]!.AsArray().Count == 0 && it["sums"]![0]!["amount"]!.GetValue<decimal>() == 0, "the till is even");
        else Assert.Equal("too-late", (await city.TillWhen(it => it["refundsDue"]![0]!["trouble"] is not null, "people see why"))["refundsDue"]![0]!["trouble"]!.GetValue<string>());
        Assert.Empty(provider.Complaints);
    }
}
