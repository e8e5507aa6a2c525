using CasaServerless.Common.Payments;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Common.Payments;

public sealed class PaymentOptionsTests
{
    static readonly Dictionary<string, string?> right = new()
    {
        ["Casa:Payments:Address"] = "https://pay.test/v1/",
        ["Casa:Payments:Account"] = "casa",
        ["Casa:Payments:ApiKey"] = "key",
        ["Casa:Payments:NewsSecret"] = new('s', 32),
        ["Casa:Payments:PageHosts"] = "pay.test, checkout.pay.test",
    };

    [Theory]
    [InlineData("Address", "http://pay.test")]
    [InlineData("Address", "pay.test")]
    [InlineData("Account", "")]
    [InlineData("ApiKey", null)]
    [InlineData("NewsSecret", "short")]
    [InlineData("PageHosts", " , ")]
    public void A_production_city_does_not_start_with_a_provider_that_it_could_not_trust(string setting, string? value)
    {
        var failed = Assert.Throws<InvalidOperationException>(() => Of(new(right) { [$"Casa:Payments:{setting}"] = value }));
        Assert.Contains($"Casa__Payments__{setting}", failed.Message, StringComparison.Ordinal);
        if (value is { Length: > 3 }) Assert.DoesNotContain(value, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_address_nothing_else_is_asked_for() => Assert.Null(Of(new() { ["Casa:Payments:Address"] = "" }).Address);

    [Theory]
    [InlineData("https://checkout.pay.test/p?order=1", true)]
    [InlineData("https://PAY.TEST/", true)]
    [InlineData("http://pay.test/", false)]
    [InlineData("https://pay.test:8443/", false)]
    [InlineData("https://pay.test@evil.test/", false)]
    [InlineData("https://who@pay.test/", false)]
    [InlineData("https://evil.pay.test/", false)]
    public void People_are_sent_to_the_named_hosts_alone(string page, bool sent) => Assert.Equal(sent, Of(right).IsPage(new(page)));

    static PaymentOptions Of(Dictionary<string, string?> settings) =>
        PaymentOptions.Of(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), development: false);
}
