using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Common.Referentiels;
using CasaServerless.Services.Tickets;
using CasaServerless.Tests.Functions.Services.Legalisation;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets;

public sealed class CatalogueTests(Azurite azurite)
{
    // What people type, and what they mean: French with and without accents and slips, Arabic with and without vowel signs and hamzas, Darija in
    // both scripts.
    static readonly (string Typed, string Meant)[] typed =
    [
        ("lampadaire", "eclairage-public"), ("eclairage", "eclairage-public"), ("Éclairage éteint", "eclairage-public"), ("lamp", "eclairage-public"),
        ("الإنارة", "eclairage-public"), ("الانارة", "eclairage-public"), ("الضو طافي", "eclairage-public"), ("do tafi", "eclairage-public"),
        ("fuite d'eau", "fuite-eau"), ("fuite d’eau dans la rue", "fuite-eau"), ("تسرب الماء", "fuite-eau"), ("تَسَرُّب الماء", "fuite-eau"), ("lma kaysil", "fuite-eau"),
        ("الما مقطوع", "coupure-eau"), ("lma me9tou3", "coupure-eau"), ("lma mektou3", "coupure-eau"), ("plus d'eau", "coupure-eau"),
        ("panne de courant", "coupure-electricite"), ("do me9tou3", "coupure-electricite"), ("الضو مقطوع", "coupure-electricite"), ("انقطاع الكهرباء", "coupure-electricite"),
        ("nid de poule", "nid-de-poule"), ("nid de poul", "nid-de-poule"), ("7ofra f tri9", "nid-de-poule"), ("hofra", "nid-de-poule"), ("حفرة", "nid-de-poule"), ("الحفرة فالطريق", "nid-de-poule"),
        ("ordures", "ordures-non-ramassees"), ("poubele", "ordures-non-ramassees"), ("zbel", "ordures-non-ramassees"), ("الزبل ما تهزش", "ordures-non-ramassees"), ("أزبال", "ordures-non-ramassees"),
        ("regard ouvert", "regard-ouvert"), ("plaque d'égout", "regard-ouvert"), ("بالوعة مفتوحة", "regard-ouvert"), ("rigar me7loul", "regard-ouvert"),
        ("odeur de gaz", "fuite-gaz"), ("ri7t lgaz", "fuite-gaz"), ("رائحة الغاز", "fuite-gaz"), ("incendie", "incendie"), ("l3afya", "incendie"), ("حريق", "incendie"),
        ("klab", "chiens-errants"), ("كلاب ضالة", "chiens-errants"), ("chien errant", "chiens-errants"), ("feu rouge", "feu-tricolore"), ("forouj", "feu-tricolore"), ("إشارة المرور", "feu-tricolore"),
        ("taxi", "taxi"), ("طاكسي", "taxi"), ("tobis", "bus"), ("طوبيس", "bus"), ("tram", "tramway"), ("الطرام", "tramway"), ("sda3", "bruit"), ("ضجيج", "bruit"), ("bruit la nuit", "bruit"),
        ("wad 7ar", "egout-deborde"), ("الواد الحار", "egout-deborde"), ("rats", "rats-insectes"), ("طوبات", "rats-insectes"), ("tobat", "rats-insectes"),
        ("ferracha", "occupation-domaine-public"), ("الفراشة", "occupation-domaine-public"), ("arbre tombé", "arbre-dangereux"), ("شجرة ساقطة", "arbre-dangereux"),
        ("redma", "gravats"), ("الردمة", "gravats"), ("parking", "stationnement-genant"), ("khit dyal do", "fil-electrique-tombe"), ("سلك كهربائي", "fil-electrique-tombe"),
    ];

