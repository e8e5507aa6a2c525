using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Assistant.BotFramework;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

/// <summary>Rules of the Activity protocol, by their numbers in Microsoft's specification.</summary>
public sealed class ActivityTests
{
    const string Whole = """
        {"type":"message","id":"1|2","timestamp":"2026-11-30T08:00:00.1234567Z","localTimestamp":"2026-11-30T09:00:00.1234567+01:00","localTimezone":"Africa/Casablanca",
        "serviceUrl":"https://smba.trafficmanager.net/emea/","channelId":"msteams","from":{"id":"29:x","name":"أمين","aadObjectId":"0a","userPrincipalName":"a@b.c","given":{"deep":[1,2.50,1e3]}},
        "conversation":{"isGroup":true,"conversationType":"channel","tenantId":"t","id":"19:a@thread.tacv2;messageid=1","name":null},"recipient":{"id":"28:b","name":"Bot"},
        "textFormat":"plain","locale":"ar-MA","text":"<at>Bot</at> سلام \ud83d\ude42","entities":[{"type":"mention","mentioned":{"id":"28:b","name":"Bot"},"text":"<at>Bot</at>"},{"type":"clientInfo","country":"MA"}],
        "attachments":[{"contentType":"text/html","content":"<div>x</div>"},{"contentType":"image/png","contentUrl":"https://x/y","thumbnailUrl":"https://x/z"}],
        "channelData":{"tenant":{"id":"t"},"team":{"id":"19:a"}},"value":{"choice":"standing"},"suggestedActions":{"to":["29:x"],"actions":[{"type":"imBack","title":"a","value":"a","image":"https://i"}]},
        "semanticAction":{"id":"x","state":"start"},"listenFor":["a"],"relatesTo":{"conversation":{"id":"z"}},"importance":"high","expiration":"2026-12-01T00:00:00Z","neverHeardOf":{"a":[{"b":null}]}}
        """;

    [Fact]
    public void A2005_What_we_do_not_know_goes_out_as_it_came_in()
    {
        var read = JsonSerializer.Deserialize(Whole, BotFrameworkJson.Default.Activity);
        var written = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(read, BotFrameworkJson.Default.Activity));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Whole), written), written!.ToJsonString());
        // To the digit: 2.50 is not 2.5.
        Assert.Contains("2.50", written.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A2251_Who_called_is_not_told_by_the_wire() =>
        Assert.Null(ReceiveActivity.Read("""{"type":"message","callerId":"urn:botframework:azure"}"""u8.ToArray()).CallerId);

    [Fact]
    public void A_field_in_other_letters_is_another_field() =>
        Assert.Null(ReceiveActivity.Read("""{"type":"message","ServiceUrl":"https://evil.test"}"""u8.ToArray()).ServiceUrl);

    [Theory]
    [InlineData("event")]
    [InlineData("invoke")]
    public void A5001_A5401_An_event_and_an_invoke_have_a_name(string type) =>
        Assert.Equal("BOT-304", Assert.Throws<CasaServerless.Kernel.Refusal>(() => ReceiveActivity.Read(Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","name":""}"""))).Code);

    [Fact]
    public void A2031_A2041_What_we_send_has_neither_id_nor_time_and_answers_what_came()
    {
        var came = JsonSerializer.Deserialize(Whole, BotFrameworkJson.Default.Activity)!;
        var said = ConversationReference.Of(came)!.Address(new Activity { Type = "message", Text = "x", Id = "ours", Timestamp = "now" });
        Assert.Equal((null, null, "1|2"), (said.Id, said.Timestamp, said.ReplyToId));
        Assert.Equal(("28:b", "29:x", came.Conversation, "msteams", came.ServiceUrl, "ar-MA"),
            (said.From!.Id, said.Recipient!.Id, said.Conversation, said.ChannelId, said.ServiceUrl, said.Locale));
    }

    [Fact]
    public void An_activity_of_no_conversation_has_no_reference() =>
        Assert.Null(ConversationReference.Of(new Activity { Type = "message", ChannelId = "msteams", ServiceUrl = "https://x" }));

    [Theory]
    [InlineData("<at>Casablanca</at> agent", "agent")]
    [InlineData("<at>Casablanca</at>&nbsp;agent", "agent")]
    [InlineData("<at>Casablanca</at>\u00a0 agent  et   plus", "agent et plus")]
    [InlineData("dites, <at>Casablanca</at>, agent", "dites, , agent")]
    [InlineData("agent <at>Amine</at>", "agent Amine")]
    [InlineData("<at id=\"1\">Amine</at> agent", "Amine agent")]
    [InlineData("première ligne\n<at>Casablanca</at> deuxième", "première ligne\n deuxième")]
    [InlineData("<at>Casablanca</at>", "")]
    [InlineData("1 < 2 et 3 > 2", "1 < 2 et 3 > 2")]
    [InlineData("<at <at x>agent", "<at agent")]
    [InlineData(null, "")]
    public void The_bot_hears_what_is_said_to_it_without_its_own_name(string? written, string heard) => Assert.Equal(heard, Mentions.Stripped(new Activity
    {
        Type = "message",
        Text = written,
        Recipient = new() { Id = "28:b" },
        Entities =
        [
            new() { Type = "mention", Mentioned = new() { Id = "28:b" }, Text = "<at>Casablanca</at>" },
            new() { Type = "mention", Mentioned = new() { Id = "29:amine" }, Text = "<at>Amine</at>" },
            new() { Type = "mention" }, new() { Type = "clientInfo" },
        ],
    }));
}
