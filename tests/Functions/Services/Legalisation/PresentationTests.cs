using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>How a person was known may be said again, and otherwise, until the certification is decided.</summary>
public sealed class PresentationTests(Azurite azurite)
{
    internal const string One = "Hamid Chahid", Two = "رشيدة الشاهدي", Mistyped = "Hamid Chahed", OneCin = "BE100200", TwoCin = "BH300400", WrongCin = "BE100299";

    static readonly JsonObject card = new() { ["identity"] = "cnie", ["originalSeen"] = true };

    [Fact]
    public async Task The_same_again_changes_nothing_and_a_correction_takes_its_place()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await SignatureTests.Presentable(city);
        await citizen.Act("presentation", officer, Vouched(Mistyped, WrongCin), HttpStatusCode.OK);
        var before = await Case(city, citizen);
        await citizen.Act("presentation", officer, Vouched($" {Mistyped} ", "be 100299"), HttpStatusCode.OK);
        Assert.Equal(before.Version, (await Case(city, citizen)).Version);

        await citizen.Act("presentation", officer, Vouched(One, OneCin), HttpStatusCode.OK);
        var after = await Case(city, citizen);
        Assert.Equal((before.Version + 1, One, OneCin, Two), (after.Version, after.Personal[Fields.Witness1Name], after.Personal[Fields.Witness1Cin], after.Personal[Fields.Witness2Name]));
        Assert.NotEqual(before.State.Tag, after.State.Tag);
        Assert.Equal(before.State.PresentedAt, after.State.PresentedAt);
        await Eventually.True(async () => await ErasureTests.Everything(city) is var all && !all.Contains(Mistyped, StringComparison.Ordinal) && !all.Contains(WrongCin, StringComparison.Ordinal),
            "what was mistyped is forgotten");
        // Nothing finds the mistaken card any more, and the case does not even name its row.
        Assert.Empty((await city.Counter.Lists.Page(city.Counter.Kind.OfPerson(WrongCin), 10, null, default)).Items);
        await Eventually.True(async () => !(await ErasureTests.Everything(city)).Contains($"\"{city.Counter.Kind.OfPerson(WrongCin)}\"", StringComparison.Ordinal), "its row is forgotten");