    [Fact]
    public async Task What_people_type_finds_what_they_mean()
    {
        await using var city = await Start();
        var catalogue = city.Services.GetRequiredService<Catalogue>();
        List<string> missed = [];
        foreach (var (text, meant) in typed)
        {
            var found = (await catalogue.Search(text, default)).Take(3).Select(service => service.Id).ToList();
            if (found.FirstOrDefault() != meant) missed.Add($"{text} → {string.Join(", ", found)} ({meant})");
        }
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_cut_between_characters()
    {
        await using var city = await Start();
        // The two hundredth is the first half of a picture.
        Assert.Empty(await city.Services.GetRequiredService<Catalogue>().Search($"{new string('z', 199)}💡", default));
    }

    [Fact]
    public async Task The_catalogue_is_told_in_the_callers_language_by_family()
    {
        await using var city = await Start();
        var french = await Get(city, "/api/services", "fr");
        var arabic = await Get(city, "/api/services", "ar");
        var items = french["items"]!.AsArray();
        Assert.Equal(Seeds.Services.Count, items.Count);
        Assert.Equal(["administratifs", "interet-general", "mobilite", "urbains", "environnement"],
            items.Select(item => item!["family"]!["code"]!.GetValue<string>()).Distinct());
        Assert.Equal("Éclairage public en panne", Of(items, "eclairage-public")["name"]!.GetValue<string>());
        Assert.Equal("عطل في الإنارة العمومية", Of(arabic["items"]!.AsArray(), "eclairage-public")["name"]!.GetValue<string>());
        Assert.Equal("الخدمات الحضرية", Of(arabic["items"]!.AsArray(), "eclairage-public")["family"]!["name"]!.GetValue<string>());

        Assert.Equal("fil-electrique-tombe", (await Get(city, "/api/services?q=fil+electrique", "fr"))["items"]![0]!["code"]!.GetValue<string>());
        Assert.Empty((await Get(city, "/api/services?q=zzzzqqq", "fr"))["items"]!.AsArray());
        Assert.Equal(items.Count, (await Get(city, "/api/services?q=+", "fr"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_services_questions_are_told_and_a_hidden_one_is_gone()
    {
        await using var city = await Start();
        var told = await Get(city, "/api/services/eclairage-public", "ar");
        Assert.Equal(["panne", "numero-poteau"], told["attributes"]!.AsArray().Select(one => one!["code"]!.GetValue<string>()));
        Assert.Equal("منطفئ", told["attributes"]![0]!["values"]![0]!["name"]!.GetValue<string>());
        await StoryTests.Refused(await city.Http.GetAsync("/api/services/nothing"), "TIC-041", HttpStatusCode.NotFound);

        var (service, tag) = await Common.Referentiels.ManagerCalls.Entry(city, "services", "graffitis");
        service["hidden"] = true;
        await Common.Referentiels.ManagerCalls.Changed(city, HttpMethod.Put, "services/graffitis", service, tag);
        await StoryTests.Refused(await city.Http.GetAsync("/api/services/graffitis"), "TIC-041", HttpStatusCode.NotFound);
        Assert.DoesNotContain((await Get(city, "/api/services", "fr"))["items"]!.AsArray(), item => item!["code"]!.GetValue<string>() == "graffitis");
        Assert.NotNull(await city.Services.GetRequiredService<ReferentielStore>().Service("graffitis", default));
    }

    [Theory]
    [InlineData("Éclairage  PUBLIC", "eclairage public")]
    [InlineData("قَهْوَة", "قهوه")]
    [InlineData("الإنارة", "اناره")]
    [InlineData("lma me9tou3", "ma mektua")]
    [InlineData("7ofra", "hofra")]
    [InlineData("l’égout", "l egut")]
    [InlineData("", "")]
    [InlineData("trou \uFFFE", "tru")]
    public void Spelling_is_folded(string written, string folded) => Assert.Equal(folded, string.Join(' ', SearchText.Words(written)));

    [Fact]
    public void Every_service_is_called_something_in_every_way_of_writing()
    {
        foreach (var service in Seeds.Services)
        {
            Assert.True(service.Demonstration, service.Id);
            Assert.Contains(service.Family, ServiceFamilies.Names.Keys);
            Assert.Contains(service.Group, ServiceGroups.Names.Keys);
            Assert.Contains(service.Keywords, word => word.Any(symbol => symbol is >= 'ء' and <= 'ي'));
            Assert.Contains(service.Keywords, word => word.All(symbol => symbol < 0x250));
        }
        Assert.All((string[])["fuite-gaz", "fil-electrique-tombe", "regard-ouvert", "batiment-menacant-ruine", "incendie"],
            code => Assert.True(Seeds.Services.Single(one => one.Id == code).DangerToLife));
    }

    Task<CityInProcess> Start() => CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");

    static JsonNode Of(JsonArray items, string code) => items.Single(item => item!["code"]!.GetValue<string>() == code)!;

    static async Task<JsonNode> Get(CityInProcess city, string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.Add(new(language));
        using var answer = await city.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
