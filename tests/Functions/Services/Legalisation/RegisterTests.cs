using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Functions.Kernel.Registers;
using CasaServerless.Tests.Functions.Kernel.Sealing;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using Tool = CasaServerless.Tests.Given.Documents.Tool;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>A bureau's register as managers, auditors and anyone may have it.</summary>
public sealed class RegisterTests(Azurite azurite)
{
    const string Auditor = Roles.Auditor;

    [Fact]
    public async Task It_leaves_as_CSV_in_both_languages_and_names_no_citizen()
    {
        await using var city = await Quiet(azurite.NewAccount());
        await Fill(city, 3);
        using var answer = await Get(city, "/api/bureaus/maarif-1/register.csv");
        Assert.Equal(("text/csv", "utf-8"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentType.CharSet));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal(["Numéro / الرقم", "Date / التاريخ", "Nature / النوع", "Officier / الضابط"], lines[0].Split(',')[..4]);
        Assert.Equal("", lines[^1]);
        Assert.Equal([$"{Year}-000001", $"{Year}-000002", $"{Year}-000003"], lines[1..^1].Select(line => line.Split(',')[0]));
        Assert.Contains("scellé / مختوم,5ea1000000000000000000000000000000000000000000000000000000000001", lines[1], StringComparison.Ordinal);
        Assert.Contains("annulé / ملغى,,", lines[2], StringComparison.Ordinal);
        Assert.Contains("en cours / جار,,", lines[3], StringComparison.Ordinal);
        // A field that holds a separator or a quotation mark is told so.
        Assert.Contains("\"acte, dit \"\"le premier\"\"\"", lines[1], StringComparison.Ordinal);
        Assert.Equal(9, Fields(lines[1]).Count);
    }

