using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>Reporting through GeoReport: what is kept, what is told, what is refused.</summary>
public sealed class ReportTests(Azurite azurite)
{
    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task A_report_becomes_a_ticket_and_tells_the_public_nothing_of_its_reporter(string format)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, format);
        var posted = (await here.Report("gravats",
            ("address_string", "12 rue des Gravats"), ("email", "houda.essayeuse@example.ma"), ("device_id", "tt222111"), ("account_id", "compte-77"),
            ("first_name", "Houda"), ("last_name", "Essayeuse"), ("phone", "0662119922"), ("description", "Un tas de gravats <b>bloque</b>\nle trottoir & la rue"),
            ("media_url", "https://photos.example/1.jpg"), ("attribute[nature][]", "gravats"), ("attribute[nature][]", "meubles"))).Ok();
        var id = posted["service_request_id"]!;
        Assert.StartsWith("TIC-", id, StringComparison.Ordinal);
        Assert.Equal("compte-77", posted["account_id"]);
        Assert.Contains($"https://casa.test/tickets/{id}", posted["service_notice"], StringComparison.Ordinal);

        var told = (await here.Client.Request(id)).Ok();
        Assert.Equal("open", told["status"]);
        Assert.Equal("gravats", told["service_code"]);
        Assert.Equal("Un tas de gravats <b>bloque</b>\nle trottoir & la rue", told["description"]);
        Assert.Equal("maarif", told["address_id"]);
        Assert.StartsWith("12 rue des Gravats, Arrondissement Ma", told["address"], StringComparison.Ordinal);
        Assert.Equal((Partnership.Lat, Partnership.Long), (told["lat"], told["long"]));
        Assert.NotNull(told["agency_responsible"]);
        Assert.True(Time(told["expected_datetime"]!) > Time(told["requested_datetime"]!), "Expected before it was asked for.");
        Assert.Null(told["media_url"]);
        foreach (var body in new[] { told.Body, (await here.Client.Requests()).Ok().Body, (await here.Client.Token(id)).Ok().Body })
            Assert.All(["Houda", "Essayeuse", "houda", "66211", "compte-77", "tt222111", "photos.example"], secret => Assert.DoesNotContain(secret, body, StringComparison.Ordinal));

        // It is a ticket like every other: its operator works on it, and the reporter follows it with the code of the notice.
        var its = await city.Services.TicketsOf().Cases.Find(city.Services.TicketsOf().Kind, id, default);
        Assert.Equal("open311", its!.State.Channel);
        using var seen = await Staff(city, id);
        var view = (await seen.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("Houda Essayeuse", view["reporter"]!["name"]!.GetValue<string>());
        Assert.Equal("https://photos.example/1.jpg", view["media"]!.GetValue<string>());
        Assert.Equal(["gravats", "meubles"], view["attributes"]!["nature"]!.AsArray().Select(one => one!.GetValue<string>()));
        var code = city.Services.TicketsOf().Codes.Of(id, 1);
        Assert.Contains(code, posted["service_notice"], StringComparison.Ordinal);
        Assert.DoesNotContain("Houda", city.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("address_string", "3 boulevard de la Résistance, Mers-Sultan", "mers-sultan")]
    [InlineData("address_string", "شارع محمد الخامس، عين السبع", "ain-sebaa")]
    [InlineData("address_string", "Boulevard d’Anfa, Maârif", null)]
    [InlineData("address_string", "près de la gare", null)]
    [InlineData("address_id", "sidi-moumen", "sidi-moumen")]
    public async Task A_place_may_be_an_address_or_an_id(string field, string value, string? arrondissement)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, "json");
        var id = (await here.Client.Post(("api_key", here.Key), ("service_code", "graffitis"), (field, value))).Ok()["service_request_id"]!;
        var told = (await here.Client.Request(id)).Ok();
        Assert.Equal(arrondissement, told["address_id"]);
        Assert.Null(told["lat"]);
        if (field == "address_string") Assert.StartsWith(value, told["address"], StringComparison.Ordinal);
        else Assert.Contains("Sidi Moumen", told["address"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task All_that_is_wrong_is_told_at_once(string format)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, format);
        var nothing = (await here.Client.Post(("api_key", here.Key), ("media_url", "javascript:alert(1)"))).Refused(HttpStatusCode.BadRequest);
        Assert.Equal(3, nothing.Count);
        Assert.Contains("TIC-313", nothing[0], StringComparison.Ordinal);
        Assert.Contains("TIC-315", nothing[1], StringComparison.Ordinal);
        Assert.Contains("TIC-320", nothing[2], StringComparison.Ordinal);
        await Refused("TIC-314", HttpStatusCode.NotFound, ("service_code", "no-such-service"), ("lat", "33.5777"), ("long", "-7.6345"));
        await Refused("TIC-315", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "33.5777"));
        await Refused("TIC-320", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "north"), ("long", "-7.6345"));
        await Refused("TIC-320", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "NaN"), ("long", "-7.6345"));
        await Refused("TIC-320", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "91"), ("long", "-7.6345"));
        await Refused("TIC-322", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "33.5777"), ("lat", "33.5"), ("long", "-7.6345"));
        await Refused("TIC-319", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("address_id", "atlantis"));
        // The counter's own refusals come in the same form: outside the city, a question that was not answered or not so, a telephone that is none.
        await Refused("TIC-004", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "48.85"), ("long", "2.35"));
        await Refused("TIC-001", HttpStatusCode.BadRequest, ("service_code", "gravats"), ("lat", "33.5777"), ("long", "-7.6345"));
        await Refused("TIC-001", HttpStatusCode.BadRequest, ("service_code", "gravats"), ("lat", "33.5777"), ("long", "-7.6345"), ("attribute[nature]", "neige"));
        await Refused("TIC-001", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "33.5777"), ("long", "-7.6345"), ("attribute[x]", "y"));
        await Refused("TIC-001", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "33.5777"), ("long", "-7.6345"), ("phone", "12"));
        await Refused("TIC-001", HttpStatusCode.BadRequest, ("service_code", "graffitis"), ("lat", "33.5777"), ("long", "-7.6345"), ("description", new string('x', 4001)));
        Assert.Empty((await here.Client.Requests()).Ok().Items);

        async Task Refused(string code, HttpStatusCode status, params (string, string)[] fields) => Assert.Contains(
            code, Assert.Single((await here.Client.Post([("api_key", here.Key), .. fields])).Refused(status)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task Only_a_form_is_taken(string format)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var client = new GeoReportClient(city.Http, "/open311/v2", format);
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.Contains("TIC-327", Assert.Single((await client.Post(json)).Refused(HttpStatusCode.BadRequest)), StringComparison.Ordinal);
        using var large = new StringContent("a=" + new string('x', 300_000), Encoding.UTF8, "application/x-www-form-urlencoded");
        (await client.Post(large)).Refused(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_report_without_words_is_called_by_its_service_and_danger_is_answered_with_the_emergency_numbers()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, "xml");
        var posted = (await here.Report("fuite-gaz")).Ok();
        Assert.StartsWith(Emergency.Sentence.Fr, posted["service_notice"], StringComparison.Ordinal);
        var told = (await here.Client.Request(posted["service_request_id"]!)).Ok();
        Assert.Equal(told["service_name"], told["description"]);
        Assert.Equal(Emergency.Sentence.Fr, told["service_notice"]);
    }

    [Fact]
    public async Task The_same_key_twice_is_one_request()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, "json");
        city.Http.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var id = await here.Reported();
        Assert.Equal(id, await here.Reported());
        Assert.Contains("CASE-004", Assert.Single((await here.Report("balayage")).Refused(HttpStatusCode.BadRequest)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_erased_is_public_no_more()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, "json");
        var id = await here.Reported("graffitis", ("description", "Devant chez Houda"), ("address_string", "Porte de Houda"));
        Assert.Contains("Houda", (await here.Client.Request(id)).Ok().Body, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets/erasures") { Content = JsonContent.Create(new JsonObject { ["whom"] = id, ["reason"] = "person-asked" }) };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        using var erased = await city.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        var told = (await here.Client.Request(id)).Ok();
        Assert.DoesNotContain("Houda", told.Body, StringComparison.Ordinal);
        Assert.Equal((told["service_name"], "closed"), (told["description"], told["status"]));
    }

    static async Task<HttpResponseMessage> Staff(CityInProcess city, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/tickets/{id}");
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        return await city.Http.SendAsync(request);
    }

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
