using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Given;

/// <summary>Citizens of maarif-1 who owe a fee, and those who take it.</summary>
static class Fees
{
    /// <summary>A request for two copies at 2 DH, whose document is accepted.</summary>
    public static async Task<Citizen> Owes(this CityInProcess city, JsonObject? body = null)
    {
        var citizen = await Citizen.Submits(city.Http, body);
        using (var sent = await citizen.Sends(SamplePage.Pdf)) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await citizen.Reaches("submitted");
        return citizen;
    }

    public static async Task<JsonNode> Fee(this Citizen citizen) => (await citizen.Views())["fee"]!;

    public static async Task<decimal> Owed(this Citizen citizen) => (await citizen.Fee())["owed"]!.GetValue<decimal>();

    /// <summary>The applicant asks where to pay.</summary>
    public static Task<HttpResponseMessage> WouldPay(this Citizen citizen) =>
        citizen.Call(HttpMethod.Post, $"{citizen.Path}/payment", accessCode: citizen.AccessCode);

    /// <summary>The same, and is told; answers the order.</summary>
    public static async Task<string> Begins(this Citizen citizen)
    {
        var told = await Json(await citizen.WouldPay());
        return told["page"]!.GetValue<string>().Split('/')[^1];
    }

    public static Task<HttpResponseMessage> IsTaken(this Citizen citizen, string token, decimal? amount = null) =>
        citizen.Call(HttpMethod.Post, $"{citizen.Path}/fee", amount is null ? null : new JsonObject { ["amount"] = amount }, token);

    public static async Task<JsonNode> Till(this CityInProcess city, string? day = null) => await Json(await new Citizen(city.Http, Nobody()).Call(
        HttpMethod.Get, $"/api/bureaus/maarif-1/till{(day is null ? "" : $"?day={day}")}", token: city.Staff()));

    /// <summary>The till as soon as it is so: lists follow a moment later.</summary>
    public static async Task<JsonNode> TillWhen(this CityInProcess city, Func<JsonNode, bool> holds, string what)
    {
        JsonNode till = null!;
        await Eventually.True(async () => holds(till = await city.Till()), what);
        return till;
    }

    public static async Task<IReadOnlyList<LegalisationEvent>> Events(this CityInProcess city, Citizen citizen) =>
        [.. (await city.Counter.Cases.History(city.Counter.Kind, citizen.Reference, default)).Select(happened => happened.Event)];

    /// <summary>The provider tells the city on the city's own clock.</summary>
    public static async Task Hears(this CityInProcess city, JsonNode news, HttpStatusCode expected = HttpStatusCode.NoContent)
    {
        using var answer = await PlayedPaymentProvider.Tells(city.Http, news, city.Counter.Clock.GetUtcNow());
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The effect behind the last event of a kind comes now.</summary>
    public static async Task Comes<TEvent>(this CityInProcess city, Citizen citizen, string effect) where TEvent : LegalisationEvent
    {
        var version = (await city.Counter.Cases.History(city.Counter.Kind, citizen.Reference, default)).Last(happened => happened.Event is TEvent).Version;
        await city.Counter.Cases.Handle(
            new CaseMessage(citizen.Reference, Version: version, Effect: effect).ToJson(), city.Services.GetServices<ICaseKind>(), city.Services, default);
    }

    public static async Task<JsonNode> Json(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {text}");
            return JsonNode.Parse(text)!;
        }
    }

    static JsonNode Nobody() => new JsonObject { ["reference"] = "", ["accessCode"] = "", ["upload"] = new JsonObject { ["url"] = "https://casa.test/" } };
}
