using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Services.Tickets;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>Calls that more than one test of tickets makes.</summary>
static class TicketCalls
{
    public static TicketDesk TicketsOf(this IServiceProvider services) => services.GetRequiredService<TicketDesk>();

    /// <summary>The references on the first page of the desk's list.</summary>
    public static async Task<IReadOnlyList<string>> Listed(this CityInProcess city, string token, string filter)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/tickets?{filter}");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await city.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<JsonNode>())!["items"]!.AsArray().Select(item => item!["reference"]!.GetValue<string>())];
    }
}
