using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Assistant.WhatsApp;
using CasaServerless.Tests.Given;
using static CasaServerless.Tests.Given.PlayedWhatsApp;

namespace CasaServerless.Tests.Functions.Assistant.WhatsApp;

/// <summary>Every type of message that WhatsApp delivers, in the words in which it delivers them.</summary>
public sealed class WhatsAppReadingTests
{
    const string Person = "MA.13491208655302741918";

    [Fact]
    public void A_text_is_heard_as_it_was_written_whatever_the_escapes()
    {
        const string text = "السلام عليكم 👨‍👩‍👧 — la rue d’Anfa est dans le noir";
        var delivery = Text("wamid.1", text);
        Assert.DoesNotContain("السلام", Delivery(delivery).ToJsonString(), StringComparison.Ordinal);
        var message = One((JsonObject)delivery.DeepClone());
        Assert.Equal((text, Person, IncomingKind.Text), (message.Text, message.Person, message.Kind));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1764583200), message.At);
        Assert.Equal(("wamid.1", text), (message.Said.Id, message.Said.Text));
    }

    [Theory]
    [InlineData("image", """{"id":"1","mime_type":"image/jpeg","sha256":"hA","caption":"Nid-de-poule","url":"https://lookaside.fbsbx.com/"}""", MediaKind.Image, "Nid-de-poule", null)]
    [InlineData("document", """{"id":"1","mime_type":"application/pdf","sha256":"hA","filename":"شهادة السكنى.pdf"}""", MediaKind.Document, "", "شهادة السكنى.pdf")]
    [InlineData("audio", """{"id":"1","mime_type":"audio/ogg; codecs=opus","sha256":"hA","voice":true}""", MediaKind.Audio, "", null)]
    [InlineData("video", """{"id":"1","mime_type":"video/mp4","sha256":"hA","caption":"ici"}""", MediaKind.Video, "ici", null)]
    [InlineData("sticker", """{"id":"1","mime_type":"image/webp","sha256":"hA","animated":true}""", MediaKind.Sticker, "", null)]
    public void A_file_is_heard_as_one_with_its_caption_and_name(string type, string content, object kind, string caption, string? name)
    {
        var message = One(Message("wamid.1", type, JsonNode.Parse(content)));
        Assert.Equal((IncomingKind.Media, caption, 1), (message.Kind, message.Text, message.Said.Files));
        Assert.Equal(((MediaKind)kind, "1", "hA", name, type == "audio"), (message.Media!.Kind, message.Media.Id, message.Media.Sha256, message.Media.FileName, message.Media.Voice));
    }

    [Theory]
    [InlineData("""{"latitude":33.5731,"longitude":-7.5898,"name":"Place Mohammed V","address":"Casablanca"}""", 33.5731, -7.5898, "Place Mohammed V, Casablanca")]
    [InlineData("""{"latitude":"33.5731","longitude":"-7.5898"}""", 33.5731, -7.5898, "")]
    [InlineData("""{"latitude":0,"longitude":0,"name":null,"url":"https://maps.example"}""", 0, 0, "")]
    public void A_place_is_a_point(string content, double lat, double @long, string text)
    {
        var message = One(Message("wamid.1", "location", JsonNode.Parse(content)));
        Assert.Equal(new(lat, @long), message.Said.Point);
        Assert.Equal(text, message.Text);
    }

    [Theory]
    [InlineData("interactive", """{"type":"button_reply","button_reply":{"id":"tongue:ar","title":"العربية"}}""", "tongue:ar", "العربية")]
    [InlineData("interactive", """{"type":"list_reply","list_reply":{"id":"standing","title":"Où en est mon dossier","description":"Référence et code"}}""", "standing", "Où en est mon dossier")]
    [InlineData("button", """{"text":"Répondre","payload":"menu"}""", "menu", "Répondre")]
    [InlineData("button", """{"text":"Répondre","payload":"Répondre"}""", null, "Répondre")]
    public void What_was_touched_is_a_choice(string type, string content, string? chosen, string text)
    {
        var message = One(Message("wamid.1", type, JsonNode.Parse(content)));
        Assert.Equal((chosen, text), (message.Said.Chosen, message.Said.Text));
    }

    [Theory]
    [InlineData("contacts", """[{"name":{"formatted_name":"Amina"},"phones":[{"phone":"+212 6"}]}]""")]
    [InlineData("interactive", """{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\"a\":1}"}}""")]
    [InlineData("interactive", """{"type":"call_permission_reply","call_permission_reply":{"response":"accept"}}""")]
    [InlineData("interactive", "null")]
    [InlineData("order", """{"catalog_id":"1","product_items":[]}""")]
    [InlineData("unsupported", """{"type":"poll"}""")]
    [InlineData("unknown", "null")]
    [InlineData("request_welcome", "null")]
    [InlineData("a_type_of_2028", """{"what":["ever"]}""")]
    [InlineData("location", """{"latitude":"north","longitude":-7.5}""")]
    [InlineData("location", """{"latitude":97,"longitude":-7.5}""")]
    [InlineData("image", """{"mime_type":"image/jpeg"}""")]
    [InlineData("text", "null")]
    [InlineData("text", """["body"]""")]
    [InlineData("text", """{"body":{"more":1}}""")]
    public void What_is_not_understood_is_heard_all_the_same_and_so_answered(string type, string content)
    {
        var message = Message("wamid.1", type, JsonNode.Parse(content));
        if (type is "unsupported" or "unknown") message["errors"] = JsonNode.Parse("""[{"code":131051,"title":"Message type unknown","error_data":{"details":"Message type is currently not supported."}}]""");
        Assert.Equal(("wamid.1", "", 0), (One(message).Said.Id, One(message).Said.Text, One(message).Said.Files));
    }

    [Theory]
    [InlineData("""{"message_id":"wamid.OUT1","emoji":"👍🏽"}""")]
    [InlineData("""{"message_id":"wamid.OUT1"}""")]
    public void A_sign_under_a_message_asks_for_no_answer(string content)
    {
        var message = One(Message("wamid.1", "reaction", JsonNode.Parse(content)));
        Assert.Equal((IncomingKind.Reaction, "wamid.OUT1"), (message.Kind, message.Answers));
    }

    [Fact]
    public void What_a_message_answers_and_where_the_person_came_from_is_read()
    {
        var message = Text("wamid.2", "oui");
        message["context"] = JsonNode.Parse("""{"from":"212522000000","id":"wamid.OUT7","forwarded":true}""");
        message["referral"] = JsonNode.Parse("""{"source_url":"https://fb.me/1","source_type":"ad","source_id":"120","headline":"La ville vous répond"}""");
        var read = One(message);
        Assert.Equal(("wamid.OUT7", true, "120"), (read.Answers, read.Forwarded, read.CameBy));
    }

    [Fact]
    public void A_person_is_known_by_their_scoped_id_and_by_their_number_only_where_there_is_none()
    {
        Assert.Equal(Person, One(Message("wamid.1", "text", null, Person, phone: null)).Person);
        var old = Message("wamid.1", "text", null);
        old.Remove("from_user_id");
        Assert.Equal("212612345678", One((JsonObject)old.DeepClone()).Person);
        // The sender stands beside the messages as well, with the id.
        var delivery = Delivery((JsonObject)old.DeepClone());
        delivery["entry"]![0]!["changes"]![0]!["value"]!["contacts"] = JsonNode.Parse("""[{"wa_id":"212600000000","user_id":"MA.1"},{"wa_id":"212612345678","user_id":"MA.2"}]""");
        Assert.Equal("MA.2", Assert.Single(Read(delivery).Messages).Person);
        var nobody = Message("wamid.1", "text", null, "no id of theirs", phone: null);
        Assert.Equal((0, 1), (Read(Delivery(nobody)).Messages.Count, Read(Delivery((JsonObject)nobody.DeepClone())).Unread));
    }

    [Theory]
    [InlineData("""{"type":"user_changed_user_id","previous_user_id":"MA.111","user_id":"MA.222","wa_id":"212612345678","body":"…"}""", "MA.111", "MA.222")]
    [InlineData("""{"type":"user_changed_number","previous_user_id":"MA.111","user_id":"MA.222"}""", "MA.111", "MA.222")]
    [InlineData("""{"type":"user_changed_number","wa_id":"212699999999"}""", "212612345678", "212699999999")]
    [InlineData("""{"type":"customer_identity_changed","identity":"x"}""", null, null)]
    [InlineData("""{"type":"user_changed_user_id","user_id":"../MA"}""", null, null)]
    public void Whose_id_has_changed_stays_the_same_person(string content, string? from, string? to)
    {
        var message = Message("wamid.1", "system", JsonNode.Parse(content));
        message.Remove("from_user_id");
        var read = Read(Delivery(message));
        Assert.Empty(read.Messages);
        Assert.Equal(0, read.Unread);
        Assert.Equal(from is null ? [] : [new MovedPerson("wamid.1", from, to!)], read.Moves);
    }

    [Fact]
    public void One_that_cannot_be_read_takes_no_other_with_it()
    {
        var read = Read(Parse("""
            {"object":"whatsapp_business_account","brand_new":{"a":1},"entry":[
              7, null, {"id":"0"}, {"changes":[null, {"field":"account_update"}, {"field":"messages","value":[]}]},
              {"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"106540352242922"},"contacts":{"not":"a list"},"messages":[
                "no message", {}, {"id":"wamid.1"}, {"from_user_id":"MA.1","type":"text"}, {"id":5,"from_user_id":"MA.1","type":"text","text":{"body":"un"}},
                {"id":"wamid.g","group_id":"g","from_user_id":"MA.1","type":"text","text":{"body":"dans un groupe"}},
                {"id":"wamid.2","from_user_id":"MA.1","timestamp":"soon","type":"text","text":{"body":"deux"}}]}},
                {"field":"messages","value":{"metadata":{"phone_number_id":"999999999999999"},"messages":[{"id":"wamid.x","from_user_id":"MA.1","type":"text","text":{"body":"à un autre"}}]}}]},
              {"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"106540352242922"},"errors":[{"code":131000,"title":"x"}],
                "messages":[{"id":"wamid.3","from_user_id":"MA.1","type":"text","text":{"body":"trois"}}]}}]}]}
            """));
        Assert.Equal(["un", "deux", "trois"], read.Messages.Select(message => message.Text));
        Assert.Equal(4, read.Unread);
        Assert.Equal([131000], read.Faults);
    }

    [Theory]
    [InlineData("""avant \ud83d\ude00 et \ud83d après""", "avant 😀 et \uFFFD après")]
    [InlineData("""\ude00\\ud83d""", "\uFFFD\\ud83d")]
    [InlineData("""fin \ud83d""", "fin \uFFFD")]
    public void Half_an_emoji_does_not_cost_the_message(string escaped, string text)
    {
        var body = Delivery(Text("wamid.1", "HERE")).ToJsonString().Replace("HERE", escaped, StringComparison.Ordinal);
        Assert.Equal(text, Assert.Single(WebhookReading.Read(Encoding.UTF8.GetBytes(body), Number).Messages).Text);
    }

    [Fact]
    public void Bytes_that_are_no_text_do_not_cost_the_message()
    {
        var body = Encoding.UTF8.GetBytes(Delivery(Text("wamid.1", "avant HERE après")).ToJsonString());
        var at = body.AsSpan().IndexOf("HERE"u8);
        body[at] = 0xC3;
        body[at + 1] = 0x28;
        var read = WebhookReading.Read(body, Number);
        Assert.StartsWith("avant ", Assert.Single(read.Messages).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_end_is_cut_between_signs()
    {
        var text = One(Text("wamid.1", string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 3000)))).Text;
        Assert.InRange(text.Length, 3900, 4000);
        Assert.EndsWith("👨‍👩‍👧‍👦…", text, StringComparison.Ordinal);
    }

    static IncomingMessage One(JsonObject message) => Assert.Single(Read(Delivery((JsonObject)message.DeepClone())).Messages);

    static WebhookDelivery Read(JsonNode delivery) => WebhookReading.Read(Encoding.UTF8.GetBytes(delivery.ToJsonString()), Number);

    static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
