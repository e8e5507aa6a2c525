using System.CommandLine;
using System.Text.Json;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Fees;

namespace Casa;

/// <summary>
/// <c>register verify</c>: fetches the rows of the registers and of the series of receipts, and checks them here: chain, numbering, and, with heads that
/// were published, that nothing was cut off or written anew since.
/// </summary>
static class RegisterVerify
{
    public static Command Verb()
    {
        var act = new Argument<string>("verify") { HelpName = "verify", Description = "verify" };
        act.AcceptOnlyFromAmong("verify");
        var bureau = new Option<string?>("--bureau") { HelpName = "B", Description = "one bureau (all of them)" };
        var year = new Option<int?>("--year") { HelpName = "Y", Description = "one year (this one, and those of the heads)" };
        var heads = new Option<string?>("--heads") { HelpName = "FILE|URL", Description = "compares with published heads: a kept answer of /api/registers/heads, or its address" };
        var key = new Option<string?>("--key") { HelpName = "FILE|URL", Description = "the keys that they must be signed with (/api/registers/key of the same city)" };
        var port = CityClient.Port();
        var verb = new Command("register", "checks the hash chains of registers and receipts; says where one breaks") { act, bureau, year, heads, key, port };
        verb.SetAction(async (said, stop) =>
        {
            using var city = new CityClient(said.GetValue(port));
            var published = said.GetValue(heads) is { } from
                ? await PublishedHeads.Read(from, said.GetValue(key) ?? KeyBeside(from, said.GetValue(port)), stop) : null;
            return await Check(city, Token.Make(Roles.Auditor), said.GetValue(bureau), said.GetValue(year), published, Console.Out, stop);
        });
        return verb;
    }

    internal static async Task<int> Check(
        CityClient city, string token, string? bureau, int? year, StatedDays? published, TextWriter output, CancellationToken stop)
    {
        var broken = 0;
        foreach (var fault in published?.Faults ?? [])
        {
            output.WriteLine($"heads: {fault}");
            broken++;
        }
        var bureaus = bureau is not null ? [bureau]
            : (await city.Call(HttpMethod.Get, "/api/bureaus", null, stop))["items"]!.AsArray().Select(each => each!["id"]!.GetValue<string>()).ToList();
        var books = bureaus.SelectMany(each => kinds.Select(kind => (Kind: kind, Bureau: each, Year: year))).ToList();
        if (year is null && published is not null) books.AddRange(Named(published, bureau));
        var seen = new HashSet<string>();
        foreach (var (kind, its, when) in books)
        {
            var (book, rows) = await Rows(city, token, kind, its, when, stop);
            if (!seen.Add(book)) continue;
            var pages = RegisterPages.From(book, rows);
            List<RegisterFault> faults = [.. pages.Faults, .. pages.Against(published?.Of(book) ?? [])];
            if (rows.Count > 0 || faults.Count > 0)
                output.WriteLine($"{book.Replace(':', ' ')}: {pages.Last} number(s), {(faults.Count == 0 ? "sound" : $"{faults.Count} fault(s)")}");
            foreach (var fault in faults) output.WriteLine($"  {fault}");
            broken += faults.Count;
        }
        if (broken == 0) output.WriteLine(published is null ? "Every chain holds." : $"Every chain holds, and is what was published on {published.Days.Count} day(s).");
        return broken == 0 ? 0 : 1;
    }

    // A bureau's register, and its series of receipts.
    static readonly string[] kinds = ["register", "receipts"];

    /// <summary>Registers that heads name, whether the city still tells of them or not.</summary>
    static IEnumerable<(string Kind, string Bureau, int? Year)> Named(StatedDays published, string? bureau) => published.Days
        .SelectMany(day => day.Registers).Select(head => Read(head.Register)).Where(book => bureau is null || book.Bureau == bureau).Distinct();

    static (string Kind, string Bureau, int? Year) Read(string book) =>
        RegisterEntry.ReadBook(book) is { } register ? ("register", register.Bureau, register.Year)
        : ReceiptEntry.ReadBook(book) is { } receipts ? ("receipts", receipts.Bureau, receipts.Year)
        : throw new Failure($"The heads name a book that no bureau keeps: {book}");

    static async Task<(string Book, List<RegisterRow> Rows)> Rows(
        CityClient city, string token, string kind, string bureau, int? year, CancellationToken stop)
    {
        var query = year is null ? "" : $"&year={year}";
        using var answer = await city.Get($"/api/bureaus/{Uri.EscapeDataString(bureau)}/register/rows?book={kind}{query}", token, stop);
        var rows = new List<RegisterRow>();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
        while (await lines.ReadLineAsync(stop) is { } line) rows.Add(JsonSerializer.Deserialize(line, RegisterJson.Default.RegisterRow)!);
        return (answer.Headers.GetValues("X-Register").Single(), rows);
    }

    static string KeyBeside(string heads, int port) => PublishedHeads.IsAddress(heads)
        ? new Uri(new Uri(heads), "/api/registers/key").ToString() : $"http://localhost:{port}/api/registers/key";
}