    [Fact]
    public async Task It_leaves_as_a_signed_PDF_in_both_languages()
    {
        await using var city = await Quiet(azurite.NewAccount());
        await Fill(city, 60);
        using var answer = await Get(city, "/api/bureaus/maarif-1/register.pdf");
        var pdf = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(SealVerifier.Verify(pdf).Holds);
        using var folder = new Folder();
        var path = folder.Write("register.pdf", pdf);
        Directory.CreateDirectory(Path.Combine(Root.Path, "tests", "output"));
        File.Copy(path, Path.Combine(Root.Path, "tests", "output", "register.pdf"), overwrite: true);
        Tool.Must("qpdf", "--check", path);
        Assert.Contains("Signature is Valid", Tool.Run("pdfsig", path).Output, StringComparison.Ordinal);
        var text = Tool.Must("pdftotext", "-layout", path, "-");
        foreach (var words in new[] { "Registre des légalisations", "NON OFFICIEL", "Copie certifiée conforme", "نسخة مشهود بمطابقتها لأصلها", "سجل", $"{Year}-000001", $"{Year}-000060", "page 4 sur 4", "annulé", "maarif-1-officer-1", "ceux du jour de l’extrait" })
            Assert.Contains(words, text, StringComparison.Ordinal);
        using var none = await Get(city, "/api/bureaus/maarif-1/register.pdf?volume=2");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task An_empty_register_is_an_empty_table()
    {
        await using var city = await Quiet(azurite.NewAccount());
        using var csv = await Get(city, "/api/bureaus/anfa-1/register.csv");
        Assert.Single((await csv.Content.ReadAsStringAsync()).Trim().Split("\r\n"));
        using var pdf = await Get(city, "/api/bureaus/anfa-1/register.pdf");
        Assert.True(SealVerifier.Verify(await pdf.Content.ReadAsByteArrayAsync()).Holds);
        using var year = await Get(city, "/api/bureaus/anfa-1/register.csv?year=12");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, year.StatusCode);
        using var unknown = await Get(city, "/api/bureaus/nowhere/register.pdf");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [Fact]
    public async Task A_broken_register_is_shown_with_its_faults_in_both_languages_and_is_not_signed()
    {
        await using var city = await Quiet(azurite.NewAccount());
        await Fill(city, 3);
        var forger = new Forger(city.Services.GetRequiredService<CityStorage>().Table(Register.TableName), $"maarif-1:{Year}");
        await forger.Change("N000002", "Facts", "nothing");
        await forger.Change("O000001", "Facts", "nothing");
        foreach (var (language, told) in new[] { ("fr", "Numéro 2 : l’empreinte ne découle pas"), ("ar", "الرقم 2: البصمة لا تنتج") })
        {
            using var page = await Get(city, "/api/bureaus/maarif-1/register", language);
            var register = (await page.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.Contains(register["faults"]!.AsArray(), fault => fault!.GetValue<string>().StartsWith(told, StringComparison.Ordinal));
            Assert.Equal(2, register["items"]!.AsArray().Count);
        }
        using var pdf = await Get(city, "/api/bureaus/maarif-1/register.pdf");
        Assert.Equal((HttpStatusCode.Conflict, "LEG-052"), (pdf.StatusCode, (await pdf.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.GetValue<string>()));
        using var csv = await Get(city, "/api/bureaus/maarif-1/register.csv");
        Assert.Equal(4, (await csv.Content.ReadAsStringAsync()).Trim().Split("\r\n").Length);
    }

    [Fact]
    public async Task Closed_days_are_open_data_that_another_program_checks()
    {
        var storage = azurite.NewAccount();
        await using (var city = await Quiet(storage)) await Fill(city, 3);
        await using var tomorrow = await Quiet(storage, In(1));
        Assert.True(await Close(tomorrow));
        Assert.False(await Close(tomorrow));
        await using var later = await Quiet(storage, In(3));
        Assert.True(await Close(later));

        var days = (await later.Http.GetFromJsonAsync<JsonNode>("/api/registers/heads"))!["items"]!.AsArray();
        Assert.Equal(2, days.Count);
        Assert.Equal(days[0]!["sha256"]!.GetValue<string>(), days[1]!["before"]!["sha256"]!.GetValue<string>());
        var head = Assert.Single(days[1]!["registers"]!.AsArray())!;
        Assert.Equal(($"maarif-1:{Year}", 3, 5), (head["register"]!.GetValue<string>(), head["number"]!.GetValue<int>(), head["count"]!.GetValue<int>()));
        var date = days[1]!["date"]!.GetValue<string>();
        var one = await later.Http.GetFromJsonAsync<JsonNode>($"/api/registers/heads/{date}");
        Assert.True(JsonNode.DeepEquals(days[1], one));
        Assert.Single((await later.Http.GetFromJsonAsync<JsonNode>($"/api/registers/heads?from={date}&to={date}"))!["items"]!.AsArray());

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/registers/heads/{date}");
        request.Headers.Accept.Add(new("application/cose"));
        using var answer = await later.Http.SendAsync(request);
        Assert.Equal("application/cose", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        var cose = await answer.Content.ReadAsByteArrayAsync();
        var key = (await later.Http.GetFromJsonAsync<PublishedKeys>("/api/registers/key"))!.Keys[0];
        using var curve = System.Security.Cryptography.ECDsa.Create(new System.Security.Cryptography.ECParameters
        {
            Curve = System.Security.Cryptography.ECCurve.NamedCurves.nistP256,
            Q = new() { X = System.Buffers.Text.Base64Url.DecodeFromChars(key.X), Y = System.Buffers.Text.Base64Url.DecodeFromChars(key.Y) },
        });
        Assert.True(System.Security.Cryptography.Cose.CoseMessage.DecodeSign1(cose).VerifyEmbedded(curve));

        foreach (var nothing in new[] { "2020-01-01", "hier" })
        {
            using var none = await later.Http.GetAsync($"/api/registers/heads/{nothing}");
            Assert.Equal((HttpStatusCode.NotFound, "LEG-050"), (none.StatusCode, (await none.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task The_command_says_where_a_register_breaks_and_with_kept_heads_sees_what_the_chain_hides()
    {
        var storage = azurite.NewAccount();
        await using (var city = await Quiet(storage)) await Fill(city, 6);
        await using var later = await Quiet(storage, In(1));
        Assert.True(await Close(later));
        using var folder = new Folder();
        var kept = folder.Write("heads.json", await later.Http.GetStringAsync("/api/registers/heads"));
        var key = folder.Write("key.json", await later.Http.GetStringAsync("/api/registers/key"));

        Assert.Equal((0, $"maarif-1 {Year}: 6 number(s), sound\nEvery chain holds.\n"), await Verify(later, null));
        Assert.Equal((0, $"maarif-1 {Year}: 6 number(s), sound\nEvery chain holds, and is what was published on 1 day(s).\n"), await Verify(later, kept, key));
        Assert.Equal(0, (await Verify(later, new Uri(later.Http.BaseAddress!, "/api/registers/heads").ToString(), new Uri(later.Http.BaseAddress!, "/api/registers/key").ToString())).Exit);

        // Cut off and hashed anew by somebody with a key to the storage account.
        var forger = new Forger(later.Services.GetRequiredService<CityStorage>().Table(Register.TableName), $"maarif-1:{Year}");
        await forger.Remove("N000006", "Kact6");
        await forger.HashAnew();
        Assert.Equal(0, (await Verify(later, null)).Exit);
        var (exit, said) = await Verify(later, kept, key);
        Assert.Equal(1, exit);
        Assert.Contains($"maarif-1 {Year}: 5 number(s), 1 fault(s)\n  H: published on {Yesterday(later)} with 10 links, of which 9 are left\n", said, StringComparison.Ordinal);
        foreach (var (language, sentence) in new[] { ("fr", "il en reste 9 : des lignes ont été retirées."), ("ar", "ولم يبق منها سوى 9: حُذفت أسطر.") })
        {
            using var page = await Get(later, $"/api/bureaus/maarif-1/register?year={Year}", language);
            Assert.EndsWith(sentence, Assert.Single((await page.Content.ReadFromJsonAsync<JsonNode>())!["faults"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        }

        // A forger who also states the day again has no key that anyone knows.
        using var stranger = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var others = FilePublishingKey.Read(stranger.ExportPkcs8PrivateKeyPem());
        var unknown = folder.Write("other.json", System.Text.Json.JsonSerializer.Serialize(PublishedKeys.Of(others), PublishingJson.Default.PublishedKeys));
        Assert.Contains("heads: a statement that none of the city's keys signed", (await Verify(later, kept, unknown)).Said, StringComparison.Ordinal);

        static string Yesterday(CityInProcess city) => CasaServerless.Kernel.CityTime.Day(city.Counter.Clock.GetUtcNow()).AddDays(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_register_of_a_bureau_that_tells_nothing_any_more_is_missed()
    {
        var storage = azurite.NewAccount();
        await using (var city = await Quiet(storage)) await Fill(city, 1);
        await using var later = await Quiet(storage, In(1));
        await Close(later);
        var table = later.Services.GetRequiredService<CityStorage>().Table(Register.TableName);
        await new Forger(table, $"maarif-1:{Year}").Remove("H", "N000001", "O000001", "Kact1");
        Assert.Equal(0, (await Verify(later, null)).Exit);
        using var folder = new Folder();
        var kept = folder.Write("heads.json", await later.Http.GetStringAsync("/api/registers/heads"));
        var (exit, said) = await Verify(later, kept, new Uri(later.Http.BaseAddress!, "/api/registers/key").ToString());
        Assert.Equal(1, exit);
        Assert.Contains("with 2 links, of which 0 are left", said, StringComparison.Ordinal);
    }

    internal static int Year => CasaServerless.Kernel.CityTime.Day(TimeProvider.System.GetUtcNow()).Year;

    internal static string In(double days) => $"--Casa:Clock={TimeProvider.System.GetUtcNow().AddDays(days):O}";

    internal static Task<CityInProcess> Quiet(string storage, params string[] settings) => CityInProcess.Start(storage, [.. settings, "--Casa:Runner:Enabled=false"]);

    internal static Task<bool> Close(CityInProcess city) => CloseDay.Run(city.Counter, city.Services.GetRequiredService<RegisterHeads>(), default);

    // Sealed, annulled, open, and so on.
    internal static async Task Fill(CityInProcess city, int numbers)
    {
        for (var number = 1; number <= numbers; number++)
        {
            var entry = new RegisterEntry($"LEG-00000-{number:D6}", PaperKind.CertifiedCopy, new(Year, 3, 1), "maarif-1-officer-1", "acte, dit \"le premier\"");
            await city.Counter.Register.Take($"maarif-1:{Year}", $"act{number}", entry.ToJson(), default);
            if (number % 3 != 0)
                await city.Counter.Register.Record($"maarif-1:{Year}", number, number % 3 == 1 ? RegisterOutcome.Sealed($"5ea1{number:D60}") : RegisterOutcome.Annulled, default);
        }
    }

    internal static async Task<HttpResponseMessage> Get(CityInProcess city, string path, string language = "fr")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", city.Token(Auditor));
        request.Headers.AcceptLanguage.Add(new(language));
        return await city.Http.SendAsync(request);
    }

    static async Task<(int Exit, string Said)> Verify(CityInProcess city, string? heads, string key = "")
    {
        using var client = new CityClient(city.Http.BaseAddress!.Port);
        var published = heads is null ? null : await PublishedHeads.Read(heads, key, default);
        var output = new StringWriter();
        var exit = await RegisterVerify.Check(client, city.Token(Auditor), null, Year, published, output, default);
        return (exit, output.ToString());
    }

    static List<string> Fields(string line)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted) fields.Add("");
            else fields[^1] += letter;
        }
        return fields;
    }
}
