using CasaServerless.Assistant.WhatsApp;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Assistant.WhatsApp;

public sealed class WhatsAppOptionsTests
{
    internal static WhatsAppOptions Of(bool development, params (string Name, string Value)[] settings) => WhatsAppOptions.Of(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create("Casa:WhatsApp:" + pair.Name, (string?)pair.Value))).Build(), development);

    static WhatsAppOptions Whole(bool development, params (string Name, string Value)[] others) =>
        Of(development, [("PhoneNumberId", "106540352242922"), ("Token", "t"), ("AppSecret", "s"), ("VerifyToken", "v"), .. others]);

    [Fact]
    public void Without_a_number_the_door_is_closed_and_with_one_all_must_be_there()
    {
        Assert.False(Of(development: false).IsOpen);
        var open = Whole(development: false);
        Assert.True(open.IsOpen);
        Assert.Equal(("https://graph.facebook.com/", "v26.0"), (open.Graph.AbsoluteUri, open.Version));
        var missing = Assert.Throws<InvalidOperationException>(() => Of(false, ("PhoneNumberId", "106540352242922"), ("Token", "a token that nobody may read"), ("VerifyToken", "v")));
        Assert.Contains("Casa__WhatsApp__AppSecret", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody may read", missing.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Of(false, ("PhoneNumberId", "+212 5 22")));
        Assert.Throws<InvalidOperationException>(() => Whole(false, ("GraphVersion", "v26.0/../me")));
    }

    [Theory]
    [InlineData("https://graph.facebook.com.casa.example")]
    [InlineData("https://graph.facebook.com@casa.example")]
    [InlineData("https://graph.facebook.com:8443")]
    [InlineData("http://graph.facebook.com")]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("https://casa.example")]
    public void The_token_goes_to_Meta_alone(string address)
    {
        Assert.Throws<InvalidOperationException>(() => Whole(false, ("GraphUrl", address)));
        Assert.False(Whole(development: false).IsTheirs(new(address)));
        // On a developer's machine another program of the same machine may play Meta, and nobody else.
        Assert.Equal(address.StartsWith("http://127.", StringComparison.Ordinal), Whole(development: true).IsTheirs(new(address)));
    }

    [Theory]
    [InlineData("https://graph.facebook.com/v26.0/1/messages", true)]
    [InlineData("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", true)]
    [InlineData("https://evil.fbsbx.com/", false)]
    [InlineData("https://lookaside.fbsbx.com.example/", false)]
    [InlineData("http://lookaside.fbsbx.com/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://[::1]/", false)]
    public void Two_hosts_are_Metas(string address, bool theirs) => Assert.Equal(theirs, Whole(development: false).IsTheirs(new(address)));
}
