using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Assistant.WhatsApp;
using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Messages;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using CsCheck;

namespace CasaServerless.Tests.Functions.Assistant.WhatsApp;

/// <summary>What the assistant shows, as messages that Meta takes: by its rules, written down by hand, and by another's library.</summary>
public sealed class WhatsAppMessagesTests
{
    const string Family = "👨‍👩‍👧‍👦", Person = "MA.13491208655302741918";

    // Letters of both scripts, marks, emoji of several units, joined ones, directions, escapes.
    static readonly string[] signs = ["a", "é", "’", "ب", "لا", "تٌَّ", "👍🏽", Family, "🇲🇦", "\u200f", " ", " ", "\n", "\"", "<", "e\u0301", "\t", "."];
    static readonly Gen<string> sign = Gen.Int[0, signs.Length - 1].Select(at => signs[at]);

    static readonly Gen<Reply> replies = Gen.Select(
        sign.Array[1, 3000], Gen.Select(sign.Array[0, 40], sign.Array[0, 90], Gen.Bool).Array[0, 13], Gen.Bool, Gen.Bool, (text, choices, arabic, point) =>
            new Reply("Dx" + string.Concat(text), arabic ? Tongue.Arabic : Tongue.French)
            {
                AsksPoint = point,
                Choices = [.. choices.Select((choice, at) => new Choice($"c{at}", "T" + string.Concat(choice.Item1).Trim(), choice.Item3 ? "A" + string.Concat(choice.Item2) : null))],
            });

    [Fact]
    public void Whatever_is_said_Meta_takes_it() => replies.Sample(reply =>
    {
        foreach (var shown in Shown.Of(reply, ChannelLimits.WhatsApp))
        {
            foreach (var message in (GraphMessage[])[GraphMessages.Of(shown, Person, "wa:x/1"), GraphMessages.Template(shown, "212612345678", null)])
                Assert.Null(OutgoingRules.Wrong(Json(message)));
        }
    }, iter: 300);

    [Fact]
    public void At_the_limits_signs_stay_whole()
    {
        var title = string.Concat(Enumerable.Repeat(Family, 9));
        var shown = Assert.Single(Shown.Of(new(string.Concat(Enumerable.Repeat(Family, 93)), Tongue.Arabic) { Choices = [new("a", title), new("b", "العربية بحروفها كلها وأكثر"), new("c", "c", title)] }, ChannelLimits.WhatsApp));
        var its = Json(GraphMessages.Of(shown, Person, null));
        var rows = its["interactive"]!["action"]!["sections"]![0]!["rows"]!.AsArray();
        Assert.Equal(Family + Family + "…", rows[0]!["title"]!.GetValue<string>());
        Assert.Equal(string.Concat(Enumerable.Repeat(Family, 6)) + "…", rows[2]!["description"]!.GetValue<string>());
        Assert.Equal("اختيار", its["interactive"]!["action"]!["button"]!.GetValue<string>());
        // 93 signs of 11 units are 1,023: all are there.
        Assert.Equal(1023, its["interactive"]!["body"]!["text"]!.GetValue<string>().Length);
    }

    [Fact]
    public void Each_way_of_showing_is_a_message_of_its_own()
    {
        string Type(Reply reply) => Json(GraphMessages.Of(Shown.Of(reply, ChannelLimits.WhatsApp)[^1], Person, null))["interactive"]?["type"]?.GetValue<string>() ?? "text";
        Choice[] Choices(int count) => [.. Enumerable.Range(1, count).Select(at => new Choice($"{at}", $"Choix {at}"))];
        var where = new Reply("Où est-ce ?", Tongue.French);
        Assert.Equal("text", Type(where));
        Assert.Equal("button", Type(where with { Choices = Choices(3) }));
        Assert.Equal("list", Type(where with { Choices = Choices(10) }));
        Assert.Equal("text", Type(where with { Choices = Choices(11) }));
        Assert.Equal("location_request_message", Type(where with { AsksPoint = true }));
        Assert.Equal("button", Type(where with { AsksPoint = true, Choices = Choices(1) }));
        // Buttons of one title are not taken.
        Assert.Equal("list", Type(where with { Choices = [new("a", "Oui"), new("b", "Oui")] }));
        // A question for the place has less room than a text: what is too long goes before it.
        var parts = Shown.Of(new(string.Join("\n\n", Enumerable.Repeat(new string('a', 500), 5)), Tongue.French) { AsksPoint = true }, ChannelLimits.WhatsApp);
        Assert.Equal([false, true], [parts[0].AsksPoint, parts[^1].AsksPoint]);
        Assert.All(parts, part => Assert.Null(OutgoingRules.Wrong(Json(GraphMessages.Of(part, Person, null)))));
    }

    [Fact]
    public void A_number_and_an_id_go_under_names_of_their_own_and_Arabic_goes_as_itself()
    {
        var shown = new Shown("مرحبا", Tongue.Arabic, ChoicesAs.Text, [], false);
        Assert.Equal("""{"to":"212612345678","type":"text","messaging_product":"whatsapp","recipient_type":"individual","text":{"body":"مرحبا","preview_url":false},"biz_opaque_callback_data":"k"}""",
            Encoding.UTF8.GetString(GraphMessages.Bytes(GraphMessages.Of(shown, "212612345678", "k"))));
        Assert.StartsWith("""{"recipient":"MA.1","type":"template",""", Encoding.UTF8.GetString(GraphMessages.Bytes(GraphMessages.Template(shown, "MA.1", null))), StringComparison.Ordinal);
        Assert.Equal("""{"message_id":"wamid.1","typing_indicator":{"type":"text"},"messaging_product":"whatsapp","status":"read"}""", Encoding.UTF8.GetString(GraphMessages.Mark("wamid.1", typing: true)));
        Assert.Null(OutgoingRules.Wrong((JsonObject)JsonNode.Parse(GraphMessages.Mark("wamid.1", typing: false))!));
    }

    [Fact]
    public void Another_library_builds_the_same_messages()
    {
        // Every message built again from its parts by whatsapp-api-js, whose constructors refuse what Meta would.
        var messages = new List<JsonObject>();
        void Add(Reply reply)
        {
            foreach (var shown in Shown.Of(reply, ChannelLimits.WhatsApp))
            {
                messages.Add(Json(GraphMessages.Of(shown, Person, $"wa:x/{messages.Count}")));
                messages.Add(Json(GraphMessages.Template(shown, "212612345678", null)));
            }
        }
        foreach (var tongue in Enum.GetValues<Tongue>()) Add(new("Où ?", tongue) { Choices = [new("a", "Anfa"), new("b", "الفداء"), new("c", "👍🏽")] });
        replies.Sample(Add, iter: 100, threads: 1);
        var file = Path.Combine(Path.GetTempPath(), $"casa-whatsapp-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, new JsonArray([.. messages]).ToJsonString());
        try
        {
            var judged = JsonNode.Parse(Tool.Must("node", Path.Combine(Root.Path, "tests", "Functions", "Assistant", "WhatsApp", "whatsapp.mjs"), "messages", file))!;
            Assert.Equal([], judged["differences"]!.AsArray().Select(one => one!.ToJsonString()));
            Assert.Equal(messages.Count, judged["same"]!.GetValue<int>());
            Assert.Equal(["button", "list", "location_request_message", "template", "text"], judged["kinds"]!.AsArray().Select(kind => kind!.GetValue<string>()));
        }
        finally
        {
            File.Delete(file);
        }
    }

    static JsonObject Json(GraphMessage message) => (JsonObject)JsonNode.Parse(GraphMessages.Bytes(message))!;
}
