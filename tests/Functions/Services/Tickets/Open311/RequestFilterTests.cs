using CasaServerless.Kernel;
using CasaServerless.Services.Tickets.Open311;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

public sealed class RequestFilterTests
{
    static readonly DateTimeOffset now = new(2026, 11, 29, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_said_is_the_last_ninety_days_of_all()
    {
        var filter = Read("");
        Assert.Equal((now.AddDays(-90), now), (filter.From, filter.Until));
        Assert.Empty(filter.Services);
        Assert.Empty(filter.Ids);
        Assert.Null(filter.Open);
        Assert.Equal((1, 1000), (filter.Page, filter.PageSize));
    }

    [Fact]
    public void What_is_empty_is_not_said() => Assert.Equivalent(Read(""), Read("service_code=&start_date=&end_date=%20&status=,&page=&service_request_id="));

    [Theory]
    [InlineData("start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:00Z", "2026-01-01", "2026-04-01")]
    [InlineData("start_date=2026-01-01T00:00:00Z", "2026-01-01", "2026-04-01")]
    [InlineData("end_date=2026-04-01T00:00:00Z", "2026-01-01", "2026-04-01")]
    public void Half_a_range_is_ninety_days(string query, string from, string until)
    {
        var filter = Read(query);
        Assert.Equal((Day(from), Day(until)), (filter.From, filter.Until));
    }

    [Theory]
    [InlineData("status=open", true)]
    [InlineData("status=closed", false)]
    [InlineData("status=open,closed", null)]
    [InlineData("status=open&status=closed", null)]
    public void A_status_is_open_closed_or_both(string query, bool? open) => Assert.Equal(open, Read(query).Open);

    [Fact]
    public void Codes_and_ids_come_with_commas_or_again_and_again() =>
        Assert.Equal(["a", "b", "c"], Read("service_code=a,b&service_code=c,%20a").Services);

    [Theory]
    [InlineData("page=3", 3, 50)]
    [InlineData("page_size=10", 1, 10)]
    [InlineData("page=2&page_size=500", 2, 500)]
    public void Pages_are_an_extension(string query, int page, int size) => Assert.Equal((page, size), (Read(query).Page, Read(query).PageSize));

    [Theory]
    [InlineData("status=new", "TIC-320")]
    [InlineData("start_date=2026-01-01", "TIC-320")]
    [InlineData("start_date=2026-01-01T00:00:00", "TIC-320")]
    [InlineData("end_date=tomorrow", "TIC-320")]
    [InlineData("page=0", "TIC-320")]
    [InlineData("page=-1", "TIC-320")]
    [InlineData("page=two", "TIC-320")]
    [InlineData("page_size=1001", "TIC-320")]
    [InlineData("page=1001", "TIC-320")]
    [InlineData("page=99999999999", "TIC-320")]
    [InlineData("start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z", "TIC-321")]
    [InlineData("start_date=2026-04-01T00:00:00Z&end_date=2026-01-01T00:00:00Z", "TIC-321")]
    [InlineData("start_date=2026-04-01T00:00:00Z&start_date=2026-01-01T00:00:00Z", "TIC-322")]
    public void What_cannot_be_read_is_refused(string query, string code) => Assert.Equal(code, Assert.Throws<Refusal>(() => Read(query)).Code);

    [Fact]
    public void Too_many_are_refused()
    {
        Assert.Equal("TIC-323", Assert.Throws<Refusal>(() => Read("service_code=" + string.Join(',', Enumerable.Range(0, 21)))).Code);
        Assert.Equal("TIC-323", Assert.Throws<Refusal>(() => Read("service_request_id=" + string.Join(',', Enumerable.Range(0, 201)))).Code);
    }

    static RequestFilter Read(string query) => RequestFilter.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), now);

    static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
