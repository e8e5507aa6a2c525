using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Common.Erasure;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using static CasaServerless.Services.Legalisation.LegalisationEvent;
using static CasaServerless.Tests.Functions.Services.Legalisation.PresentationTests;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>Who vouched for somebody is found by their card, and erased without the person for whom they vouched.</summary>
public sealed class WitnessErasureTests(Azurite azurite)
{
    [Fact]
    public async Task A_witness_is_erased_and_the_applicant_stays_and_the_paper_still_verifies()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (officer, manager) = (city.Token(Roles.Officer), city.Token(Roles.Manager));
        var citizen = await SignatureTests.Presentable(city);
        await citizen.Act("presentation", officer, Vouched(One, OneCin), HttpStatusCode.OK);
        Assert.Equal([(citizen.Reference, "witness")], await Found(city, "be-100200"));
        Assert.Equal([(citizen.Reference, "applicant")], await Found(city, Citizen.Cin));
        Assert.Empty(await Found(city, "BE100201"));

        // While the officer has not decided, the paper rests on the witness's word.
        Assert.Equal(("", citizen.Reference, ""), Lists(await Erased(city, OneCin)));
        Assert.Equal(One, (await Case(city, citizen)).Personal[Fields.Witness1Name]);
        await citizen.Act("certification", officer, null, HttpStatusCode.Accepted);
        await citizen.Reaches("certified");
        using var file = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/sealed", accessCode: citizen.AccessCode);
        var paper = await file.Content.ReadAsByteArrayAsync();
        Assert.Contains(One, await ErasureTests.Everything(city), StringComparison.Ordinal);

        Assert.Equal((citizen.Reference, "", citizen.Reference), Lists(await Erased(city, "be 100200", "ordered", "Décision D-12/2027")));
        await Eventually.True(async () => await ErasureTests.Everything(city) is var all && new[] { One, OneCin, city.Counter.Kind.OfPerson(OneCin) + "\"" }.All(value =>
            !all.Contains(value, StringComparison.OrdinalIgnoreCase)), "nothing in tables, queues or readable files knows the witness");
        Assert.DoesNotContain(One, city.Log.Text, StringComparison.Ordinal);
        var its = await Case(city, citizen);
        Assert.Equal((Citizen.Name, Citizen.Cin, Two, TwoCin), (its.Personal[Fields.Name], its.Personal[Fields.Cin], its.Personal[Fields.Witness2Name], its.Personal[Fields.Witness2Cin]));
        Assert.Null(its.Erased);
        Assert.Empty(await Found(city, OneCin));
        Assert.Equal([(citizen.Reference, "witness")], await Found(city, TwoCin));

