using System.CommandLine;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace Casa;

/// <summary><c>erase</c>: a person's values leave the city (loi 09-08); numbers, hashes and acts stay, and why it was done.</summary>
static class Erase
{
    // Who says nothing has claimed nothing: neither that the person asked, nor that somebody ordered it.
    const string NoReason = "other", NoReasonNote = "Ligne de commande, sans motif indiqué";

    public static Command Verb()
    {
        var whom = new Argument<string>("WHOM") { HelpName = "REFERENCE|CIN|PHONE|EMAIL|CHANNEL-ID", Description = "a case, or whatever finds a person's cases" };
        var reason = new Option<string>("--reason") { HelpName = "REASON", Description = "person-asked, entered-in-error, ordered or other", DefaultValueFactory = _ => NoReason };
        reason.AcceptOnlyFromAmong("person-asked", "entered-in-error", "ordered", "other");
        var note = new Option<string?>("--note") { HelpName = "TEXT", Description = "kept with the reason; names nobody" };
        var port = CityClient.Port();
        var verb = new Command("erase", "erases a person's values; registers and chains stay verifiable") { whom, reason, note, port };
        verb.SetAction(async (said, stop) =>
        {
            using var city = new CityClient(said.GetValue(port));
            var why = said.GetValue(reason)!;
            var body = new JsonObject { ["whom"] = said.GetValue(whom), ["reason"] = why, ["note"] = said.GetValue(note) ?? (why == NoReason ? NoReasonNote : null) };
            // All are asked: a phone number or an address may be known to each.
            var papers = Tell(await city.Call(HttpMethod.Post, "/api/legalisations/erasures", body, stop, Token.Make(Roles.Manager)), Console.Out);
            var tickets = await city.Call(HttpMethod.Post, "/api/tickets/erasures", body, stop, Token.Make(Roles.Manager));
            foreach (var one in tickets["references"]!.AsArray()) Console.WriteLine(one);
            Console.WriteLine($"{tickets["references"]!.AsArray().Count} ticket(s) hold nothing about this person any more.");
            var talks = await city.Call(HttpMethod.Post, "/api/conversations/erasures", body, stop, Token.Make(Roles.Manager));
            Console.WriteLine($"{talks["conversations"]} conversation(s) with the assistant are gone.");
            return papers;
        });
        return verb;
    }

    /// <summary>What was erased and what was not; 1 where something was not.</summary>
    internal static int Tell(JsonNode erased, TextWriter output)
    {
        var references = List("references");
        foreach (var reference in references) output.WriteLine(reference);
        output.WriteLine($"{references.Count} case(s) hold nothing about this person any more.");
        foreach (var reference in List("onPaper")) output.WriteLine($"{reference}: the person was a witness; the applicant's sealed paper still names them.");
        foreach (var reference in List("notYet")) output.WriteLine($"{reference}: not yet; its paper still needs the person. Ask again once it is decided.");
        foreach (var reference in List("owed")) output.WriteLine($"{reference}: not yet; money is to be given back first.");
        return List("notYet").Count + List("owed").Count == 0 ? 0 : 1;

        JsonArray List(string name) => erased[name]!.AsArray();
    }
}
