using System.CommandLine;
using CasaServerless.Kernel.Identity;

namespace Casa;

/// <summary><c>register verify</c>: recomputes the hash chain of the bureaus' registers.</summary>
static class RegisterVerify
{
    public static Command Verb()
    {
        var act = new Argument<string>("verify") { HelpName = "verify", Description = "verify" };
        act.AcceptOnlyFromAmong("verify");
        var bureau = new Option<string?>("--bureau") { HelpName = "B", Description = "one bureau (all of them)" };
        var year = new Option<int?>("--year") { HelpName = "Y", Description = "one year (this one)" };
        var port = CityClient.Port();
        var verb = new Command("register", "checks the registers' hash chains; says where one breaks") { act, bureau, year, port };
        verb.SetAction(async (said, stop) =>
        {
            using var city = new CityClient(said.GetValue(port));
            var token = Token.Make(Roles.Auditor);
            IEnumerable<string> bureaus = said.GetValue(bureau) is { } one ? [one]
                : (await city.Call(HttpMethod.Get, "/api/bureaus", null, stop))["items"]!.AsArray().Select(each => each!["id"]!.GetValue<string>());
            var broken = 0;
            foreach (var each in bureaus)
            {
                var query = said.GetValue(year) is { } its ? $"?year={its}" : "";
                var pages = await city.Call(HttpMethod.Get, $"/api/bureaus/{Uri.EscapeDataString(each)}/register{query}", null, stop, token);
                var faults = pages["faults"]!.AsArray();
                if (pages["last"]!.GetValue<int>() > 0 || faults.Count > 0)
                    Console.WriteLine($"{each} {pages["year"]}: {pages["last"]} number(s), {(faults.Count == 0 ? "sound" : $"{faults.Count} fault(s)")}");
                foreach (var fault in faults) Console.WriteLine($"  {fault}");
                broken += faults.Count;
            }
            if (broken == 0) Console.WriteLine("Every chain holds.");
            return broken == 0 ? 0 : 1;
        });
        return verb;
    }
}