        // The act stands, whole and as it was given.
        Assert.Empty(await city.Counter.Cases.FaultsOf(citizen.Reference, default));
        using var register = await citizen.Call(HttpMethod.Get, $"/api/bureaus/maarif-1/register?year={its.State.Certification!.Year}", token: city.Token(Roles.Auditor));
        Assert.Empty((await register.Content.ReadFromJsonAsync<JsonNode>())!["faults"]!.AsArray());
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(paper));
        Assert.Equal("valid", (await city.Http.GetFromJsonAsync<JsonNode>($"/api/verifications?sha256={sha256}"))!["status"]!.GetValue<string>());
        using (var kept = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/sealed", accessCode: citizen.AccessCode)) Assert.Equal(paper, await kept.Content.ReadAsByteArrayAsync());
        using var told = await citizen.Call(HttpMethod.Get, citizen.Path, token: manager);
        var output = new StringWriter();
        Explain.Tell((await told.Content.ReadFromJsonAsync<JsonNode>())!, null, DateTimeOffset.MaxValue, Language.French, output);
        Assert.Contains("Données du premier témoin effacées : sur décision de justice ou de la CNDP (« Décision D-12/2027 ») (responsable)", output.ToString(), StringComparison.Ordinal);

        // Asked again, nothing is found; and with the applicant the other witness goes.
        Assert.Equal(("", "", ""), Lists(await Erased(city, OneCin)));
        Assert.Equal((citizen.Reference, "", ""), Lists(await Erased(city, Citizen.Cin)));
        await Eventually.True(async () => await ErasureTests.Everything(city) is var all && new[] { Two, TwoCin, Citizen.Cin, "blob " + citizen.Reference }.All(value =>
            !all.Contains(value, StringComparison.OrdinalIgnoreCase)), "nobody of the case is known");
    }

    [Fact]
    public async Task Who_asked_for_one_paper_and_vouched_for_another_loses_both_in_one_call()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var vouched = await Submitted(city);
        var officer = city.Token(Roles.Officer);
        await vouched.Act("presentation", officer, Vouched(One, OneCin), HttpStatusCode.OK);
        await vouched.Act("refusal", officer, new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        var body = SignatureTests.Request();
        body["applicant"]!["cin"] = OneCin;
        var own = await Citizen.Submits(city.Http, body);
        Assert.Equal([(own.Reference, "applicant"), (vouched.Reference, "witness")], (await Found(city, OneCin)).OrderBy(one => one.As, StringComparer.Ordinal));
        Assert.Equal(new[] { own.Reference, vouched.Reference }.Order(StringComparer.Ordinal), (await Erased(city, OneCin))["references"]!.AsArray().Select(one => one!.GetValue<string>()));
        Assert.Empty((await Case(city, own)).Personal.Fields);
        Assert.Equal((Citizen.Name, null, null), ((await Case(city, vouched)).Personal[Fields.Name], (await Case(city, vouched)).Personal[Fields.Witness1Name], (await Case(city, own)).Personal[Fields.Cin]));
        Assert.Equal(new WitnessErased(1, ErasureReason.PersonAsked), (await city.Events(vouched))[^1]);
    }

    [Theory]
    [InlineData(null, null, "LEG-131")]
    [InlineData("retention-over", null, "LEG-131")]
    [InlineData("other", " ", "LEG-016")]
    [InlineData("other", "ab", "LEG-004")]
    [InlineData("person-asked", "Au nom de benchekroun", "LEG-132")]
    [InlineData("person-asked", "Carte BK123456", "LEG-132")]
    [InlineData("person-asked", "Rappeler au 06 61 99 88 77", "LEG-132")]
    [InlineData("person-asked", "x@exemple.ma", "LEG-132")]
    [InlineData("person-asked", "HAMID est témoin", "LEG-132")]
    public async Task Why_must_be_said_and_the_note_names_nobody(string? reason, string? note, string code)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var body = SignatureTests.Request();
        body["applicant"]!["name"] = "Salma Benchekroun";
        var citizen = await Citizen.Submits(city.Http, body);
        await city.Counter.Cases.Change(city.Counter.Kind, citizen.Reference, Actor.City, "Test",
            _ => new Decision<LegalisationEvent>(new UploadsPurged()) { Personal = new Dictionary<string, string?> { [Fields.Witness1Name] = One } }, default);
        using var answer = await citizen.Call(HttpMethod.Post, "/api/legalisations/erasures",
            new JsonObject { ["whom"] = citizen.Reference, ["reason"] = reason, ["note"] = note }, city.Token(Roles.Manager));
        await StoryTests.Refused(answer, code, HttpStatusCode.UnprocessableEntity);
        Assert.Null((await Case(city, citizen)).Erased);
    }

    [Fact]
    public void An_erasure_that_is_older_than_the_question_is_told_without_a_reason() =>
        Assert.Equal("Données personnelles effacées", System.Text.Json.JsonSerializer.Deserialize("""{"event":"person-erased"}""",
            new LegalisationKind(new(ToyCity.Secret)).EventJson)!.Words().Fr);

    [Fact]
    public void The_command_line_says_what_was_not_erased_and_ends_with_1()
    {
        var output = new StringWriter();
        Assert.Equal(1, Erase.Tell(new JsonObject { ["references"] = new JsonArray("LEG-1"), ["onPaper"] = new JsonArray("LEG-1"), ["notYet"] = new JsonArray("LEG-2"), ["owed"] = new JsonArray() }, output));
        Assert.Contains("1 case(s) hold nothing", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("LEG-2: not yet", output.ToString(), StringComparison.Ordinal);
    }

    static async Task<JsonNode> Erased(CityInProcess city, string whom, string reason = "person-asked", string? note = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/legalisations/erasures")
        {
            Content = JsonContent.Create(new JsonObject { ["whom"] = whom, ["reason"] = reason, ["note"] = note }),
        };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        using var answer = await city.Http.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    static (string References, string NotYet, string OnPaper) Lists(JsonNode receipt)
    {
        return (All("references"), All("notYet"), All("onPaper"));

        string All(string name) => string.Join(' ', receipt[name]!.AsArray().Select(one => one!.GetValue<string>()));
    }

    static async Task<IReadOnlyList<(string Reference, string As)>> Found(CityInProcess city, string whom)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/bureaus/maarif-1/searches") { Content = JsonContent.Create(new JsonObject { ["whom"] = whom }) };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Officer));
        using var answer = await city.Http.SendAsync(request);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonNode>())!["items"]!.AsArray().Select(item => (item!["reference"]!.GetValue<string>(), item["as"]!.GetValue<string>()))];
    }
}
