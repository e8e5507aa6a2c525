using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Specimens;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class SpecimenTests(Azurite azurite)
{
    // White paper is signature enough for the judge.
    static readonly byte[] picture = SkiaPng(24, 12);

    static readonly JsonObject known = new() { ["identity"] = "known-signature", ["originalSeen"] = false };

    [Fact]
    public async Task A_signature_is_known_at_a_distance_by_the_specimen_enrolled_at_the_bureau()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await SignatureTests.Presentable(city);
        using (var without = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", known.DeepClone(), officer))
            await StoryTests.Refused(without, "LEG-020", HttpStatusCode.UnprocessableEntity);
        var specimen = await Enrolled(city, officer);
        var reference = specimen["reference"]!.GetValue<string>();
        Assert.StartsWith("SPE-", reference, StringComparison.Ordinal);

        using (var beside = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/specimen", token: officer))
            Assert.Equal(reference, (await beside.Content.ReadFromJsonAsync<JsonNode>())!["reference"]!.GetValue<string>());
        using (var seen = await citizen.Call(HttpMethod.Get, specimen["picture"]!.GetValue<string>(), token: officer))
        {
            Assert.Equal("image/png", seen.Content.Headers.ContentType!.MediaType);
            Assert.Equal(picture, await seen.Content.ReadAsByteArrayAsync());
        }
        await citizen.Act("presentation", officer, known.DeepClone(), HttpStatusCode.OK);
        await citizen.Act("certification", officer, null, HttpStatusCode.Accepted);
        await citizen.Reaches("certified");
        using var file = await citizen.Call(HttpMethod.Get, $"{citizen.Path}/sealed", accessCode: citizen.AccessCode);
        SignatureTests.Says(await file.Content.ReadAsByteArrayAsync(), reference, "conforme au spécimen", "sans qu’elle ait eu à comparaître");
    }

    [Fact]
    public async Task Another_bureau_neither_sees_nor_uses_it()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var specimen = await Enrolled(city, city.Token(Roles.Officer));
        var stranger = city.Token(Roles.Officer, "anfa-1-officer-1");
        foreach (var path in (string[])[$"/api/specimens/{specimen["reference"]}", specimen["picture"]!.GetValue<string>()])
            await StoryTests.Refused(await Call(city, HttpMethod.Get, path, null, stranger), "LEG-021", HttpStatusCode.NotFound);
        await StoryTests.Refused(
            await Call(city, HttpMethod.Post, "/api/bureaus/maarif-1/specimens/search", new JsonObject { ["cin"] = Citizen.Cin }, stranger), "LEG-008", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Withdrawn_it_is_no_longer_known_and_another_may_be_enrolled()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await SignatureTests.Presentable(city);
        var specimen = await Enrolled(city, officer);
        await StoryTests.Refused(await Call(city, HttpMethod.Post, "/api/bureaus/maarif-1/specimens", Body(picture), officer), "LEG-023", HttpStatusCode.Conflict);
        await StoryTests.Refused(
            await Call(city, HttpMethod.Post, $"/api/specimens/{specimen["reference"]}/withdrawal", new JsonObject(), officer), "LEG-004", HttpStatusCode.UnprocessableEntity);
        using (var withdrawn = await Call(city, HttpMethod.Post, $"/api/specimens/{specimen["reference"]}/withdrawal", new JsonObject { ["reason"] = "changed" }, officer))
            Assert.Equal("withdrawn", (await withdrawn.Content.ReadFromJsonAsync<JsonNode>())!["status"]!.GetValue<string>());
        using (var without = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", known.DeepClone(), officer))
            await StoryTests.Refused(without, "LEG-020", HttpStatusCode.UnprocessableEntity);
        await Enrolled(city, officer);
        await citizen.Act("presentation", officer, known.DeepClone(), HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_specimen_left_under_another_name_makes_no_signature_known()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await SignatureTests.Presentable(city);
        await Enrolled(city, officer, name: "Hamid Autrement");
        using var answer = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", known.DeepClone(), officer);
        Assert.DoesNotContain("Autrement", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await StoryTests.Refused(answer, "LEG-151", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Withdrawn_after_the_presentation_it_certifies_nothing_until_the_person_is_known_otherwise()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var officer = city.Token(Roles.Officer);
        var citizen = await SignatureTests.Presentable(city);
        var specimen = await Enrolled(city, officer);
        await citizen.Act("presentation", officer, known.DeepClone(), HttpStatusCode.OK);
        (await Call(city, HttpMethod.Post, $"/api/specimens/{specimen["reference"]}/withdrawal", new JsonObject { ["reason"] = "doubtful" }, officer)).Dispose();
        using (var none = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/certification", token: officer))
            await StoryTests.Refused(none, "LEG-152", HttpStatusCode.Conflict);
        Assert.Equal("presented", (await citizen.Views())["status"]!.GetValue<string>());
        // The specimen knows nobody any more; the person may still come and sign.
        using (var again = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/presentation", known.DeepClone(), officer))
            await StoryTests.Refused(again, "LEG-020", HttpStatusCode.UnprocessableEntity);
        await citizen.Act("presentation", officer, new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
        await citizen.Act("certification", officer, null, HttpStatusCode.Accepted);
        await citizen.Reaches("certified");
    }

    [Fact]
    public async Task Two_enrolled_in_the_same_moment_are_withdrawn_together_and_a_later_one_stays()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (officer, book) = (city.Token(Roles.Officer), city.Counter.Specimens);
        var first = (await Enrolled(city, officer))["reference"]!.GetValue<string>();
        // As the other officer's call leaves it, which looked before this one was there.
        var twin = await book.Cases.Create(book.Kind, null, Actor.City, "LegalisationEnrolSpecimen", new Decision<SpecimenEvent>(
            new SpecimenEvent.Opened("maarif-1"), new SpecimenEvent.Enrolled(Sha256(picture), "image/png", book.Today, book.Today.AddYears(5)))
        {
            Personal = new Dictionary<string, string?> { [SpecimenEvent.Fields.Name] = Citizen.Name, [SpecimenEvent.Fields.Cin] = Citizen.Cin },
        }, default);
        await Withdraws(first);
        Assert.Equal(SpecimenStatus.Withdrawn, (await book.Cases.Find(book.Kind, twin.Reference, default))!.State.Status);
        var later = (await Enrolled(city, officer))["reference"]!.GetValue<string>();
        await Withdraws(first);
        Assert.Equal(SpecimenStatus.Enrolled, (await book.Cases.Find(book.Kind, later, default))!.State.Status);

        async Task Withdraws(string reference)
        {
            using var answer = await Call(city, HttpMethod.Post, $"/api/specimens/{reference}/withdrawal", new JsonObject { ["reason"] = "changed" }, officer);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    static string Clock(DateTime onTheWall) => CityTime.At(onTheWall)!.Value.ToString("O");

    [Fact]
    public async Task It_holds_for_its_years_and_a_year_later_nothing_of_the_person_is_left()
    {
        var storage = azurite.NewAccount();
        string reference;
        await using (var today = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false", "--Casa:Clock=2027-01-10T09:00:00Z", "--Casa:Specimens:Years=2"))
        {
            var specimen = await Enrolled(today, today.Token(Roles.Officer));
            reference = specimen["reference"]!.GetValue<string>();
            Assert.Equal(("2027-01-10", "2029-01-09"), (specimen["from"]!.GetValue<string>(), specimen["until"]!.GetValue<string>()));
        }
        // The last minutes of its last day in Casablanca, and those after it.
        Assert.True((await Found("2029-01-09T23:50:00Z"))["valid"]!.GetValue<bool>());
        Assert.False((await Found("2029-01-10T00:00:00Z"))["valid"]!.GetValue<bool>());
        await using var later = await CityInProcess.Start(storage, "--Casa:Clock=2030-01-11T09:00:00Z");
        await PurgeSpecimens.Run(later.Counter, default);
        await Eventually.True(async () =>
            await later.Counter.Blobs.Read(reference, SpecimenKind.Folder, Sha256(picture), default) is null, "the picture is gone");
        var its = (await later.Counter.Cases.Find(later.Counter.Specimens.Kind, reference, default))!;
        Assert.Empty(its.Personal.Fields);
        Assert.Empty(await later.Counter.Cases.FaultsOf(reference, default));

        async Task<JsonNode> Found(string clock)
        {
            await using var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false", $"--Casa:Clock={clock}");
            using var answer = await Call(city, HttpMethod.Post, "/api/bureaus/maarif-1/specimens/search", new JsonObject { ["cin"] = "bk-771199" }, city.Token(Roles.Officer));
            return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["items"]![0]!;
        }
    }

    [Fact]
    public async Task Erasing_the_person_erases_the_specimen()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var reference = (await Enrolled(city, city.Token(Roles.Officer)))["reference"]!.GetValue<string>();
        using (var erased = await Call(city, HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = Citizen.Cin, ["reason"] = "person-asked" }, city.Token(Roles.Manager)))
            Assert.Equal([reference], (await erased.Content.ReadFromJsonAsync<JsonNode>())!["references"]!.AsArray().Select(one => one!.GetValue<string>()));
        await Eventually.True(async () =>
            await city.Counter.Blobs.Read(reference, SpecimenKind.Folder, Sha256(picture), default) is null, "the picture is gone");
        Assert.Empty((await city.Counter.Cases.Find(city.Counter.Specimens.Kind, reference, default))!.Personal.Fields);
        await StoryTests.Refused(await Call(city, HttpMethod.Get, $"/api/specimens/{reference}", null, city.Token(Roles.Officer)), "LEG-021", HttpStatusCode.NotFound);
        Assert.DoesNotContain(Citizen.Cin, city.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_names_who_left_only_a_specimen_erases_nothing()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var reference = (await Enrolled(city, city.Token(Roles.Officer)))["reference"]!.GetValue<string>();
        foreach (var whom in (string[])[Citizen.Cin, reference])
        {
            await StoryTests.Refused(
                await Call(city, HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = whom, ["reason"] = "other", ["note"] = $"voir Mme/{Citizen.Name.Split(' ')[^1]}" }, city.Token(Roles.Manager)),
                "LEG-132", HttpStatusCode.UnprocessableEntity);
        }
        Assert.NotEmpty((await city.Counter.Cases.Find(city.Counter.Specimens.Kind, reference, default))!.Personal.Fields);
    }

    [Fact]
    public async Task A_picture_is_judged_and_a_repeat_with_its_key_enrols_once()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var officer = city.Token(Roles.Officer);
        foreach (var wrong in (byte[][])[SamplePage.Pdf, [1, 2, 3], []])
            await StoryTests.Refused(await Call(city, HttpMethod.Post, "/api/bureaus/maarif-1/specimens", Body(wrong), officer), "LEG-022", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((await Enrolled(city, officer, "k"))["reference"]!.GetValue<string>(), (await Enrolled(city, officer, "k"))["reference"]!.GetValue<string>());
    }

    static JsonObject Body(byte[] bytes, string? name = null) => new() { ["name"] = name ?? Citizen.Name, ["cin"] = "BK 771199", ["picture"] = Convert.ToBase64String(bytes) };

    static async Task<JsonNode> Enrolled(CityInProcess city, string officer, string? key = null, string? name = null)
    {
        using var answer = await Call(city, HttpMethod.Post, "/api/bureaus/maarif-1/specimens", Body(picture, name), officer, key);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    static Task<HttpResponseMessage> Call(CityInProcess city, HttpMethod method, string path, JsonNode? body, string token, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return city.Http.SendAsync(request);
    }

    static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    static byte[] SkiaPng(int width, int height)
    {
        using var bitmap = new SkiaSharp.SKBitmap(width, height);
        bitmap.Erase(SkiaSharp.SKColors.White);
        using var data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
