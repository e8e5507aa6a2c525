using Casa;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Tests.Casa;

public sealed class TokenTests
{
    [Fact]
    public void A_partner_s_token_is_an_api_key_the_same_each_time()
    {
        var key = Token.Make(Roles.Partner);
        Assert.Equal("demo-app", ApiKey.Partner(key));
        Assert.Equal(key, Token.Make(Roles.Partner, name: "demo-app"));
        Assert.NotEqual(key[9..], Token.Make(Roles.Partner, name: "other-app")[10..]);
        Assert.True(ApiKey.Matches(key, ApiKey.Digest(key)));
        Assert.False(ApiKey.Matches(key + "0", ApiKey.Digest(key)));
    }

    [Theory]
    [InlineData("My App")]
    [InlineData("a")]
    [InlineData("a.b")]
    [InlineData("a/b")]
    public void A_partner_s_name_is_an_id(string name) => Assert.Throws<Failure>(() => Token.Make(Roles.Partner, name: name));
}
