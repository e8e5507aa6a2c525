using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace Casa;

/// <summary><c>explain</c>: a case told as a story.</summary>
static class Explain
{
    public static Command Verb()
    {
        var reference = new Argument<string>("REFERENCE") { HelpName = "REFERENCE", Description = "such as LEG-7K3Q9-XM2PAC" };
        var at = new Option<DateTimeOffset?>("--at") { HelpName = "ISO", Description = "as it was told at that moment" };
        var port = CityClient.Port();
        var verb = new Command("explain", "a case as a story: what happened, who, when, what is awaited") { reference, at, port };
        verb.SetAction(async (said, stop) =>
        {
            using var city = new CityClient(said.GetValue(port));
            var told = await city.Call(HttpMethod.Get, $"/api/legalisations/{Uri.EscapeDataString(said.GetValue(reference)!)}", null, stop,
                Token.Make(Roles.Manager));
            Tell(told, said.GetValue(at) ?? DateTimeOffset.MaxValue);
            return 0;
        });
        return verb;
    }

    static void Tell(JsonNode told, DateTimeOffset until)
    {
        Console.WriteLine($"{told["reference"]} · {told["kind"]} · {told["bureau"]}");
        foreach (var line in told["history"]!.AsArray())
        {
            var when = DateTimeOffset.Parse(line!["at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            if (when > until) break;
            Console.WriteLine($"  {when.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}  {line["what"]} ({line["by"]})");
        }
        if (until < DateTimeOffset.MaxValue) return;
        Console.WriteLine($"  now: {told["statusText"]}{(told["registerNumber"] is { } number ? $", n° {number}" : "")}{Awaited(told["status"]!.GetValue<string>())}");
    }

    static string Awaited(string status) => status switch
    {
        "awaiting-document" => "; the citizen's document is awaited, or its judgement",
        "document-refused" => "; another document is awaited from the citizen",
        "submitted" => "; the citizen is awaited at the bureau, with the original",
        "presented" => "; the officer's decision is awaited",
        "certifying" => "; the seal is awaited",
        _ => "; nothing is awaited",
    };
}
