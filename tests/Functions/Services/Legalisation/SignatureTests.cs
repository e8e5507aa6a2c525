using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Functions.Kernel.Sealing;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class SignatureTests(Azurite azurite)
{
    [Fact]
    public async Task Signed_before_the_officer_only_the_signature_is_attested_and_every_page_says_so()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Signatory(city);
        var paper = await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        Says(paper, "Légalisation de signature", "Vu pour légalisation de la seule signature", Citizen.Name, Citizen.Cin,
            "a signé en sa présence", "Seule la signature est attestée", "n° D005/2024 du 22 décembre 2023");
        Assert.DoesNotContain(Blankless("conforme à l’original"), Said(paper), StringComparison.Ordinal);

        var code = (await citizen.Views())["verificationCode"]!.GetValue<string>();
        var verified = (await city.Http.GetFromJsonAsync<JsonNode>($"/api/verifications/{code}"))!;
        Assert.Equal(("valid", "signature"), (verified["status"]!.GetValue<string>(), verified["kind"]!.GetValue<string>()));
        Assert.Contains("Seule la signature", verified["scope"]!["fr"]!.GetValue<string>());
        Assert.Contains("الإمضاء", verified["scope"]!["ar"]!.GetValue<string>());
    }

    [Fact]
    public async Task Two_witnesses_have_their_own_signatures_legalised_under_the_next_numbers()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await Presentable(city);
        var witnesses = new JsonObject
        {
            ["identity"] = "witnesses",
            ["originalSeen"] = true,
            ["witnesses"] = new JsonArray(Witness("Hamid Chahid", "BE100200"), Witness("رشيدة الشاهدي", "BH 300400")),
        };
        await citizen.Act("presentation", officer, witnesses, HttpStatusCode.OK);
        await citizen.Act("certification", officer, null, HttpStatusCode.Accepted);
        var view = await citizen.Reaches("certified");
        var year = view["registerNumber"]!.GetValue<string>()[..4];
        Assert.Equal($"{year}-000001", view["registerNumber"]!.GetValue<string>());
        using var file = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/sealed", accessCode: citizen.AccessCode);
        Says(await file.Content.ReadAsByteArrayAsync(),
            "Hamid Chahid", "BE100200", $"{year}-000002", "BH300400", $"{year}-000003", "deux témoins majeurs");

        using var answer = await citizen.Call(HttpMethod.Get, $"/api/bureaus/maarif-1/register?year={year}", token: city.Token(Roles.Auditor));
        var register = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Empty(register["faults"]!.AsArray());
        var lines = register["items"]!.AsArray();
        Assert.Equal(new int?[] { null, 1, 2 }, lines.Select(line => line!["witness"]?.GetValue<int>()));
        // One paper, so the three numbers end with it.
        Assert.Single(lines.Select(line => line!["sha256"]!.GetValue<string>()).Distinct());
        Assert.All(lines, line => Assert.Equal("sealed", line!["fate"]!.GetValue<string>()));

        var next = await Signatory(city);
        await next.IsCertified(SamplePage.Pdf, officer);
        Assert.Equal($"{year}-000004", (await next.Views())["registerNumber"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_signed_before_the_officer_is_scanned_there_and_takes_the_place_of_what_was_sent()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await Presentable(city);
        byte[] signed = [.. SamplePage.Pdf, (byte)'\n'];
        string url;
        using (var asked = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/scan", null, officer))
            url = new Uri((await asked.Content.ReadFromJsonAsync<JsonNode>())!["url"]!.GetValue<string>()).PathAndQuery;
        using (var sent = await city.Http.PutAsync(url, new ByteArrayContent(signed))) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await Eventually.True(async () =>
            (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!.State is { Status: LegalisationStatus.Submitted } state
                && state.Judged!.Received == state.Upload!.Sha256 && state.Upload.Bytes == signed.Length, "the scan is judged");
        await citizen.Act("presentation", officer, new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
        await citizen.Act("certification", officer, null, HttpStatusCode.Accepted);
        await citizen.Reaches("certified");
        using var file = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/sealed", accessCode: citizen.AccessCode);
        Assert.Equal(signed, (await file.Content.ReadAsByteArrayAsync())[..signed.Length]);
        using (var late = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/scan", null, officer))
            await StoryTests.Refused(late, "LEG-009", HttpStatusCode.Conflict);
        using var stranger = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/scan", null, city.Token(Roles.Officer, "anfa-1-officer-1"));
        await StoryTests.Refused(stranger, "LEG-008", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("BE100200", "BE 100200", "LEG-011")]
    [InlineData("BE100200", "BE0100200", "LEG-011")]
    [InlineData("BE100200", Citizen.Cin, "LEG-024")]
    [InlineData("BE100200", "BK 0771199", "LEG-024")]
    [InlineData("BE100200", "BE100201", "LEG-153", "UN TEMOIN")]
    public async Task Witnesses_are_two_and_neither_is_the_signatory(string first, string second, string code, string name = "Deux Témoin")
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Presentable(city);
        var body = new JsonObject { ["identity"] = "witnesses", ["originalSeen"] = true, ["witnesses"] = new JsonArray(Witness("Un Témoin", first), Witness(name, second)) };
        using var answer = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", body, city.Token(Roles.Officer));
        await StoryTests.Refused(answer, code, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Under_the_card_a_signature_is_legalised_only_if_the_officer_saw_it_made()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Presentable(city);
        using var answer = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", new JsonObject { ["identity"] = "cnie" }, city.Token(Roles.Officer));
        await StoryTests.Refused(answer, "LEG-150", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_name_that_cannot_be_printed_is_refused_before_anything_is_promised()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var body = Request();
        body["applicant"]!["name"] = "王小明";
        await StoryTests.Refused(await city.Http.PostAsJsonAsync("/api/legalisations", body), "LEG-004", HttpStatusCode.UnprocessableEntity);
    }

    internal static JsonObject Request()
    {
        var body = Citizen.Request();
        body["kind"] = "signature";
        return body;
    }

    internal static Task<Citizen> Signatory(CityInProcess city) => Citizen.Submits(city.Http, Request());

    internal static async Task<Citizen> Presentable(CityInProcess city)
    {
        var citizen = await Signatory(city);
        using (var sent = await citizen.Sends(SamplePage.Pdf)) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await citizen.Reaches("submitted");
        return citizen;
    }

    static JsonObject Witness(string name, string cin) => new() { ["name"] = name, ["cin"] = cin };

    // The words of all pages without their blanks, since columns break them anywhere.
    static string Said(byte[] pdf)
    {
        using var folder = new Folder();
        return Blankless(Given.Documents.Tool.Must("pdftotext", folder.Write("s.pdf", pdf), "-"));
    }

    static string Blankless(string text) => string.Concat(text.Where(symbol => !char.IsWhiteSpace(symbol)));

    internal static void Says(byte[] pdf, params string[] words)
    {
        var text = Said(pdf);
        Assert.All(words, word => Assert.Contains(Blankless(word), text, StringComparison.Ordinal));
    }
}
