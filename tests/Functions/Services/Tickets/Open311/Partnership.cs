using System.Net;
using System.Net.Http.Json;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>A partner of a city: its key, its client, and what the city's agents do meanwhile.</summary>
sealed class Partnership(CityInProcess city, string format, string partner = "demo-app")
{
    /// <summary>A point inside Maârif.</summary>
    public const string Lat = "33.5777", Long = "-7.6345";

    public GeoReportClient Client { get; } = new(city.Http, "/open311/v2", format);

    public string Key { get; } = ApiKey.Make(city.Services.GetRequiredService<CityKeys>(), partner);

    /// <summary>Posts a report; what is said here comes besides key, service and place.</summary>
    public Task<Reply> Report(string service = "graffitis", params (string Name, string Value)[] more) =>
        Client.Post([("api_key", Key), ("service_code", service), ("lat", Lat), ("long", Long), .. more]);

    /// <summary>The id of a report that nothing is wrong with.</summary>
    public async Task<string> Reported(string service = "graffitis", params (string Name, string Value)[] more) =>
        (await Report(service, more)).Ok()["service_request_id"]!;

    /// <summary>A manager closes a request.</summary>
    public async Task Closed(string id, string outcome = "solved")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tickets/{id}/closure") { Content = JsonContent.Create(new Dictionary<string, string> { ["outcome"] = outcome }) };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
