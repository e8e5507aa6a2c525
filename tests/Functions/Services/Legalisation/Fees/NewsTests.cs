using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

using CasaServerless.Services.Legalisation.Fees;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Fees;

/// <summary>What a provider tells: forged, late, doubled, in the wrong order, of the wrong amount, and while the city dies.</summary>
public sealed class NewsTests(Azurite azurite)
{
    [Fact]
    public async Task Only_what_the_provider_signed_lately_is_believed()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var (citizen, order) = await Paid(city, provider);
        var (news, now) = (provider.News(order), TimeProvider.System.GetUtcNow());
        var right = PlayedPaymentProvider.Sign(news.ToJsonString(), now);
        var other = (JsonObject)news.DeepClone();
        other["amount"] = 1;
        foreach (var forged in new Func<Task<HttpResponseMessage>>[]
        {
            () => PlayedPaymentProvider.Tells(city.Http, news, secret: "another secret, of another provider"),
            () => PlayedPaymentProvider.Tells(city.Http, news, now.AddMinutes(-6)),
            () => PlayedPaymentProvider.Tells(city.Http, news, now.AddMinutes(6)),
            () => PlayedPaymentProvider.Tells(city.Http, news, changed: other.ToJsonString()),
            () => PlayedPaymentProvider.Tells(city.Http, news, changed: news.ToJsonString() + " "),
            () => PlayedPaymentProvider.Tells(city.Http, news, signature: ""),
            () => PlayedPaymentProvider.Tells(city.Http, news, signature: right.Replace("v1=", "v0=", StringComparison.Ordinal)),
            () => PlayedPaymentProvider.Tells(city.Http, news, signature: right[..^2]),
            () => PlayedPaymentProvider.Tells(city.Http, news, signature: right.Replace("t=", "t=1", StringComparison.Ordinal)),
            () => PlayedPaymentProvider.Tells(city.Http, news, signature: "t=99999999999999999999999,v1="),
        })
        {
            await StoryTests.Refused(await forged(), "PAY-001", HttpStatusCode.Forbidden);
        }
        Assert.Equal(4, await citizen.Owed());
        // While the provider changes its secret it signs with both.
        using var two = await PlayedPaymentProvider.Tells(city.Http, news, signature: right.Replace(",", $",v1={new string('0', 64)},", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, two.StatusCode);
        Assert.Equal(0, await citizen.Owed());
    }

