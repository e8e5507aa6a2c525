using CasaServerless.Kernel.Identity;

namespace CasaServerless.Tests.Functions.Kernel.Identity;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("zineb@example.ma")]
    [InlineData("Zineb.El-Alaoui+casa@mail.example.co")]
    [InlineData("o'brien@bücher.example")]
    [InlineData("info@موقع.المغرب")]
    public void A_letter_can_go_there(string address) => Assert.True(EmailAddress.IsOne(address));

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@localhost")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("\"a b\"@example.ma")]
    [InlineData(".a@example.ma")]
    [InlineData("a..b@example.ma")]
    [InlineData("a@example..ma")]
    [InlineData("a@-example.ma")]
    [InlineData("Zineb <a@example.ma>")]
    [InlineData("a@example.ma\n")]
    public void No_letter_can_go_there(string address) => Assert.False(EmailAddress.IsOne(address));
}
