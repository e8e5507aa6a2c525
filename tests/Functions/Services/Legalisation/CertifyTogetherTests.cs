using System.Collections.Concurrent;
using System.Text.Json;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class CertifyTogetherTests(Azurite azurite)
{
    [Fact]
    public async Task Forty_numbers_are_one_transaction_of_the_register()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var references = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => AuthorityTests.Presented(city)));
        var before = await Length(city);
        var receipt = await Run(city, references);
        Assert.All(receipt.Items, item => Assert.Null(item.Refusal));
        var year = CityTime.Day(TimeProvider.System.GetUtcNow()).Year;
        Assert.Equal(Enumerable.Range(1, 40).Select(number => RegisterEntry.Written(year, number)), receipt.Items.Select(item => item.RegisterNumber));
        var pages = await city.Counter.Register.Read(RegisterEntry.Book("maarif-1", year), default);
        Assert.Empty(pages.Faults);
        Assert.Equal((0, 40), (before, pages.Links.Count));
        // All at one instant: what one transaction has written.
        Assert.Single(pages.Links.Select(link => link.At).Distinct());
        // A repeat finds them again.
        Assert.Equal(receipt.Items.Select(item => item.RegisterNumber), (await Run(city, references)).Items.Select(item => item.RegisterNumber));
    }

    [Fact]
    public async Task Each_is_certified_or_refused_for_itself_and_all_that_was_accepted_is_sealed()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (one, two) = (await AuthorityTests.Presented(city), await AuthorityTests.Presented(city));
        var early = await Citizen.Submits(city.Http);
        var stranger = await Citizen.Submits(city.Http, Citizen.Request("anfa-1"));
        var receipt = await Run(city, [one, early.Reference, stranger.Reference, "LEG-00000-000000", two]);
        Assert.Equal([null, "LEG-009", "LEG-008", "CASE-002", null], receipt.Items.Select(item => item.Refusal?.Code));
        foreach (var reference in (string[])[one, two])
        {
            await Eventually.True(async () => (await city.Counter.Cases.Find(city.Counter.Kind, reference, default))!.State.Status == LegalisationStatus.Certified,
                $"{reference} is sealed");
        }
    }

    [Fact]
    public async Task One_to_forty_each_once_and_only_in_the_officers_own_bureau()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        foreach (var wrong in (string[][])[[], ["a", "a"], [.. Enumerable.Range(0, 41).Select(number => $"{number}")]])
            Assert.Equal("LEG-025", (await Assert.ThrowsAsync<Refusal>(() => Run(city, wrong))).Code);
        Assert.Equal("LEG-008", (await Assert.ThrowsAsync<Refusal>(() => CertifyTogether.Run(
            "anfa-1", new(["LEG-00000-000000"]), AuthorityTests.Caller(), Language.French, city.Counter, default))).Code);
    }

    [Theory]
    [InlineData("anfa-1-officer-1", DenialReason.OtherBureau)]
    [InlineData("nobody", DenialReason.UnknownOfficer)]
    public async Task Who_is_not_of_the_bureau_certifies_nothing_and_each_case_keeps_the_attempt(string officer, DenialReason reason)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        string[] references = [await AuthorityTests.Presented(city), await AuthorityTests.Presented(city)];
        Assert.Equal("LEG-008", (await Assert.ThrowsAsync<Refusal>(() => CertifyTogether.Run(
            "maarif-1", new(references), AuthorityTests.Caller(officer), Language.French, city.Counter, default))).Code);
        foreach (var reference in references)
        {
            var state = (await city.Counter.Cases.Find(city.Counter.Kind, reference, default))!.State;
            Assert.Equal((LegalisationStatus.Presented, reason, officer), (state.Status, Assert.Single(state.Denied!).Reason, state.Denied![0].Officer));
        }
    }

    [Fact]
    public async Task A_paper_of_their_own_is_not_certified_under_another_bureaus_address()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var reference = await AuthorityTests.Presented(city);
        Assert.Equal("LEG-008", (await Assert.ThrowsAsync<Refusal>(() => CertifyTogether.Run(
            "anfa-1", new([reference]), AuthorityTests.Caller(), Language.French, city.Counter, default))).Code);
        Assert.Equal(LegalisationStatus.Presented, (await city.Counter.Cases.Find(city.Counter.Kind, reference, default))!.State.Status);
    }

    [Fact]
    public async Task However_it_is_typed_a_case_is_named_once_and_what_is_no_reference_is_refused_for_itself()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var reference = await AuthorityTests.Presented(city);
        Assert.Equal("LEG-025", (await Assert.ThrowsAsync<Refusal>(() => Run(city, [reference, reference.ToLowerInvariant()]))).Code);
        var change = await city.Services.GetRequiredService<ReferentielChanges>().Revoke(
            "anfa-1-officer-1-2024", "fin de fonctions", new("manager-1", new HashSet<string> { Roles.Manager }), "test", default);
        var receipt = await Run(city, [reference, null, change.Reference]);
        Assert.Equal([null, "CASE-002", "CASE-002"], receipt.Items.Select(item => item.Refusal?.Code));
        Assert.NotNull(receipt.Items[0].RegisterNumber);
    }

    [Fact]
    public async Task Fifty_officers_at_once_leave_no_gap_and_all_come_to_an_end()
    {
        await using var storage = await FaultyStorage.Before(azurite.NewAccount());
        await using var city = await CityInProcess.Start(storage.Connection, "--Casa:Runner:Enabled=false");
        var officers = Enumerable.Range(1, 50).Select(number => $"officer-{number}").ToList();
        var today = CityTime.Day(TimeProvider.System.GetUtcNow());
        var table = city.Services.GetRequiredService<ReferenceTable>();
        foreach (var officer in officers)
        {
            await table.Add("officers", officer, JsonSerializer.Serialize(
                new Officer(officer, "maarif-1", new(officer, officer), new("Officier", "ضابط"), true), ReferentielJson.Default.Officer), default);
            await AuthorityTests.Delegate(city, AuthorityTests.Act(today, today, officer));
        }
        // The référentiel was read before they were added; another instance reads it anew.
        await using var fresh = await CityInProcess.Start(storage.Connection, "--Casa:Runner:Enabled=false");
        var papers = new List<string[]>();
        for (var officer = 0; officer < officers.Count; officer++) papers.Add(await Task.WhenAll(AuthorityTests.Presented(fresh), AuthorityTests.Presented(fresh), AuthorityTests.Presented(fresh)));
        var calls = new ConcurrentDictionary<StorageCall, int>();
        storage.Plan = request =>
        {
            calls.AddOrUpdate(request.Call, 1, (_, count) => count + 1);
            return null;
        };
        var receipts = await Task.WhenAll(officers.Select((officer, index) => CertifyTogether.Run(
            "maarif-1", new(papers[index]), AuthorityTests.Caller(officer), Language.French, fresh.Counter, default)));
        TestContext.Current.TestOutputHelper!.WriteLine($"50 officers, 150 papers: {string.Join(" · ", calls)}");
        Assert.All(receipts.SelectMany(receipt => receipt.Items), item => Assert.NotNull(item.RegisterNumber));
        var pages = await fresh.Counter.Register.Read(RegisterEntry.Book("maarif-1", today.Year), default);
        Assert.Empty(pages.Faults);
        Assert.Equal(Enumerable.Range(1, 150), pages.Links.Select(link => link.Number));
        Assert.Equal(150, receipts.SelectMany(receipt => receipt.Items).Select(item => item.RegisterNumber).Distinct().Count());
    }

    static Task<CertifyTogether.Receipt> Run(CityInProcess city, IReadOnlyList<string?> references) =>
        CertifyTogether.Run("maarif-1", new(references), AuthorityTests.Caller(), Language.French, city.Counter, default);

    static async Task<int> Length(CityInProcess city) =>
        (await city.Counter.Register.Read(RegisterEntry.Book("maarif-1", CityTime.Day(TimeProvider.System.GetUtcNow()).Year), default)).Links.Count;
}
