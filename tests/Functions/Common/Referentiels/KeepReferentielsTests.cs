using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Functions.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.DependencyInjection;
using static CasaServerless.Tests.Functions.Common.Referentiels.ManagerCalls;

namespace CasaServerless.Tests.Functions.Common.Referentiels;

public sealed class KeepReferentielsTests(Azurite azurite)
{
    [Fact]
    public async Task What_a_manager_changes_holds_at_once_and_the_audit_tells_both_values()
    {
        await using var city = await Start();
        var (bureau, tag) = await Entry(city, "bureaus", "maarif-1");
        bureau["capacity"]!["perSlot"] = 7;
        var (changed, next) = await Changed(city, HttpMethod.Put, "bureaus/maarif-1", bureau, tag);
        Assert.Equal(("applied", 2), (changed["status"]!.GetValue<string>(), changed["version"]!.GetValue<int>()));
        Assert.Equal("\"2\"", next);
        var bureaus = (await city.Http.GetFromJsonAsync<JsonNode>("/api/bureaus"))!["items"]!.AsArray();
        Assert.Equal(7, bureaus.Single(one => one!["id"]!.GetValue<string>() == "maarif-1")!["capacity"]!["perSlot"]!.GetValue<int>());

        var story = await Get(city, $"/api/referentiel-changes/{changed["reference"]}", Roles.Auditor);
        var proposed = story["history"]![0]!;
        Assert.Equal(("manager", "manager-1"), (proposed["by"]!.GetValue<string>(), proposed["id"]!.GetValue<string>()));
        Assert.Equal("Responsable n° 1", proposed["name"]!["fr"]!.GetValue<string>());
        Assert.Contains("\"perSlot\":3", proposed["event"]!["before"]!.GetValue<string>());
        Assert.Contains("\"perSlot\":7", proposed["event"]!["value"]!.GetValue<string>());
        Assert.Equal(["proposed", "approved", "applied"], story["history"]!.AsArray().Select(step => step!["event"]!["event"]!.GetValue<string>()));
        Assert.Empty(await city.Services.GetRequiredService<CaseStore>().FaultsOf(changed["reference"]!.GetValue<string>(), default));
    }