        await citizen.Act("certification", officer, null, HttpStatusCode.Accepted);
        await citizen.Reaches("certified");
        using var file = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/sealed", accessCode: citizen.AccessCode);
        SignatureTests.Says(await file.Content.ReadAsByteArrayAsync(), One, OneCin, TwoCin);
        Assert.Empty(await city.Counter.Cases.FaultsOf(citizen.Reference, default));
        using var late = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", card.DeepClone(), officer);
        await StoryTests.Refused(late, "LEG-009", HttpStatusCode.Conflict);
        Assert.Contains((await citizen.Views())["history"]!.AsArray(), line => line!["what"]!.GetValue<string>() == "Vérification d’identité corrigée – Attestation de deux témoins reçue au guichet");
    }

    [Fact]
    public async Task Known_by_the_card_after_all_the_witnesses_are_forgotten_and_staff_alone_read_who_they_were()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var officer = city.Token(Roles.Officer);
        var citizen = await Submitted(city);
        await citizen.Act("presentation", officer, Vouched(One, OneCin), HttpStatusCode.OK);
        Assert.Equal([One, Two], (await Told(officer))!["witnesses"]!.AsArray().Select(one => one!["name"]!.GetValue<string>()));
        Assert.Null(await Told(city.Token(Roles.Auditor)));
        Assert.Null((await citizen.Views())["presentation"]);
        await citizen.Act("presentation", officer, card.DeepClone(), HttpStatusCode.OK);
        var its = await Case(city, citizen);
        Assert.DoesNotContain(its.Personal.Fields, field => field.StartsWith("witness", StringComparison.Ordinal));
        Assert.Equal(("cnie", null), ((await Told(officer))!["identity"]!.GetValue<string>(), (await Told(officer))!["witnesses"]));
        // What it needs is asked of a correction too.
        using var unseen = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", new JsonObject { ["identity"] = "cnie" }, officer);
        await StoryTests.Refused(unseen, "LEG-150", HttpStatusCode.UnprocessableEntity);

        async Task<JsonNode?> Told(string token)
        {
            using var answer = await citizen.Call(HttpMethod.Get, citizen.Path, token: token);
            return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["presentation"];
        }
    }

    [Fact]
    public async Task What_was_paid_for_witnesses_signatures_keeps_the_witnesses()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await city.Owes(SignatureTests.Request());
        await citizen.Act("presentation", officer, Vouched(Mistyped, OneCin), HttpStatusCode.OK);
        (await citizen.IsTaken(officer, 6)).Dispose();
        using (var refused = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", card.DeepClone(), officer))
            await StoryTests.Refused(refused, "LEG-130", HttpStatusCode.Conflict);
        await citizen.Act("presentation", officer, Vouched(One, OneCin), HttpStatusCode.OK);
        Assert.Equal((One, 0m), ((await Case(city, citizen)).Personal[Fields.Witness1Name], await citizen.Owed()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_correction_and_a_certification_at_once_the_second_decides_anew(bool certifiedFirst)
    {
        await using var storage = await FaultyStorage.Before(azurite.NewAccount());
        await using var city = await CityInProcess.Start(storage.Connection, "--Casa:Runner:Enabled=false");
        var officer = new Caller("maarif-1-officer-1", new HashSet<string> { Roles.Officer });
        var citizen = await Submitted(city);
        await Present.Run(citizen.Reference, new(IdentityProof.Cnie, true, null), officer, city.Counter, default);
        if (certifiedFirst)
        {
            storage.Next(StorageCall.Commit, Faults.After(Certifies));
            Assert.Equal("LEG-009", (await Assert.ThrowsAsync<Refusal>(Corrects)).Code);
        }
        else
        {
            storage.Next(StorageCall.Commit, Faults.After(Corrects));
            await Certifies();
        }
        var its = await Case(city, citizen);
        Assert.Equal((LegalisationStatus.Certifying, certifiedFirst ? IdentityProof.Cnie : IdentityProof.Witnesses), (its.State.Status, its.State.Presentation!.Identity));
        Assert.Equal((certifiedFirst ? null : One, certifiedFirst ? 1 : 3), (its.Personal[Fields.Witness1Name], RegisterEntry.Claims(its.Reference, its.State).Count));
        Assert.IsType<CertificationStarted>((await city.Events(citizen))[^1]);
        Assert.Empty(await city.Counter.Cases.FaultsOf(citizen.Reference, default));

        Task Certifies() => Certify.Run(citizen.Reference, officer, city.Counter, default);

        Task Corrects() => Present.Run(citizen.Reference, new(IdentityProof.Witnesses, true, [new(One, OneCin), new(Two, TwoCin)]), officer, city.Counter, default);
    }

    internal static JsonObject Vouched(string name, string cin) => new()
    {
        ["identity"] = "witnesses",
        ["originalSeen"] = true,
        ["witnesses"] = new JsonArray(new JsonObject { ["name"] = name, ["cin"] = cin }, new JsonObject { ["name"] = Two, ["cin"] = TwoCin }),
    };

    internal static async Task<Case<LegalisationCase>> Case(CityInProcess city, Citizen citizen) =>
        (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!;

    // A signature whose document is accepted, without a queue.
    internal static async Task<Citizen> Submitted(CityInProcess city)
    {
        var citizen = await SignatureTests.Signatory(city);
        var sha256 = new string('a', 64);
        await city.Counter.Cases.Change(city.Counter.Kind, citizen.Reference, Actor.City, "Test",
            _ => new Decision<LegalisationEvent>(new DocumentReceived(sha256, 1), new DocumentAccepted(sha256, sha256, 1, false)), default);
        return citizen;
    }
}
