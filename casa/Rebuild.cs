using System.CommandLine;
using CasaServerless.Kernel.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Casa;

/// <summary><c>rebuild LISTS</c>: writes every list anew from the cases' events.</summary>
static class Rebuild
{
    public static Command Verb()
    {
        var what = new Argument<string>("LISTS") { HelpName = "lists", Description = "lists" };
        what.AcceptOnlyFromAmong("lists");
        var port = LocalCity.StoragePort();
        var verb = new Command("rebuild", "writes the lists anew from the cases' events") { what, port };
        verb.SetAction(async (said, stop) =>
        {
            await using var city = LocalCity.Open(said.GetValue(port));
            var (cases, rows) = await city.Services.GetRequiredService<CaseStore>()
                .RebuildLists(city.Services.GetServices<ICaseKind>(), stop);
            Console.WriteLine($"{rows} row(s) of {cases} case(s).");
            return 0;
        });
        return verb;
    }
}
