using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Assistant.BotFramework;
using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Messages;
using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

public sealed class ActivityRendererTests
{
    static readonly Reply menu = new("Que puis-je faire pour vous ?", Tongue.French) { Choices = [new("standing", "Où en est mon dossier"), new("person", "Parler à un agent"), new("tongue", "العربية")] };

    [Fact]
    public void In_Teams_choices_are_a_card_whose_buttons_older_clients_press_too()
    {
        var said = ActivityRenderer.Of(Shown.Of(menu, ChannelLimits.Teams).Single(), "msteams");
        Assert.Equal(("message", menu.Text, "plain", "fr-MA"), (said.Type, said.Text, said.TextFormat, said.Locale));
        Assert.Null(said.SuggestedActions);
        var buttons = Card(said)["body"]![0]!["actions"]!.AsArray();
        Assert.Equal(menu.Choices.Select(choice => choice.Title), buttons.Select(button => button!["title"]!.GetValue<string>()));
        Assert.All(buttons, button => Assert.Equal(("Action.Execute", "Action.Submit", "choose"),
            (button!["type"]!.GetValue<string>(), button["fallback"]!["type"]!.GetValue<string>(), button["verb"]!.GetValue<string>())));
    }

    [Fact]
    public void Either_action_tells_what_was_chosen()
    {
        var button = Card(ActivityRenderer.Of(Shown.Of(menu, ChannelLimits.Teams).Single(), "msteams"))["body"]![0]!["actions"]![1]!;
        var invoke = new Activity { Type = "invoke", Name = "adaptiveCard/action", Value = Element(new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "choose", ["data"] = button["data"]!.DeepClone() } }) };
        var submit = new Activity { Type = "message", Value = Element(button["fallback"]!["data"]!) };
        Assert.Equal("person", Invokes.ChosenIn(invoke)!.Choice);
        Assert.Equal("person", Invokes.ChosenIn(submit)!.Choice);
        Assert.Null(Invokes.ChosenIn(new Activity { Type = "message", Value = Element(JsonValue.Create("person")) }));
        Assert.Null(Invokes.ChosenIn(new Activity { Type = "message", Value = Element(new JsonObject { ["choice"] = 5 }) }));
        Assert.Null(Invokes.ChosenIn(new Activity { Type = "message" }));
        // By the invoke of another action nothing is chosen: it is refused, and must not be done all the same.
        Assert.Null(Invokes.ChosenIn(new Activity { Type = "invoke", Name = "adaptiveCard/action", Value = Element(new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Submit", ["verb"] = "choose", ["data"] = button["data"]!.DeepClone() } }) }));
        // The card then says what was chosen, and has no button left.
        var answered = JsonNode.Parse(Invokes.Answer(invoke)!.Body.GetRawText())!;
        Assert.Equal((200, "application/vnd.microsoft.card.adaptive", "✓ Parler à un agent"),
            (answered["statusCode"]!.GetValue<int>(), answered["type"]!.GetValue<string>(), answered["value"]!["body"]![0]!["text"]!.GetValue<string>()));
    }

    [Fact]
    public void Elsewhere_choices_are_suggested_actions()
    {
        var said = ActivityRenderer.Of(Shown.Of(menu, ChannelLimits.Web).Single(), "webchat");
        Assert.Null(said.Attachments);
        Assert.Equal(menu.Choices.Select(choice => ("imBack", choice.Title, choice.Title)), said.SuggestedActions!.Actions!.Select(action => (action.Type!, action.Title!, action.Value!.Value.GetString()!)));
    }

    [Fact]
    public void Cards_are_small_and_as_Microsofts_own_reader_wants_them()
    {
        Reply[] replies =
        [
            menu,
            new("بماذا يمكنني خدمتكم؟", Tongue.Arabic) { Choices = [new("standing", "مآل ملفي"), new("person", "التحدث إلى عون")] },
            new(new string('ص', 60_000), Tongue.Arabic) { Choices = [.. Enumerable.Range(0, 6).Select(at => new Choice(new string('i', 199) + at, new string('ص', 300)))] },
        ];
        var cards = replies.Select(reply => Card(ActivityRenderer.Of(Shown.Of(reply, ChannelLimits.Teams)[^1], "msteams")))
            .Append(JsonNode.Parse(JsonSerializer.Serialize(ActivityRenderer.Answered("مآل ملفي", Tongue.Arabic), BotFrameworkJson.Default.AdaptiveCard))!).ToList();
        Assert.All(replies, reply => Assert.All(Shown.Of(reply, ChannelLimits.Teams), shown =>
        {
            var said = ActivityRenderer.Of(shown, "msteams");
            if (said.Attachments is [var card]) Assert.InRange(Encoding.UTF8.GetByteCount(card.Content!.Value.GetRawText()), 1, ActivityRenderer.MostBytes);
            // Teams' own limit for a message, counted in UTF-16.
            Assert.InRange(JsonSerializer.Serialize(said, BotFrameworkJson.Default.Activity).Length * 2, 1, 2 * 100 * 1024);
        }));
        cards.Add(Card(NoticeCard.Of(new("TIC-1.1.notify", "19:a@thread.tacv2", Language.French, new("Rappel – TIC-1", "تذكير – TIC-1"), [new("La réponse est due.", "الجواب مستحق.")])
        {
            Link = new(new("Ouvrir le signalement", "فتح التبليغ"), new("https://casa.test/desk#TIC-1")),
        })));
        var judged = Judge(cards);
        Assert.Equal([false, true], judged[^1]["items"]!.AsArray().Take(2).Select(part => part!["rtl"]!.GetValue<bool>()));
        Assert.Equal("https://casa.test/desk#TIC-1", judged[^1]["items"]![2]!["actions"]![0]!["url"]!.GetValue<string>());
        Assert.Equal([false, true, true, true, false], judged.Select(card => card["rtl"]!.GetValue<bool>()));
        Assert.All(judged, card =>
        {
            Assert.Equal("1.5", card["version"]!.GetValue<string>());
            Assert.Empty(card["faults"]!.AsArray().Select(fault => fault!.GetValue<string>()));
        });
        // A card that is none is seen.
        Assert.NotEmpty(Judge([JsonNode.Parse("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Bogus"},{"type":"Input.Text"}]}""")!]).Single()["faults"]!.AsArray());
    }

    static List<JsonNode> Judge(IEnumerable<JsonNode> cards)
    {
        using var node = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("node", [Path.Combine(Root.Path, "tests", "Peers", "adaptivecards.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Root.Path,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        node.StandardInput.Write(new JsonArray([.. cards.Select(card => card.DeepClone())]).ToJsonString());
        node.StandardInput.Close();
        var said = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    static JsonNode Card(Activity said) => JsonNode.Parse(Assert.Single(said.Attachments!).Content!.Value.GetRawText())!;

    static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
