using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class StoryTests(Azurite azurite)
{
    [Fact]
    public async Task A_certified_copy_from_request_to_revocation()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await Citizen.Submits(city.Http);
        var paper = await citizen.IsCertified(SamplePage.Pdf, officer);
        Assert.Equal(SamplePage.Pdf, paper[..SamplePage.Pdf.Length]);

        var view = await citizen.Views();
        Assert.EndsWith("-000001", view["registerNumber"]!.GetValue<string>());
        var code = view["verificationCode"]!.GetValue<string>();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(paper));
        Assert.Equal("valid", await Verdict($"/api/verifications/{code}"));
        Assert.Equal("valid", await Verdict($"/api/verifications/{code.ToLowerInvariant()}?sha256={sha256}"));
        Assert.Equal("valid", await Verdict($"/api/verifications?sha256={sha256.ToUpperInvariant()}"));
        Assert.Equal("altered", await Verdict($"/api/verifications/{code}?sha256={new string('0', 64)}"));
        Assert.Equal("unknown", await Verdict($"/api/verifications?sha256={new string('0', 64)}"));
        Assert.Equal("unknown", await Verdict("/api/verifications/0000-0000-0000"));

        await citizen.Act("revocation", officer, new JsonObject { ["reason"] = "Délivré par erreur" }, HttpStatusCode.OK);
        Assert.Equal("revoked", await Verdict($"/api/verifications/{code}"));
        Assert.Equal("revoked", (await citizen.Views())["status"]!.GetValue<string>());

        async Task<string> Verdict(string path) => (await city.Http.GetFromJsonAsync<JsonNode>(path))!["status"]!.GetValue<string>();
    }

    [Fact]
    public async Task A_title_in_letters_that_cannot_be_drawn_does_not_keep_the_paper_waiting()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var body = Citizen.Request();
        body["document"]!["title"] = "畢業證書 🎓";
        var citizen = await Citizen.Submits(city.Http, body);
        Assert.NotEmpty(await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer)));
    }

    [Fact]
    public async Task For_an_administration_the_advice_comes_first()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var body = Citizen.Request();
        body["destination"] = "administration";
        await Refused(await city.Http.PostAsJsonAsync("/api/legalisations", body), "LEG-001", HttpStatusCode.Conflict);
        body["destinationConfirmed"] = true;
        await Citizen.Submits(city.Http, body);
    }

    [Theory]
    [InlineData("cin", "!!", "LEG-004")]
    [InlineData("phone", "call me", "LEG-004")]
    [InlineData("email", "nobody", "LEG-004")]
    [InlineData("name", "", "LEG-004")]
    public async Task A_field_that_is_wrong_is_named(string field, string value, string code)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var body = Citizen.Request();
        body["applicant"]![field] = value;
        await Refused(await city.Http.PostAsJsonAsync("/api/legalisations", body), code, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_receipt_and_refuses_another_body()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var first = await Citizen.Submits(city.Http, idempotencyKey: "k-1");
        var again = await Citizen.Submits(city.Http, idempotencyKey: "k-1");
        Assert.Equal((first.Reference, first.AccessCode), (again.Reference, again.AccessCode));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/legalisations") { Content = JsonContent.Create(Citizen.Request("anfa-1")) };
        request.Headers.Add("Idempotency-Key", "k-1");
        await Refused(await city.Http.SendAsync(request), "CASE-004", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_document_refused_by_the_judge_may_be_replaced_and_no_officer_saw_it()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        using (var sent = await citizen.Sends(Encoding.ASCII.GetBytes("MZ this is no document"))) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        var view = await citizen.Reaches("document-refused");
        Assert.Equal("not-a-document", view["refusal"]!["reason"]!.GetValue<string>());
        using (var seen = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/document", token: city.Token(Roles.Officer)))
            await Refused(seen, "LEG-014", HttpStatusCode.NotFound);
        await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
    }

    [Fact]
    public async Task An_officer_refuses_with_a_reason_and_only_in_their_own_bureau()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        (await citizen.Sends(SamplePage.Pdf)).Dispose();
        await citizen.Reaches("submitted");
        var refusal = new JsonObject { ["reason"] = "copy-of-copy", ["note"] = "L'original est une photocopie." };
        await citizen.Act("refusal", city.Token(Roles.Officer, "anfa-1-officer-1"), refusal.DeepClone(), HttpStatusCode.Forbidden);
        await citizen.Act("refusal", city.Token(Roles.Officer), new JsonObject { ["reason"] = "other" }, HttpStatusCode.UnprocessableEntity);
        await citizen.Act("refusal", city.Token(Roles.Officer), refusal, HttpStatusCode.OK);
        var view = await citizen.Views();
        Assert.Equal(("refused", "copy-of-copy"), (view["status"]!.GetValue<string>(), view["refusal"]!["reason"]!.GetValue<string>()));
        await citizen.Act("certification", city.Token(Roles.Officer), null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_door_for_a_while()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        for (var guess = 0; guess < 5; guess++)
        {
            await Refused(await citizen.Call(HttpMethod.Get, citizen.Path, accessCode: $"0000-000{guess}"), "CASE-002", HttpStatusCode.NotFound);
        }
        await Refused(await citizen.Call(HttpMethod.Get, citizen.Path, accessCode: citizen.AccessCode), "CASE-003", HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task An_upload_address_is_for_one_case_and_one_hour()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        var forged = citizen.Upload.AbsolutePath[..^1] + (citizen.Upload.AbsolutePath[^1] == 'A' ? 'B' : 'A');
        await Refused(await city.Http.PutAsync(forged, new ByteArrayContent(SamplePage.Pdf)), "LEG-005", HttpStatusCode.Forbidden);
        (await citizen.Sends(SamplePage.Pdf)).Dispose();
        await citizen.Reaches("submitted");
        using var other = await citizen.Sends([.. SamplePage.Pdf, (byte)'\n']);
        await Refused(other, "LEG-006", HttpStatusCode.Conflict);
    }

    internal static async Task Refused(HttpResponseMessage answer, string code, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(code, JsonNode.Parse(text)!["code"]!.GetValue<string>());
    }
}
