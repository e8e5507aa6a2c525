using System.Globalization;
using System.Net;
using System.Text.Json;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Open311;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>Finding requests: every filter, the limits, the pages.</summary>
public sealed class FindRequestsTests(Azurite azurite)
{
    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task Requests_are_found_by_time_service_status_and_id(string format)
    {
        var storage = azurite.NewAccount();
        string old, spring, summer, closed;
        await using (var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false", "--Casa:Clock=2026-01-10T08:00:00Z"))
            old = await new Partnership(city, format).Reported();
        await using (var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false", "--Casa:Clock=2026-04-10T08:00:00Z"))
            spring = await new Partnership(city, format).Reported("balayage");
        await using var now = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false", "--Casa:Clock=2026-06-10T08:00:00Z");
        var here = new Partnership(now, format);
        summer = await here.Reported();
        closed = await here.Reported("depot-sauvage");
        await here.Closed(closed);

        await Found("", closed, summer, spring);
        await Found("status=open", summer, spring);
        await Found("status=closed", closed);
        await Found("status=open,closed", closed, summer, spring);
        await Found("status=closed&status=open", closed, summer, spring);
        await Found("service_code=graffitis", summer);
        await Found("service_code=graffitis,balayage", summer, spring);
        await Found("service_code=balayage&service_code=depot-sauvage", closed, spring);
        await Found("service_code=depot-sauvage&status=open");
        await Found("service_code=nobody-ever-had-this");
        await Found("start_date=2026-05-01T00:00:00Z", closed, summer);
        await Found("start_date=2026-01-01T00:00:00Z&end_date=2026-02-01T00:00:00Z", old);
        await Found("end_date=2026-02-01T00:00:00%2B01:00", old);
        // Alone, it begins ninety days.
        await Found("start_date=2026-01-05T00:00:00Z", old);
        await Found("start_date=2026-04-10T07:59:59Z&end_date=2026-04-10T08:30:00Z", spring);
        await Found("start_date=2026-04-10T09:00:00%2B01:00&end_date=2026-04-10T09:30:00%2B01:00", spring);
        await Found("start_date=2026-04-10T08:30:00Z&end_date=2026-04-10T09:30:00Z");
        // An id overrides all the rest, and one that does not exist is left out.
        await Found($"service_request_id={old},{closed},TIC-00000-000000,x&status=open&start_date=2026-06-01T00:00:00Z", old, closed);
        await Found($"page=1&page_size=2", closed, summer);
        await Found($"page=2&page_size=2", spring);
        await Found($"page=3&page_size=2");
        await Found($"page=2&page_size=2&service_request_id={old},{closed},{spring}", spring);

        var told = (await here.Client.Request(closed)).Ok();
        Assert.Equal("closed", told["status"]);
        Assert.Contains("résolu", told["status_notes"], StringComparison.Ordinal);
        Assert.Null(told["expected_datetime"]);
        Assert.True(DateTimeOffset.Parse(told["updated_datetime"]!, CultureInfo.InvariantCulture) >= DateTimeOffset.Parse(told["requested_datetime"]!, CultureInfo.InvariantCulture), "Closed before it was asked for.");

        async Task Found(string query, params string[] ids) => await Eventually.True(async () =>
            (await here.Client.Requests(query)).Ok().All("service_request_id").SequenceEqual(ids), $"«{query}» finds {string.Join(", ", ids)}");
    }

    [Theory]
    [InlineData("status=new", "TIC-320")]
    [InlineData("start_date=2026-01-01", "TIC-320")]
    [InlineData("start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", "TIC-321")]
    [InlineData("end_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", "TIC-322")]
    [InlineData("service_code=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", "TIC-323")]
    [InlineData("page_size=0", "TIC-320")]
    public async Task What_cannot_be_found_so_is_refused(string query, string code)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        foreach (var format in (string[])["xml", "json"])
        {
            var client = new GeoReportClient(city.Http, "/open311/v2", format);
            Assert.Contains(code, Assert.Single((await client.Requests(query)).Refused(HttpStatusCode.BadRequest)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_thousand_at_the_most_and_the_rest_by_their_dates()
    {
        const int all = 1150;
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var now = TimeProvider.System.GetUtcNow();
        await Fill(city, all, now);
        var client = new GeoReportClient(city.Http, "/open311/v2", "json");
        var first = (await client.Requests()).Ok();
        Assert.Equal(1000, first.Items.Count);
        Assert.Equal(first.All("service_request_id"), await Pages("", 300));
        Assert.Empty((await client.Requests($"page=2&page_size=1000&start_date={Iso(now.AddMinutes(-900))}")).Ok().Items);
        Assert.Contains("TIC-324", Assert.Single((await client.Requests("page=2&page_size=1000")).Refused(HttpStatusCode.BadRequest)), StringComparison.Ordinal);
        // As the refusal says: on from the last one's date.
        var last = DateTimeOffset.Parse(first.All("requested_datetime")[^1]!, CultureInfo.InvariantCulture);
        var rest = (await client.Requests($"end_date={Iso(last)}")).Ok().All("service_request_id");
        Assert.Equal(all, first.All("service_request_id").Union(rest).Count());

        async Task<List<string?>> Pages(string query, int size)
        {
            var found = new List<string?>();
            for (var page = 1; found.Count < 1000; page++) found.AddRange((await client.Requests($"{query}&page={page}&page_size={size}")).Ok().All("service_request_id"));
            return found;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task A_page_costs_the_same_whatever_the_number_of_requests(int requests)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var one = await new Partnership(city, "json").Reported("graffitis", ("description", "Un mur entier"));
        var (now, desk) = (TimeProvider.System.GetUtcNow(), city.Services.TicketsOf());
        await Fill(city, requests, now);
        Assert.Equal(2, await Cost(Filter([], null, 1)));
        Assert.Equal(2, await Cost(Filter([], null, 7)));
        Assert.Equal(1, await Cost(Filter([], true, 1)));
        Assert.Equal(1, await Cost(Filter(["graffitis"], true, 2)));
        Assert.Equal(4, await Cost(Filter(["graffitis", "balayage"], null, 1)));
        Assert.Equal(2, await StorageCount.Of(city.Storage, () => ReadRequest.Run(one, desk, default)));

        Task<int> Cost(RequestFilter filter) => StorageCount.Of(city.Storage, () => FindRequests.Run(filter, desk, default));

        RequestFilter Filter(IReadOnlyList<string> services, bool? open, int page) => new([], services, now.AddDays(-90), now, open, page, 50);
    }

    // Rows as tickets leave them, one a minute, every second one closed.
    static async Task Fill(CityInProcess city, int requests, DateTimeOffset now)
    {
        var lists = city.Services.GetRequiredService<Lists>();
        await Parallel.ForEachAsync(Enumerable.Range(1, requests), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (minutes, stop) =>
        {
            var reference = Reference.From("TIC", BitConverter.GetBytes((ulong)minutes * 0x9E3779B97F4A7C15ul));
            var (at, open) = (now.AddMinutes(-minutes), minutes % 2 != 0);
            var shows = JsonSerializer.Serialize(new PublicTicket(
                reference, open ? TicketStatus.Received : TicketStatus.Closed, "graffitis", new(33.5777, -7.6345, "maarif"), at, at, 0), TicketJson.Default.PublicTicket);
            foreach (var by in (string?[])[null, "graffitis"])
                await lists.Write(new(TicketLists.Public(by, open), $"{TicketLists.Age(at)}|{reference}", shows, 1, false), stop);
        });
    }

    static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
