using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Functions.Services.Legalisation;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Common.Referentiels;

/// <summary>What has no dates of its own is changed from a day on: decided now, applied then, and taken back until then.</summary>
public sealed class DatedChangesTests(Azurite azurite)
{
    static readonly Caller manager = new("manager-1", new HashSet<string> { Roles.Manager });

    [Fact]
    public async Task A_bureau_changes_on_the_day_that_was_said_and_not_before()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var city = await Start();
        var changes = At(city, clock);
        var its = await Propose(changes, city, new(2026, 12, 1));
        Assert.Equal((ReferentielChangeStatus.Approved, new DateOnly(2026, 12, 1)), (its.State.Status, its.State.From));

        var lists = city.Services.GetRequiredService<Lists>();
        clock.SetUtcNow(new(2026, 11, 30, 22, 30, 0, TimeSpan.Zero));
        Assert.Equal(0, await ApplyDue.Run(changes, lists, clock, default));
        Assert.Equal(3, await Places(city));
        // Midnight in Casablanca: an hour ahead of UTC, or as much as the law has it.
        clock.SetUtcNow(new(2026, 12, 1, 0, 30, 0, TimeSpan.Zero));
        Assert.Equal(1, await ApplyDue.Run(changes, lists, clock, default));
        Assert.Equal((ReferentielChangeStatus.Applied, 2), ((await changes.Find(its.Reference, default)).State.Status, (await changes.Find(its.Reference, default)).State.Version));
        Assert.Equal(9, await Places(city));
        Assert.Equal(0, await ApplyDue.Run(changes, lists, clock, default));
    }

    [Fact]
    public async Task Until_its_day_a_change_is_taken_back_and_another_one_overtakes_it()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var city = await Start();
        var changes = At(city, clock);
        var (lists, day) = (city.Services.GetRequiredService<Lists>(), new DateOnly(2026, 12, 1));
        var taken = await Propose(changes, city, day);
        Assert.Equal(ReferentielChangeStatus.Rejected, (await changes.Reject(taken.Reference, "plus besoin", manager, "test", default)).State.Status);
        var late = await Propose(changes, city, day);
        await Propose(changes, city, null, places: 5);

        // A minute before midnight it may be applied at any moment: it is no longer taken back.
        clock.SetUtcNow(new(2026, 11, 30, 23, 59, 0, CityTime.In(new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero)).Offset));
        Assert.Equal("REF-007", (await Assert.ThrowsAsync<Refusal>(() => changes.Reject(late.Reference, "trop tard", manager, "test", default))).Code);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await ApplyDue.Run(changes, lists, clock, default));
        Assert.Equal(ReferentielChangeStatus.Overtaken, (await changes.Find(late.Reference, default)).State.Status);
        Assert.Equal(5, await Places(city));
    }

    [Theory]
    [InlineData("bureaus/maarif-1", "2020-01-01", "REF-020")]
    [InlineData("bureaus/maarif-1", "2199-01-01", "REF-020")]
    [InlineData("tariffs/signature-2008", "2027-01-01", "REF-021")]
    public async Task A_day_that_is_over_far_off_or_said_elsewhere_is_refused(string entry, string from, string code)
    {
        await using var city = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/referentiels/{entry}?from={from}") { Content = JsonContent.Create(new JsonObject()) };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        request.Headers.IfMatch.Add(new("\"1\""));
        await StoryTests.Refused(await city.Http.SendAsync(request), code, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Guidance_is_kept_like_the_rest_and_told_at_once()
    {
        await using var city = await Start();
        var text = new Guidance("x", "signature", new(2026, 1, 1), null, [new("Deux photos", "صورتان")], [], new("Note n° 3", "مذكرة رقم 3"), true, "maarif-1");
        using (var answer = await Put(city, text)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Deux photos", (await city.Http.GetFromJsonAsync<JsonNode>("/api/bureaus/maarif-1/guidance?kind=signature"))!["bring"]!.ToJsonString());
        Assert.DoesNotContain("Deux photos", (await city.Http.GetFromJsonAsync<JsonNode>("/api/bureaus/anfa-1/guidance?kind=signature"))!["bring"]!.ToJsonString());
        await StoryTests.Refused(await Put(city, text with { Bring = [] }), "REF-003", HttpStatusCode.UnprocessableEntity);
        await StoryTests.Refused(await Put(city, text with { Until = new(2025, 1, 1) }), "REF-003", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Who_proposed_is_told_by_the_name_that_the_directory_gave_and_events_keep_the_id()
    {
        await using var city = await Start();
        var changes = city.Services.GetRequiredService<ReferentielChanges>();
        var row = (await changes.Row("bureaus", "maarif-1", default))!;
        var its = await changes.Propose("bureaus", "maarif-1", row.Version, System.Text.Json.JsonElement.Parse(row.Json!),
            new("9d1f", new HashSet<string> { Roles.Manager }) { Name = "Hind Essai" }, "test", default);
        var told = await ManagerCalls.Get(city, $"/api/referentiel-changes/{its.Reference}", Roles.Auditor);
        Assert.Equal(("Hind Essai", "Hind Essai"), (told["change"]!["proposedByName"]!["ar"]!.GetValue<string>(), told["history"]![0]!["name"]!["fr"]!.GetValue<string>()));
        var listed = (await ManagerCalls.Get(city, "/api/referentiel-changes", Roles.Auditor))["items"]![0]!;
        Assert.Equal(("9d1f", "Hind Essai"), (listed["proposedBy"]!.GetValue<string>(), listed["proposedByName"]!["fr"]!.GetValue<string>()));
        Assert.DoesNotContain("Hind", string.Join(' ', (await changes.History(its.Reference, default)).Select(happened => $"{happened.By} {happened.Event}")), StringComparison.Ordinal);
    }

    Task<CityInProcess> Start() => CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");

    static ReferentielChanges At(CityInProcess city, TimeProvider clock) =>
        ActivatorUtilities.CreateInstance<ReferentielChanges>(city.Services, clock);

    static async Task<Case<ReferentielChange>> Propose(ReferentielChanges changes, CityInProcess city, DateOnly? from, int places = 9)
    {
        var row = (await changes.Row("bureaus", "maarif-1", default))!;
        var value = JsonNode.Parse(row.Json!)!;
        value["capacity"]!["perSlot"] = places;
        return await changes.Propose("bureaus", "maarif-1", row.Version, System.Text.Json.JsonElement.Parse(value.ToJsonString()), manager, "test", default, from);
    }

    static async Task<int> Places(CityInProcess city) => JsonNode.Parse(
        (await city.Services.GetRequiredService<ReferentielChanges>().Row("bureaus", "maarif-1", default))!.Json!)!["capacity"]!["perSlot"]!.GetValue<int>();

    static Task<HttpResponseMessage> Put(CityInProcess city, Guidance text)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/referentiels/guidance/photos-{text.Bring.Count}-{text.Until?.Year}")
        {
            Content = JsonContent.Create(System.Text.Json.JsonSerializer.SerializeToNode(text, ReferentielJson.Default.Guidance)),
        };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        request.Headers.IfNoneMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Any);
        return city.Http.SendAsync(request);
    }
}