    [Fact]
    public async Task Told_again_and_again_it_is_one_payment_under_one_number()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var (citizen, order) = await Paid(city, provider);
        var news = provider.News(order);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(which => city.Hears(which % 2 == 0 ? news : provider.News(order))));
        await Eventually.True(async () => (await city.Events(citizen)).Any(happened => happened is FeeEvent.ReceiptNumbered), "the receipt has its number");
        Assert.Single((await city.Events(citizen)).OfType<FeeEvent.FeePaidOnline>());
        Assert.Single((await city.Events(citizen)).OfType<FeeEvent.ReceiptNumbered>());
    }

    [Fact]
    public async Task In_any_order_money_counts_and_what_comes_after_it_takes_nothing_away()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var citizen = await city.Owes();
        var order = await citizen.Begins();
        provider.Declines(order);
        var declined = provider.News(order);
        provider.Pays(order);
        await city.Hears(provider.News(order));
        await city.Hears(declined);
        Assert.Equal(0, await citizen.Owed());

        var other = await city.Owes();
        var late = await other.Begins();
        provider.Expires(late);
        await city.Hears(provider.News(late));
        provider.Pays(late);
        // The refund overtakes the payment: told that it is too early, the provider tells it again later.
        await city.Hears(provider.RefundNews(late), HttpStatusCode.NotFound);
        await city.Hears(provider.News(late));
        Assert.Equal(0, await other.Owed());
        await city.Hears(provider.RefundNews(late));
        Assert.Equal(4, await other.Owed());
    }

    [Theory]
    [InlineData("amount", 399)]
    [InlineData("amount", 401)]
    [InlineData("currency", "EUR")]
    public async Task Another_amount_is_not_the_fee_but_is_kept_and_shown_until_it_is_given_back(string what, object value)
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var (citizen, order) = await Paid(city, provider);
        var news = provider.News(order);
        news[what] = value is int count ? count : (string)value;
        await city.Hears(news);
        await city.Hears(news);
        Assert.Equal(4, await citizen.Owed());
        var till = await city.TillWhen(it => it["refundsDue"]!.AsArray().Count == 1, "it is to be given back");
        Assert.Equal("other-amount", till["refundsDue"]![0]!["notTaken"]!.GetValue<string>());
        Assert.Empty(till["lines"]!.AsArray());
        Assert.Single((await city.Events(citizen)).OfType<FeeEvent.PaymentNotTaken>());
    }

    [Fact]
    public async Task What_was_paid_at_the_desk_meanwhile_or_for_a_closed_request_is_to_be_given_back()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var (twice, first) = await Paid(city, provider);
        (await twice.IsTaken(city.Token(Roles.Officer))).Dispose();
        await city.Hears(provider.News(first));
        var (closed, second) = await Paid(city, provider);
        await closed.Act("refusal", city.Token(Roles.Officer), new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        await city.Hears(provider.News(second));
        Assert.Equal(NotTaken.NothingDue, Assert.Single((await city.Events(twice)).OfType<FeeEvent.PaymentNotTaken>()).Reason);
        Assert.Equal(NotTaken.CaseClosed, Assert.Single((await city.Events(closed)).OfType<FeeEvent.PaymentNotTaken>()).Reason);
        await city.TillWhen(it => it["refundsDue"]!.AsArray().Count == 2, "both are to be given back");
        // The paper that was paid for is certified like any other.
        await twice.Act("presentation", city.Token(Roles.Officer), new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
        await twice.Act("refund", city.Token(Roles.Manager), null, HttpStatusCode.OK);
        await Eventually.True(async () => (await twice.Fee())["refunds"]![0]!["state"]!.GetValue<string>() == "done", "the second payment is given back");
        Assert.Equal(0, await twice.Owed());
    }

    [Fact]
    public async Task An_unknown_case_is_told_again_and_an_unknown_order_of_a_known_one_is_kept()
    {
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), provider.Settings);
        var (citizen, order) = await Paid(city, provider);
        var news = provider.News(order);
        news["order"] = "LEG-00000-000000.1";
        await city.Hears(news, HttpStatusCode.NotFound);
        news["order"] = "nonsense";
        await city.Hears(news, HttpStatusCode.NotFound);
        news["order"] = $"{citizen.Reference}.7";
        await city.Hears(news);
        Assert.Equal(NotTaken.UnknownOrder, Assert.Single((await city.Events(citizen)).OfType<FeeEvent.PaymentNotTaken>()).Reason);
        // What concerns no payment is acknowledged, what cannot be read is not.
        await city.Hears(new JsonObject { ["id"] = "evt_x", ["kind"] = "account.updated" });
        await city.Hears(new JsonObject { ["id"] = "evt_y", ["kind"] = "order.paid", ["order"] = order }, HttpStatusCode.BadRequest);
        await city.Hears(new JsonObject { ["id"] = "evt_z", ["kind"] = "order.paid", ["order"] = order, ["payment"] = "a/b", ["amount"] = 400, ["currency"] = "MAD" }, HttpStatusCode.BadRequest);
        await city.Hears(new JsonArray(), HttpStatusCode.BadRequest);
        using var large = await PlayedPaymentProvider.Tells(city.Http, new JsonObject { ["id"] = new string('x', 20_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dead_before_it_could_say_that_it_heard_the_city_is_told_again_and_counts_once(bool done)
    {
        var account = azurite.NewAccount();
        await using var provider = await PlayedPaymentProvider.Start();
        await using var storage = await FaultyStorage.Before(account);
        string[] quick = [.. provider.Settings, "--Casa:Cases:InsuranceSeconds=5"];
        await using var well = await CityInProcess.Start(account, quick);
        await using var ill = await CityInProcess.Start(storage.Connection, [.. quick, "--Casa:Runner:Enabled=false"]);
        var (citizen, order) = await Paid(well, provider);
        var news = provider.News(order);
        var death = storage.Next(StorageCall.Commit, done ? Faults.DeathAfter : Faults.DeathBefore);
        var telling = PlayedPaymentProvider.Tells(ill.Http, news);
        await death.Done;
        // Without an answer, or with one that is no success, a provider tells it again.
        Assert.Equal(done ? 0 : 4, await citizen.Owed());
        await well.Hears(news);
        Assert.Equal(0, await citizen.Owed());
        await Eventually.True(async () => (await citizen.Fee())["receipts"]![0]!["number"] is not null, "the receipt has its number");
        Assert.Single((await well.Events(citizen)).OfType<FeeEvent.FeePaidOnline>());
        Assert.False(telling.IsCompletedSuccessfully && (await telling).IsSuccessStatusCode);
    }

    static async Task<(Citizen Citizen, string Order)> Paid(CityInProcess city, PlayedPaymentProvider provider)
    {
        var citizen = await city.Owes();
        var order = await citizen.Begins();
        provider.Pays(order);
        return (citizen, order);
    }
}
