using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Casa;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class StoryTests(Azurite azurite, SamplePdfs samples)
{
    [Fact]
    public async Task A_certified_copy_from_request_to_revocation()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await Citizen.Submits(city.Http);
        var paper = await citizen.IsCertified(SamplePage.Pdf, officer);
        Assert.Equal(SamplePage.Pdf, paper[..SamplePage.Pdf.Length]);
        Assert.True(SealVerifier.Verify(paper).Holds);

        var view = await citizen.Views();
        Assert.EndsWith("-000001", view["registerNumber"]!.GetValue<string>());
        var code = view["verificationCode"]!.GetValue<string>();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(paper));
        Assert.Equal("valid", await Verdict($"/api/verifications/{code}"));
        Assert.Equal("valid", await Verdict($"/api/verifications/{code.ToLowerInvariant()}?sha256={sha256}"));
        Assert.Equal("valid", await Verdict($"/api/verifications?sha256={sha256.ToUpperInvariant()}"));
        Assert.Equal("altered", await Verdict($"/api/verifications/{code}?sha256={new string('0', 64)}"));
        Assert.Equal("unknown", await Verdict($"/api/verifications?sha256={new string('0', 64)}"));
        Assert.Equal("""{"status":"unknown"}""", await city.Http.GetStringAsync("/api/verifications/0000-0000-0000"));

        await citizen.Act("revocation", officer, new JsonObject { ["reason"] = "Délivré par erreur" }, HttpStatusCode.OK);
        Assert.Equal("revoked", await Verdict($"/api/verifications/{code}"));
        Assert.Equal("revoked", (await citizen.Views())["status"]!.GetValue<string>());

        async Task<string> Verdict(string path) => (await city.Http.GetFromJsonAsync<JsonNode>(path))!["status"]!.GetValue<string>();
    }

    [Fact]
    public async Task A_document_that_is_signed_already_is_attested_and_known_by_its_own_hash()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var (officer, original) = (city.Token(Roles.Officer), samples.Bytes("signed-table"));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(original));
        var first = await Citizen.Submits(city.Http);
        var attestation = await first.IsCertified(original, officer);
        Assert.True(SealVerifier.Verify(attestation).Holds);
        var its = Convert.ToHexStringLower(SHA256.HashData(attestation));
        var code = (await first.Views())["verificationCode"]!.GetValue<string>();

        var (known, byCode, byFile) = (await Ask($"?sha256={sha256}"), await Ask($"/{code}?sha256={sha256}"), await Ask($"?sha256={its}"));
        Assert.Equal(("valid", true, its, sha256, code), (Status(known), known["original"]!.GetValue<bool>(), Text(known, "sha256"), Text(known, "attests"), Text(known, "code")));
        Assert.Equal(("valid", true), (Status(byCode), byCode["original"]!.GetValue<bool>()));
        Assert.Equal(("valid", null, sha256), (Status(byFile), byFile["original"], Text(byFile, "attests")));
        Assert.Equal("altered", Status(await Ask($"/{code}?sha256={new string('0', 64)}")));

        // Attested twice: while one attestation is in force, the original is attested.
        var second = await Citizen.Submits(city.Http);
        await second.IsCertified(original, officer);
        await first.Act("revocation", officer, new JsonObject { ["reason"] = "Délivré par erreur" }, HttpStatusCode.OK);
        Assert.Equal(("valid", (await second.Views())["verificationCode"]!.GetValue<string>()),
            (Status(known = await Ask($"?sha256={sha256}")), Text(known, "code")));
        Assert.Equal("revoked", Status(await Ask($"/{code}?sha256={sha256}")));
        await second.Act("revocation", officer, new JsonObject { ["reason"] = "Délivré par erreur" }, HttpStatusCode.OK);
        Assert.Equal("revoked", Status(await Ask($"?sha256={sha256}")));

        async Task<JsonNode> Ask(string question) => (await city.Http.GetFromJsonAsync<JsonNode>("/api/verifications" + question))!;
        static string Status(JsonNode answer) => Text(answer, "status");
        static string Text(JsonNode answer, string name) => answer[name]!.GetValue<string>();
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
    [InlineData("email", "a@localhost", "LEG-004")]
    [InlineData("email", "a@[127.0.0.1]", "LEG-004")]
    [InlineData("name", "", "LEG-004")]
    public async Task A_field_that_is_wrong_is_named(string field, string value, string code)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var body = Citizen.Request();
        body["applicant"]![field] = value;
        await Refused(await city.Http.PostAsJsonAsync("/api/legalisations", body), code, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_nobody_chose_is_asked_for_and_never_taken_to_be_the_first_of_its_list()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        foreach (var field in (string[])["kind", "destination"])
        {
            var body = Citizen.Request();
            body.Remove(field);
            await Refused(await city.Http.PostAsJsonAsync("/api/legalisations", body), "LEG-004", HttpStatusCode.UnprocessableEntity);
        }
        var citizen = await Citizen.Submits(city.Http);
        foreach (var act in (string[])["presentation", "refusal"])
        {
            using var answer = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/{act}", new JsonObject(), city.Token(Roles.Officer));
            await Refused(answer, "LEG-004", HttpStatusCode.UnprocessableEntity);
        }
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
        var refusal = new JsonObject { ["reason"] = "copy-of-copy", ["note"] = "L’original est une photocopie." };
        await citizen.Act("refusal", city.Token(Roles.Officer, "anfa-1-officer-1"), refusal.DeepClone(), HttpStatusCode.Forbidden);
        await citizen.Act("refusal", city.Token(Roles.Officer), new JsonObject { ["reason"] = "other" }, HttpStatusCode.UnprocessableEntity);
        await citizen.Act("refusal", city.Token(Roles.Officer), refusal, HttpStatusCode.OK);
        var view = await citizen.Views();
        Assert.Equal(("refused", "copy-of-copy"), (view["status"]!.GetValue<string>(), view["refusal"]!["reason"]!.GetValue<string>()));
        await citizen.Act("certification", city.Token(Roles.Officer), null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Wrong_codes_do_not_keep_out_who_has_the_right_one_until_they_are_too_many()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        for (var guess = 0; guess < 8; guess++)
            await Refused(await citizen.Call(HttpMethod.Get, citizen.Path, accessCode: $"0000-000{guess}"), "CASE-002", HttpStatusCode.NotFound);
        await citizen.Views();
        var rows = city.Services.GetRequiredService<CityStorage>().Table(CaseStore.TableName);
        await Count(TimeSpan.FromMinutes(10));
        await Refused(await citizen.Call(HttpMethod.Get, citizen.Path, accessCode: citizen.AccessCode), "CASE-002", HttpStatusCode.NotFound);
        await Count(TimeSpan.FromMinutes(-1));
        await citizen.Views();

        Task Count(TimeSpan left) => rows.UpsertEntityAsync(new TableEntity(citizen.Reference, CaseRows.Wrong)
        {
            ["Count"] = CaseStore.MostWrongCodes,
            ["Until"] = TimeProvider.System.GetUtcNow() + left,
        }, TableUpdateMode.Replace);
    }

    [Fact]
    public async Task An_agent_with_the_code_is_told_what_the_citizen_is_told()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        using var agent = await citizen.Call(HttpMethod.Get, citizen.Path, token: city.Token(Roles.Agent), accessCode: citizen.AccessCode);
        var told = (await agent.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(citizen.Reference, told["reference"]!.GetValue<string>());
        Assert.Null(told["applicant"]);
        using var officer = await citizen.Call(HttpMethod.Get, citizen.Path, token: city.Token(Roles.Officer));
        Assert.Equal(Citizen.Name, (await officer.Content.ReadFromJsonAsync<JsonNode>())!["applicant"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_auditor_is_told_what_was_done_but_neither_shown_the_paper_nor_told_whose_it_is()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        using (var told = await citizen.Call(HttpMethod.Get, citizen.Path, token: city.Token(Roles.Auditor)))
        {
            Assert.True(told.Headers.CacheControl!.NoStore);
            Assert.NotNull(told.Headers.ETag);
            var its = (await told.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.Null(its["applicant"]);
            Assert.NotEmpty(its["history"]!.AsArray());
        }
        foreach (var paper in (string[])["sealed", "receipt"])
            await Refused(await citizen.Call(HttpMethod.Get, $"{citizen.Path}/{paper}", token: city.Token(Roles.Auditor)), "LEG-161", HttpStatusCode.Forbidden);
        await Refused(await citizen.Call(HttpMethod.Get, $"{citizen.Path}/sealed", token: city.Token(Roles.Manager)), "LEG-013", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_counters_case_is_none_of_this_one()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        var specimens = (CasaServerless.Services.Legalisation.Specimens.SpecimenKind)city.Services.GetService(typeof(CasaServerless.Services.Legalisation.Specimens.SpecimenKind))!;
        Assert.Null(await city.Counter.Cases.Find(specimens, citizen.Reference, default));
        Assert.NotNull(await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default));
    }

    [Theory]
    [InlineData("Zineb \u202Einit")]
    [InlineData("Zineb\u2068 T")]
    [InlineData("Zine\u200Fb")]
    [InlineData("Zineb\u2028T")]
    [InlineData("Zineb\u0300\u0301\u0302")]
    [InlineData("Zineb\nT")]
    [InlineData("\u3164\u115F\u2800\u034F")]
    [InlineData("- -")]
    [InlineData("Zineb\uFFFE Alaoui")]
    public void Text_that_turns_hides_or_overlays_is_not_plain(string text) => Assert.Null(PlainText.Read(text, 2, 120));

    [Fact]
    public void A_note_has_lines_and_nothing_else_that_a_name_has_not()
    {
        Assert.Equal("Une\nautre", PlainText.Read("Une\r\nautre", 1, 1000, lines: true));
        Assert.Null(PlainText.Read("Une\n\u202Eautre", 1, 1000, lines: true));
    }

    [Theory]
    [InlineData("Zineb Testini")]
    [InlineData("ز\u0651\u064Eينب")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("ⵣⵉⵏⴱ, l’été \U0001F600")]
    public void What_names_are_written_with_is_plain(string text) => Assert.Equal(text, PlainText.Read($" {text} ", 2, 120));

    [Fact]
    public async Task Witnesses_that_are_nobody_are_refused()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        await citizen.Act("presentation", city.Token(Roles.Officer),
            new JsonObject { ["identity"] = "witnesses", ["originalSeen"] = true, ["witnesses"] = new JsonArray(null, null) }, HttpStatusCode.UnprocessableEntity);
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
