using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Functions.Services.Legalisation;
using CasaServerless.Tests.Given;
using static CasaServerless.Tests.Functions.Common.Referentiels.ManagerCalls;

namespace CasaServerless.Tests.Functions.Common.Referentiels;

/// <summary>By which name whoever did something is told.</summary>
public sealed class NamesOfTheDayTests(Azurite azurite)
{
    [Fact]
    public async Task An_officer_who_is_renamed_certified_by_the_name_that_the_paper_says()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var reference = await AuthorityTests.Presented(city);
        await CasaServerless.Services.Legalisation.Certify.Run(reference, AuthorityTests.Caller(), city.Counter, default);
        var (officer, tag) = await Entry(city, "officers", "maarif-1-officer-1");
        var then = officer["name"]!["fr"]!.GetValue<string>();
        officer["name"]!["fr"] = "Nom Nouveau";
        var (proposed, _) = await Changed(city, HttpMethod.Put, "officers/maarif-1-officer-1", officer, tag);
        using (await Post(city, $"/api/referentiel-changes/{proposed["reference"]}/approval", null, "manager-2"))
            Assert.Equal("Nom Nouveau", (await city.Counter.Referentiels.OfficerNow("maarif-1-officer-1", default))!.Name.Fr);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/legalisations/{reference}");
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Auditor));
        request.Headers.AcceptLanguage.ParseAdd("fr");
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(then, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["history"]!.AsArray()[^1]!["by"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_token_names_a_manager_and_changes_nothing_else_of_them()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var store = city.Counter.Referentiels;
        foreach (var id in (string[])["manager-1", "new-manager", "a/b", "a\\b", "a#b", "a?b", "a\u0001b", "", new('a', 201)])
            await store.Remember(new(id, new HashSet<string> { Roles.Manager }) { Name = "Rachida Essai" }, default);
        var known = (await store.Staff(default)).Where(one => one.Name.Fr == "Rachida Essai").ToDictionary(one => one.Id, one => one.Demonstration);
        Assert.Equal(new Dictionary<string, bool> { ["manager-1"] = true, ["new-manager"] = false }, known);

        // Known as an officer too, she keeps the name that two hands agreed to.
        await store.Remember(new("maarif-1-officer-1", new HashSet<string> { Roles.Manager }) { Name = "Rachida Essai" }, default);
        var name = (await store.OfficerNow("maarif-1-officer-1", default))!.Name;
        using var closure = new HttpRequestMessage(HttpMethod.Delete, "/api/referentiels/holidays/2027-mawlid");
        closure.Headers.Authorization = new("Bearer", city.Token(Roles.Manager, "maarif-1-officer-1"));
        closure.Headers.IfMatch.Add(new("\"1\""));
        using (var answer = await city.Http.SendAsync(closure)) Assert.True(answer.IsSuccessStatusCode);
        var told = (await Get(city, "/api/referentiel-changes", Roles.Auditor))["items"]![0]!;
        Assert.Equal(name.Fr, told["proposedByName"]!["fr"]!.GetValue<string>());
    }
}
