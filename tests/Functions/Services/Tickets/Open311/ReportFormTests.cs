using System.Text;
using CasaServerless.Kernel;
using CasaServerless.Services.Tickets.Open311;
using Microsoft.AspNetCore.Http;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

public sealed class ReportFormTests
{
    [Fact]
    public async Task The_specification_s_own_example_is_read()
    {
        var form = await Read("api_key=xyz&jurisdiction_id=city.gov&service_code=001&lat=37.76524078&long=-122.4212043&address_string=1234+5th+street"
            + "&email=smit333%40sfgov.edu&device_id=tt222111&account_id=123456&first_name=john&last_name=smith&phone=111111111"
            + "&description=A+large+sinkhole+is+destroying+the+street&media_url=http%3A%2F%2Ffarm3.static.flickr.com%2F2002%2F2212426634_5ed477a060.jpg"
            + "&attribute[WHISPAWN]=123456&attribute[WHISDORN]=COISL001");
        Assert.Equal("xyz", form["api_key"]);
        Assert.Equal("1234 5th street", form["address_string"]);
        Assert.Equal("smit333@sfgov.edu", form["email"]);
        Assert.Equal("http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg", form["media_url"]);
        Assert.Equal(["123456"], form.Attributes["WHISPAWN"]);
        Assert.Equal(["COISL001"], form.Attributes["WHISDORN"]);
    }

    [Theory]
    [InlineData("attribute[a][]=1&attribute[a][]=2&attribute[a][]=3")]
    [InlineData("attribute%5Ba%5D%5B%5D=1&attribute%5Ba%5D%5B%5D=2&attribute[a][]=3")]
    [InlineData("attribute[a][0]=1&attribute[a][1]=2&attribute[a][2]=3")]
    [InlineData("attribute[a]=1&attribute[a]=2&attribute[a]=3&attribute[a]=")]
    public async Task Several_values_of_one_attribute(string body) => Assert.Equal(["1", "2", "3"], (await Read(body)).Attributes["a"]);

    [Fact]
    public async Task What_is_empty_is_not_sent()
    {
        var form = await Read("description=+%20&attribute[a]=&email=");
        Assert.Null(form["description"]);
        Assert.Null(form["phone"]);
        Assert.Empty(form.Attributes);
    }

    [Fact]
    public async Task Text_is_UTF8_whatever_the_header_says() =>
        Assert.Equal("إنارة é", (await Read("description=%D8%A5%D9%86%D8%A7%D8%B1%D8%A9+%C3%A9", "application/x-www-form-urlencoded; charset=iso-8859-1"))["description"]);

    [Fact]
    public async Task A_field_with_two_values_is_refused()
    {
        var form = await Read("lat=33.5&lat=33.6");
        Assert.Equal("TIC-322", Assert.Throws<Refusal>(() => form["lat"]).Code);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json")]
    [InlineData(null)]
    public async Task Only_a_form_is_read(string? type) =>
        Assert.Equal("TIC-327", (await Assert.ThrowsAsync<Refusal>(() => Read("a=b", type))).Code);

    [Fact]
    public async Task A_form_that_nobody_would_send_is_refused() => Assert.Equal("TIC-327", (await Assert.ThrowsAsync<Refusal>(
        () => Read(string.Join('&', Enumerable.Range(0, 300).Select(field => $"f{field}=1"))))).Code);

    static Task<ReportForm> Read(string body, string? type = "application/x-www-form-urlencoded; charset=utf-8")
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = type;
        context.Request.Body = new MemoryStream(Encoding.ASCII.GetBytes(body));
        return ReportForm.Read(context.Request, default);
    }
}