    [Fact]
    public async Task Of_two_who_edit_the_second_is_told()
    {
        await using var city = await Start();
        var (holiday, tag) = await Entry(city, "holidays", "2027-eid-al-fitr");
        holiday["from"] = "2027-03-09";
        await Changed(city, HttpMethod.Put, "holidays/2027-eid-al-fitr", holiday, tag);
        await StoryTests.Refused(await Send(city, HttpMethod.Put, "holidays/2027-eid-al-fitr", holiday, tag), "REF-005", HttpStatusCode.PreconditionFailed);
        await StoryTests.Refused(await Send(city, HttpMethod.Put, "holidays/2027-eid-al-fitr", holiday, null), "REF-004", HttpStatusCode.PreconditionRequired);
        await StoryTests.Refused(await Send(city, HttpMethod.Put, "holidays/2027-eid-al-fitr", holiday, "*"), "REF-005", HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_delegation_waits_for_a_second_manager_who_is_neither_its_proposer_nor_its_officer()
    {
        await using var city = await Start();
        var reference = await AuthorityTests.Presented(city);
        await Revoked(city, "maarif-1-officer-1-2024");
        await Assert.ThrowsAsync<Refusal>(() => CasaServerless.Services.Legalisation.Certify.Run(reference, AuthorityTests.Caller(), city.Counter, default));

        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        var act = Act("maarif-1-officer-1", today, today.AddYears(1));
        var (proposed, _) = await Changed(city, HttpMethod.Put, "delegations/new-act", act, "*");
        Assert.Equal("proposed", proposed["status"]!.GetValue<string>());
        await Assert.ThrowsAsync<Refusal>(() => CasaServerless.Services.Legalisation.Certify.Run(reference, AuthorityTests.Caller(), city.Counter, default));
        Assert.Contains(proposed["reference"]!.GetValue<string>(), (await Get(city, "/api/referentiel-changes?status=proposed", Roles.Manager)).ToJsonString());

        var approval = $"/api/referentiel-changes/{proposed["reference"]}/approval";
        foreach (var same in (string[])["manager-1", "maarif-1-officer-1"])
            await StoryTests.Refused(await Post(city, approval, null, same), "REF-006", HttpStatusCode.Forbidden);
        using (var approved = await Post(city, approval, null, "manager-2"))
            Assert.Equal("applied", (await approved.Content.ReadFromJsonAsync<JsonNode>())!["status"]!.GetValue<string>());
        // A repeat by the same hand changes nothing; by another it comes too late.
        using (var again = await Post(city, approval, null, "manager-2")) Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await StoryTests.Refused(await Post(city, approval, null, "manager-3"), "REF-007", HttpStatusCode.Conflict);

        await CasaServerless.Services.Legalisation.Certify.Run(reference, AuthorityTests.Caller(), city.Counter, default);
        var its = (await city.Counter.Cases.Find(city.Counter.Kind, reference, default))!.State.Certification!;
        Assert.Equal("new-act", its.Delegation);
        Assert.Contains($"n° A17/2026 du {CasaServerless.Kernel.Sealing.MoroccanDate.InWords(today).Fr}", its.DelegationAct.Fr);
    }

    [Fact]
    public async Task One_manager_revokes_at_once_and_what_was_revoked_never_comes_back()
    {
        await using var city = await Start();
        await Revoked(city, "maarif-1-officer-1-2024");
        var (act, tag) = await Entry(city, "delegations", "maarif-1-officer-1-2024");
        Assert.NotNull(act["revokedAt"]);
        act["revokedAt"] = null;
        await StoryTests.Refused(await Send(city, HttpMethod.Put, "delegations/maarif-1-officer-1-2024", act, tag), "REF-008", HttpStatusCode.Conflict);
        await StoryTests.Refused(await Send(city, HttpMethod.Delete, "delegations/maarif-1-officer-1-2024", null, tag), "REF-009", HttpStatusCode.Conflict);
        await StoryTests.Refused(
            await Post(city, "/api/referentiels/delegations/maarif-1-officer-1-2024/revocation", new JsonObject { ["reason"] = "encore" }, "manager-1"), "REF-008", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Of_two_proposals_of_one_id_for_two_officers_one_is_applied()
    {
        await using var city = await Start();
        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        string[] officers = ["maarif-1-officer-1", "maarif-1-officer-2"];
        var approvals = new List<string>();
        foreach (var officer in officers)
        {
            var (proposed, _) = await Changed(city, HttpMethod.Put, "delegations/new-act", Act(officer, today, today.AddYears(1)), "*");
            approvals.Add($"/api/referentiel-changes/{proposed["reference"]}/approval");
        }
        var answers = await Task.WhenAll(approvals.Select(approval => Post(city, approval, null, "manager-2")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(answer => answer.StatusCode).Order());
        foreach (var answer in answers) answer.Dispose();
        await Revoked(city, "new-act");
        foreach (var officer in officers)
            Assert.DoesNotContain(await city.Counter.Referentiels.DelegationsOf(officer, "maarif-1", default), act => act.Id == "new-act" && act.Holds(today));
    }

    [Fact]
    public async Task Acts_of_one_id_that_were_written_before_are_taken_back_together()
    {
        await using var city = await Start();
        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        string[] officers = ["maarif-1-officer-1", "maarif-1-officer-2"];
        foreach (var officer in officers)
            await AuthorityTests.Delegate(city, new("new-act", officer, "maarif-1", "A17/2026", today, today, today.AddYears(1), true));
        await Revoked(city, "new-act");
        foreach (var officer in officers)
            Assert.NotNull((await city.Counter.Referentiels.DelegationsOf(officer, "maarif-1", default)).Single(act => act.Id == "new-act").RevokedAt);
    }

    [Fact]
    public async Task A_rejected_proposal_changes_nothing()
    {
        await using var city = await Start();
        var (proposed, _) = await Changed(city, HttpMethod.Put, "delegations/new-act", Act("maarif-1-officer-1", new(2027, 1, 1), new(2027, 12, 31)), "*");
        var path = $"/api/referentiel-changes/{proposed["reference"]}";
        using (var rejected = await Post(city, $"{path}/rejection", new JsonObject { ["reason"] = "arrêté non signé" }, "manager-2"))
            Assert.Equal("rejected", (await rejected.Content.ReadFromJsonAsync<JsonNode>())!["status"]!.GetValue<string>());
        await StoryTests.Refused(await Post(city, $"{path}/approval", null, "manager-3"), "REF-007", HttpStatusCode.Conflict);
        Assert.DoesNotContain("new-act", (await Get(city, "/api/referentiels/delegations", Roles.Manager)).ToJsonString());
    }

    [Fact]
    public async Task A_removed_entry_is_gone_and_its_version_never_comes_twice()
    {
        await using var city = await Start();
        var holiday = new Holiday("closure-1", new(2027, 4, 5), new(2027, 4, 6), new("Travaux", "أشغال"), false,
            new("Note du 1er mars 2027", "مذكرة فاتح مارس 2027"), true, "maarif-1");
        var closure = JsonSerializer.SerializeToNode(holiday, ReferentielJson.Default.Holiday);
        var (_, first) = await Changed(city, HttpMethod.Put, "holidays/closure-1", closure, "*");
        await Changed(city, HttpMethod.Delete, "holidays/closure-1", null, first);
        await StoryTests.Refused(await Send(city, HttpMethod.Delete, "holidays/closure-1", null, first), "REF-005", HttpStatusCode.PreconditionFailed);
        var (_, again) = await Changed(city, HttpMethod.Put, "holidays/closure-1", closure, "*");
        Assert.Equal(("\"1\"", "\"3\""), (first, again));
        Assert.Contains("closure-1", await city.Http.GetStringAsync("/api/calendar"));
        Assert.Equal(3, (await Get(city, "/api/referentiel-changes?kind=holidays&entry=closure-1", Roles.Auditor))["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("bureaus", "maarif-1", "arrondissement", "\"nowhere\"")]
    [InlineData("bureaus", "maarif-1", "hours", """[{"days":["monday"],"opens":"12:00","closes":"09:00"}]""")]
    [InlineData("bureaus", "maarif-1", "hours", """[{"days":["monday"],"opens":"09:00","closes":"12:00"},{"days":["monday"],"opens":"11:00","closes":"15:00"}]""")]
    [InlineData("bureaus", "maarif-1", "hours", """[{"days":["lundi"],"opens":"09:00","closes":"12:00"}]""")]
    [InlineData("bureaus", "maarif-1", "capacity", """{"slotMinutes":0,"perSlot":3}""")]
    [InlineData("bureaus", "maarif-1", "name", """{"fr":"Bureau","ar":null}""")]
    [InlineData("bureaus", "maarif-1", "name", """{"fr":"Bureau 王","ar":"مكتب"}""")]
    [InlineData("bureaus", "maarif-1", "name", """{"fr":"Bureau \u202Eterces","ar":"مكتب"}""")]
    [InlineData("bureaus", "maarif-1", "address", """{"fr":"1, rue de la Paix\u2028","ar":"زنقة السلام"}""")]
    [InlineData("holidays", "2027-mawlid", "basis", """{"fr":"Note","ar":"\u2067مذكرة"}""")]
    [InlineData("officers", "maarif-1-officer-1", "bureau", "\"nowhere\"")]
    [InlineData("officers", "maarif-1-officer-1", "name", "7")]
    [InlineData("delegations", "maarif-1-officer-1-2024", "officer", "\"anfa-1-officer-1\"")]
    [InlineData("delegations", "maarif-1-officer-1-2024", "until", "\"2023-12-31\"")]
    [InlineData("delegations", "maarif-1-officer-1-2024", "until", "\"31/12/2027\"")]
    [InlineData("delegations", "maarif-1-officer-1-2024", "number", "\"\"")]
    [InlineData("delegations", "maarif-1-officer-1-2024", "revokedAt", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("tariffs", "signature-2008", "amount", "-2")]
    [InlineData("tariffs", "signature-2008", "procedure", "\"certified-copy\"")]
    [InlineData("holidays", "2027-mawlid", "until", "\"2027-01-01\"")]
    [InlineData("ramadan-hours", "ramadan-2027", "until", "\"2027-12-01\"")]
    public async Task What_an_act_would_stumble_over_is_refused(string kind, string id, string field, string value)
    {
        await using var city = await Start();
        var (entry, tag) = await Entry(city, kind, id);
        entry[field] = JsonNode.Parse(value);
        await StoryTests.Refused(await Send(city, HttpMethod.Put, $"{kind}/{id}", entry, tag), "REF-003", HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("closure-1", "", HttpStatusCode.OK)]
    [InlineData("closure-1%0A", "", HttpStatusCode.UnprocessableEntity)]
    [InlineData("closure-1", ""","from":"2027-04-06" """, HttpStatusCode.UnprocessableEntity)]
    public async Task An_id_with_a_line_feed_and_a_body_that_says_a_thing_twice_are_refused(string id, string more, HttpStatusCode status)
    {
        await using var city = await Start();
        const string body = """ "from":"2027-04-05","until":"2027-04-07","name":{"fr":"Travaux","ar":"أشغال"},"provisional":false,"basis":{"fr":"Note","ar":"مذكرة"},"demonstration":true """;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/referentiels/holidays/{id}")
        {
            Content = new StringContent($"{{{body}{more}}}", null, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK) await StoryTests.Refused(answer, "REF-003", status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_whose_approver_died_is_applied_by_the_queue(bool written)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.Before(account);
        await using var well = await CityInProcess.Start(account);
        await using var dying = await CityInProcess.Start(storage.Connection, "--Casa:Runner:Enabled=false");
        var (bureau, tag) = await Entry(dying, "bureaus", "maarif-1");
        bureau["capacity"]!["perSlot"] = 5;
        // The case is committed; then the row is written, or not, and no one who knows is left.
        var death = storage.Next(StorageCall.RowWrite, written ? Faults.DeathAfter : Faults.DeathBefore,
            request => request.Target.Contains(CasaServerless.Kernel.Storage.ReferenceTable.TableName, StringComparison.Ordinal));
        var lost = Send(dying, HttpMethod.Put, "bureaus/maarif-1", bureau, tag);
        await death.Met;
        await Eventually.True(async () => (await Get(well, "/api/referentiel-changes?status=applied", Roles.Auditor))["items"]!.AsArray().Count == 1, "the change is applied");
        var (after, next) = await Entry(well, "bureaus", "maarif-1");
        Assert.Equal((5, "\"2\""), (after["capacity"]!["perSlot"]!.GetValue<int>(), next));
        Assert.False(lost.IsCompletedSuccessfully);
    }

    Task<CityInProcess> Start() => CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
}
