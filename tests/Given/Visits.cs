using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Given;

/// <summary>Citizens on their way to the bureau maarif-1, in a city whose clock a test sets and whose queues it works off by hand.</summary>
static class Visits
{
    /// <summary>A Monday, eight in the morning in Casablanca: the bureau opens at half past.</summary>
    public const string Monday = "2026-11-30T08:00:00Z";

    public const string Nine = "maarif-1@2026-11-30T09:00", QuarterPast = "maarif-1@2026-11-30T09:15", Tuesday = "maarif-1@2026-12-01T10:00";

    public static Task<CityInProcess> City(string storage, string clock = Monday, params string[] settings) => CityInProcess.Start(
        storage, [$"--Casa:Clock={clock}", "--Casa:Runner:Enabled=false", "--Casa:Cases:InsuranceSeconds=5", .. settings]);

    public static AppointmentDesk Desk(this CityInProcess city) => city.Services.GetRequiredService<AppointmentDesk>();

    /// <summary>A token that is good on the city's own clock.</summary>
    public static string Staff(this CityInProcess city, string role = Roles.Officer, string id = "maarif-1-officer-1") =>
        StaffTokens.MakeLocal(city.Services.GetRequiredService<CityKeys>(), id, role, null, city.Counter.Clock.GetUtcNow());

    public static Task<HttpResponseMessage> Asks(this Citizen citizen, string? slot, string? officer = null) => citizen.Call(
        HttpMethod.Post, $"{citizen.Path}/appointment", new JsonObject { ["slot"] = slot }, officer, officer is null ? citizen.AccessCode : null);

    public static async Task Books(this Citizen citizen, string slot)
    {
        using var answer = await citizen.Asks(slot);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        Assert.Equal(slot, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["appointment"]!["slot"]!.GetValue<string>());
    }

    public static async Task Cancels(this Citizen citizen)
    {
        using var answer = await citizen.Call(HttpMethod.Delete, $"{citizen.Path}/appointment", accessCode: citizen.AccessCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null((await answer.Content.ReadFromJsonAsync<JsonNode>())!["appointment"]);
    }

    public static async Task<string?> Appointment(this Citizen citizen) => (await citizen.Views())["appointment"]?["slot"]?.GetValue<string>();

    public static async Task<LegalisationCase> State(this CityInProcess city, Citizen citizen) =>
        (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!.State;

    public static async Task<int> Free(this CityInProcess city, string slot) =>
        (await city.Http.GetFromJsonAsync<JsonNode>("/api/bureaus/maarif-1/slots"))!["slots"]!.AsArray()
            .Single(one => one!["slot"]!.GetValue<string>() == slot)!["free"]!.GetValue<int>();

    /// <summary>Works off all that is queued, insurances that are not up yet included.</summary>
    public static Task Drain(this CityInProcess city) => Eventually.True(async () =>
    {
        var queue = city.Services.GetRequiredService<CityStorage>().Queue(CaseStore.EffectsQueue);
        foreach (var message in (await queue.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(60))).Value)
        {
            await city.Handle(message.Body.ToString());
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
        return (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0;
    }, "the queue of effects is empty");

    public static Task Handle(this CityInProcess city, string text) =>
        city.Counter.Cases.Handle(text, city.Services.GetServices<ICaseKind>(), city.Services, default);

    /// <summary>All that was begun has come to its end, and every place that is taken is somebody's.</summary>
    public static async Task Holds(this CityInProcess city, int places)
    {
        await city.Drain();
        var storage = city.Services.GetRequiredService<CityStorage>();
        var cases = new List<Case<LegalisationCase>>();
        await foreach (var head in storage.Table(CaseStore.TableName).QueryAsync<TableEntity>("RowKey eq 'H'"))
            cases.Add((await city.Counter.Cases.Find(city.Counter.Kind, head.PartitionKey, default))!);
        var (faults, held) = await PlaceAudit.Of(storage, cases);
        Assert.Empty(faults);
        Assert.Equal(places, held);
    }
}
