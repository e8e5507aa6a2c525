using System.CommandLine;
using CasaServerless.Kernel.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Casa;

/// <summary><c>poison</c>: what the queues gave up on, and sending it on its way again.</summary>
static class Poison
{
    public static Command Verb()
    {
        var act = new Argument<string>("list|replay") { HelpName = "list|replay", Description = "list or replay" };
        act.AcceptOnlyFromAmong("list", "replay");
        var port = LocalCity.StoragePort();
        var verb = new Command("poison", "lists queue items that have used up their tries, or sends them again") { act, port };
        verb.SetAction(async (said, stop) =>
        {
            await using var city = LocalCity.Open(said.GetValue(port));
            var stuck = city.Services.GetRequiredService<StuckItems>();
            var items = await stuck.List(null, stop);
            foreach (var item in items)
            {
                if (said.GetValue(act) == "replay") await stuck.Replay(item, stop);
                Console.WriteLine($"{item.At:O}  {item.Queue}  {item.Error}  {item.Text}");
            }
            Console.WriteLine($"{items.Count} item(s){(said.GetValue(act) == "replay" ? " sent again" : "")}.");
            return 0;
        });
        return verb;
    }
}
