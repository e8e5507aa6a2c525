using System.CommandLine;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace Casa;

/// <summary><c>erase</c>: a person's values leave the city (loi 09-08); numbers, hashes and acts stay.</summary>
static class Erase
{
    public static Command Verb()
    {
        var whom = new Argument<string>("WHOM") { HelpName = "REFERENCE|CIN|PHONE|EMAIL", Description = "a case, or whatever finds a person's cases" };
        var port = CityClient.Port();
        var verb = new Command("erase", "erases a person's values; registers and chains stay verifiable") { whom, port };
        verb.SetAction(async (said, stop) =>
        {
            using var city = new CityClient(said.GetValue(port));
            var erased = await city.Call(HttpMethod.Post, "/api/legalisations/erasures", new JsonObject { ["whom"] = said.GetValue(whom) }, stop,
                Token.Make(Roles.Manager));
            var references = erased["references"]!.AsArray();
            foreach (var reference in references) Console.WriteLine(reference);
            Console.WriteLine($"{references.Count} case(s) hold nothing about this person any more.");
            return 0;
        });
        return verb;
    }
}
