using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Assistant;
using CasaServerless.Assistant.WhatsApp;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using static CasaServerless.Tests.Given.PlayedWhatsApp;

namespace CasaServerless.Tests.Functions.Assistant.WhatsApp;

/// <summary>From a delivery of WhatsApp to the answer at the Graph API, by the real inbox and queue.</summary>
public sealed class WhatsAppConversationTests(Azurite azurite, ITestOutputHelper output)
{
    const string Amina = "MA.13491208655302741918", Omar = "MA.777", Salma = "MA.ENT.888";
    static readonly long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 300;

    [Fact]
    public async Task Every_type_three_times_shuffled_and_at_once_has_one_answer_each_and_they_leave_in_order()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp);
        var photo = new PlayedMedia(Picture(), "image/jpeg");
        string[] people = [Amina, Omar, Salma];
        var deliveries = new List<JsonObject>();
        foreach (var person in people)
        {
            JsonObject[] said = [.. EveryType(person, whatsApp, photo)];
            // An album is several deliveries at once; now and then WhatsApp gathers a few messages in one.
            deliveries.AddRange(said.Select(one => Delivery((JsonObject)one.DeepClone())));
            deliveries.Add(Delivery([.. said.Take(3).Select(one => (JsonObject)one.DeepClone())]));
        }
        deliveries.AddRange(people.Select(person => Statuses(Status("wamid.OUT1", "delivered", null, person))));
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var dice = new Dice(seed);
        JsonObject[] all = [.. Enumerable.Repeat(deliveries, 3).SelectMany(one => one).Select(one => (Order: dice.Next(int.MaxValue), one)).OrderBy(one => one.Order).Select(one => one.one)];
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (one, _) =>
        {
            using var answer = await Tells(city.Http, one);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        });
        var store = city.Services.GetRequiredService<ConversationStore>();
        foreach (var person in people)
        {
            string[] ids = [.. EveryType(person, whatsApp, photo).Where(one => one["type"]!.GetValue<string>() is not ("reaction" or "request_welcome")).Select(one => one["id"]!.GetValue<string>())];
            var conversation = await city.Services.GetRequiredService<WhatsAppInbox>().Of(person, default);
            Assert.DoesNotContain(person, conversation, StringComparison.Ordinal);
            await Eventually.True(() => To(whatsApp, person).Count >= ids.Length, $"{person} is answered");
            TranscriptLine[] lines = [.. (await store.Lines(conversation, 0, default)).Select(line => JsonSerializer.Deserialize(line.Body, AssistantJson.Default.TranscriptLine)!)];
            // Each once, whatever came how often.
            Assert.Equal(ids.Order(StringComparer.Ordinal), lines.Where(line => line.By == Speaker.Person).Select(line => line.Id!).Order(StringComparer.Ordinal));
            // Each answered before the next was heard.
            Assert.All(lines.Index().Where(line => line.Item.By == Speaker.Person), line => Assert.Equal(Speaker.Assistant, lines[line.Index + 1].By));
            // What was said left, all of it, once, in the order in which it was said.
            string[] spoken = [.. lines.Where(line => line.By == Speaker.Assistant).Select(line => line.Text)];
            await Eventually.True(() => To(whatsApp, person).Count >= spoken.Length, $"{person} is told all");
            Assert.Equal(spoken, To(whatsApp, person).Select(Body));
        }
        // Nothing comes after.
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, deliveries[0])).StatusCode);
        var before = whatsApp.Taken.Count;
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Delivery(Text("wamid.last", "menu", Omar)))).StatusCode);
        await Eventually.True(() => whatsApp.Taken.Count > before, "the last word is answered");
        Assert.Equal(before + 1, whatsApp.Taken.Count);
        foreach (var person in people) Assert.DoesNotContain(person, city.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("212612345678", city.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_kept_or_a_sentence_says_why_not_in_the_persons_language()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp);
        JsonObject File(string id, string type, PlayedMedia media, long at, string? hash = null) => Message(id, type,
            new JsonObject { ["id"] = whatsApp.Keep(media), ["mime_type"] = media.MediaType, ["sha256"] = hash ?? media.Base64Hash, ["filename"] = type == "document" ? "شهادة السكنى.pdf" : null }, Amina, at: at);
        var (good, pdf) = (new PlayedMedia(Photos.WithMetadata(Picture()), "image/jpeg"), new PlayedMedia(HandMade.Plain(), "application/pdf"));
        JsonObject[] said =
        [
            Message("wamid.0", "text", new JsonObject { ["body"] = "السلام عليكم" }, Amina, at: now), File("wamid.1", "image", good, now + 1), File("wamid.2", "document", pdf, now + 2),
            File("wamid.3", "image", new("<svg onload='alert(1)'/>"u8.ToArray(), "image/jpeg"), now + 3), File("wamid.4", "image", good, now + 4, hash: Convert.ToBase64String(new byte[32])),
            File("wamid.5", "document", new(pdf.Content, "application/pdf", Size: 11 * 1024 * 1024), now + 5), File("wamid.6", "audio", good, now + 6),
            File("wamid.7", "image", good with { Elsewhere = "https://files.example/" }, now + 7),
        ];
        foreach (var one in said) Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Delivery(one))).StatusCode);
        await Eventually.True(() => whatsApp.Taken.Count == said.Length, "all are answered");
        string[] words = ["بماذا", "توصلنا بالمرفق", "توصلنا بالمرفق", "ليس وثيقة PDF", "محرفا", "10 ميغابايت", "الرسائل الصوتية", "لم يعد هذا الملف"];
        foreach (var (word, told) in words.Zip(whatsApp.Taken.Select(Body))) Assert.Contains(word, told, StringComparison.Ordinal);
        // What is kept is ours: no trace of the camera.
        var lines = await city.Services.GetRequiredService<ConversationStore>().Lines(await city.Services.GetRequiredService<WhatsAppInbox>().Of(Amina, default), 0, default);
        SentFile[] kept = [.. lines.Select(line => JsonSerializer.Deserialize(line.Body, AssistantJson.Default.TranscriptLine)!).SelectMany(line => line.Files ?? []).Where(file => file.Fault is null)];
        Assert.Equal([("photo.jpg", "image/jpeg"), ("شهادة السكنى.pdf", "application/pdf")], kept.Select(file => (file.Name, file.MediaType)));
        Assert.Equal(said.Select(one => one["id"]!.GetValue<string>() + "*"), whatsApp.Marked.Distinct());
    }

    [Fact]
    public async Task Every_message_of_a_delivery_is_kept_before_it_is_acknowledged()
    {
        await using var whatsApp = await Start();
        await using var storage = await FaultyStorage.Before(azurite.NewAccount());
        await using var city = await Open(whatsApp, storage.Connection);
        var delivery = Delivery(Text("wamid.1", "menu", Amina), Text("wamid.2", "menu", Amina), Text("wamid.3", "menu", Amina));
        storage.Next(StorageCall.Commit, Faults.Refused(), request => request.Text.Contains("wamid.2", StringComparison.Ordinal), times: 2);
        using (var refused = await Tells(city.Http, delivery)) Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        storage.Next(StorageCall.Send, Faults.Refused(), request => request.Text.Contains("whatsapp-", StringComparison.Ordinal), times: 8);
        using (var refused = await Tells(city.Http, delivery)) Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await Eventually.True(async () =>
        {
            using var answer = await Tells(city.Http, delivery);
            return answer.StatusCode == HttpStatusCode.OK;
        }, "storage is well again");
        await Eventually.True(() => whatsApp.Taken.Count >= 3, "all are answered");
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Delivery(Text("wamid.4", "menu", Amina)))).StatusCode);
        await Eventually.True(() => whatsApp.Taken.Count >= 4, "the next is answered");
        Assert.Equal(4, whatsApp.Taken.Count);
    }

    [Fact]
    public async Task What_WhatsApp_does_not_take_now_leaves_later_and_nothing_overtakes_it()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp, settings: "--Casa:Cases:PauseSeconds=0.2");
        whatsApp.Faults.Enqueue(new(400, 131056));
        whatsApp.Faults.Enqueue(new(404, 0));
        whatsApp.Faults.Enqueue(new(401, 190));
        await Tells(city.Http, Delivery(Message("wamid.1", "text", new JsonObject { ["body"] = "suivi" }, Amina, at: now)));
        await Tells(city.Http, Delivery(Message("wamid.2", "text", new JsonObject { ["body"] = "العربية" }, Amina, at: now + 1)));
        await Eventually.True(() => whatsApp.Taken.Count == 2, "both are answered");
        Assert.Contains("Écrivez la référence", Body(whatsApp.Taken.First()), StringComparison.Ordinal);
        Assert.Contains("بالعربية", Body(whatsApp.Taken.Last()), StringComparison.Ordinal);
        // What will never be taken does not stand in the way either.
        whatsApp.Faults.Enqueue(new(400, 131026));
        await Tells(city.Http, Delivery(Message("wamid.3", "text", new JsonObject { ["body"] = "menu" }, Amina, at: now + 2)));
        await Eventually.True(() => whatsApp.Faults.IsEmpty, "it is given up");
        await Tells(city.Http, Delivery(Message("wamid.4", "text", new JsonObject { ["body"] = "القائمة" }, Amina, at: now + 3)));
        await Eventually.True(() => whatsApp.Taken.Count == 3, "the next is answered");
    }

    [Fact]
    public async Task A_letter_whose_answer_was_lost_is_not_sent_again_once_its_status_is_told()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp, settings: "--Casa:Cases:PauseSeconds=3600");
        whatsApp.Faults.Enqueue(new(404, 0, Taken: true));
        await Tells(city.Http, Delivery(Message("wamid.1", "text", new JsonObject { ["body"] = "العربية" }, Amina, at: now)));
        await Eventually.True(() => city.Log.Text.Contains("a letter is put off", StringComparison.Ordinal), "it will be tried again in an hour");
        var key = whatsApp.Taken.Single()["biz_opaque_callback_data"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Statuses(Status("wamid.LOST", "sent", key, Amina)))).StatusCode);
        await Tells(city.Http, Delivery(Message("wamid.2", "text", new JsonObject { ["body"] = "menu" }, Amina, at: now + 1)));
        await Eventually.True(() => whatsApp.Taken.Count >= 2, "the next is answered");
        Assert.Equal(["بالعربية", "بماذا"], whatsApp.Taken.Select(Body).Select(body => body.Contains("بالعربية", StringComparison.Ordinal) ? "بالعربية" : body.Split(' ')[0]));
        Assert.Equal("sent", await city.Services.GetRequiredService<ConversationStore>().StatusOf(key.Split('/')[0], "wamid.LOST", default));
    }

    [Fact]
    public async Task A_long_message_in_Arabic_is_kept_and_answered()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp);
        var words = string.Concat(Enumerable.Repeat("زنقة مغمورة بالمياه ", 1000));
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Delivery(Text("wamid.1", words, Amina)))).StatusCode);
        var place = Message("wamid.2", "location", new JsonObject { ["latitude"] = 33.5, ["longitude"] = -7.5, ["name"] = words, ["address"] = words }, Amina);
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Delivery(place))).StatusCode);
        await Eventually.True(() => whatsApp.Taken.Count == 2, "both are answered");
    }

    [Fact]
    public async Task A_person_is_forgotten_by_number_too_however_it_is_written()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp);
        await Tells(city.Http, Delivery(Text("wamid.1", "menu", Amina)));
        await Eventually.True(() => whatsApp.Taken.Count == 1, "it is answered");
        foreach (var (whom, there) in (IEnumerable<(string, int)>)[("0600000000", 0), ("00212 612-34 56 78", 1), ("+212612345678", 0)])
        {
            using var erase = new HttpRequestMessage(HttpMethod.Post, "/api/conversations/erasures") { Content = System.Net.Http.Json.JsonContent.Create(new { whom, reason = "person-asked" }) };
            erase.Headers.Authorization = new("Bearer", city.Token(CasaServerless.Kernel.Identity.Roles.Manager));
            using var answer = await city.Http.SendAsync(erase);
            Assert.Equal(there, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("conversations").GetInt32());
        }
        Assert.Empty(await city.Services.GetRequiredService<ConversationStore>().Lines(await city.Services.GetRequiredService<WhatsAppInbox>().Of(Amina, default), 0, default));
    }

    [Fact]
    public async Task An_answer_to_a_message_of_two_days_ago_is_a_template()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp);
        await Tells(city.Http, Delivery(Message("wamid.1", "text", new JsonObject { ["body"] = "bonjour" }, Amina, at: now - 2 * 24 * 3600)));
        await Eventually.True(() => whatsApp.Taken.Count == 1, "it is answered");
        Assert.Equal("commune_message", whatsApp.Taken.Single()["template"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whose_id_changes_goes_on_with_their_conversation()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp);
        var inbox = city.Services.GetRequiredService<WhatsAppInbox>();
        await Tells(city.Http, Delivery(Text("wamid.1", "العربية", Amina)));
        await Eventually.True(() => whatsApp.Taken.Count == 1, "the language is chosen");
        foreach (var (id, from, to) in (IEnumerable<(string, string, string)>)[("wamid.m1", Amina, "MA.2"), ("wamid.m2", "MA.2", "MA.3"), ("wamid.m1", Amina, "MA.2"), ("wamid.m9", "MA.9", "MA.10")])
        {
            var moved = Message(id, "system", new JsonObject { ["type"] = "user_changed_user_id", ["previous_user_id"] = from, ["user_id"] = to });
            Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Delivery(moved))).StatusCode);
        }
        Assert.Equal(await inbox.Of(Amina, default), await inbox.Of("MA.3", default));
        Assert.NotEqual(await inbox.Of("MA.9", default), await inbox.Of("MA.10", default));
        await Tells(city.Http, Delivery(Text("wamid.2", "menu", "MA.3")));
        await Eventually.True(() => whatsApp.Taken.Count == 2, "the person is answered");
        Assert.Equal(("MA.3", "بماذا يمكنني خدمتكم؟"), (whatsApp.Taken.Last()["recipient"]!.GetValue<string>(), Body(whatsApp.Taken.Last())));
    }

    [Fact]
    public async Task What_became_of_a_letter_is_kept_and_never_goes_back()
    {
        await using var whatsApp = await Start();
        await using var city = await Open(whatsApp);
        await Tells(city.Http, Delivery(Text("wamid.1", "menu", Amina)));
        await Eventually.True(() => whatsApp.Taken.Count == 1, "it is answered");
        var (store, conversation) = (city.Services.GetRequiredService<ConversationStore>(), await city.Services.GetRequiredService<WhatsAppInbox>().Of(Amina, default));
        var key = whatsApp.Taken.Single()["biz_opaque_callback_data"]!.GetValue<string>();
        Assert.Equal($"{conversation}/1", key);
        async Task<string?> After(params string[] states)
        {
            foreach (var state in states) Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Statuses(Status("wamid.OUT1", state, key, Amina)))).StatusCode);
            return await store.StatusOf(conversation, "wamid.OUT1", default);
        }
        // The answer has left before its own row is written: what is told sooner is told again by what follows.
        await Eventually.True(async () => await After("sent") == "sent", "the letter is written down");
        Assert.Equal("failed 131026", await After("failed", "sent", "failed"));
        Assert.Equal("delivered", await After("delivered", "failed", "sent"));
        Assert.Equal("read", await After("read", "delivered", "failed", "sent", "read"));
        Assert.Single(city.Log.Text.Split('\n'), line => line.Contains("did not deliver", StringComparison.Ordinal));
        // Keys of others, or of nobody, change nothing.
        Assert.Equal(HttpStatusCode.OK, (await Tells(city.Http, Statuses(Status("wamid.OUT1", "played", "../1", Amina), Status("wamid.OUT1", "played", null, Amina)))).StatusCode);
        Assert.Equal("read", await store.StatusOf(conversation, "wamid.OUT1", default));
    }

    static IEnumerable<JsonObject> EveryType(string person, PlayedWhatsApp whatsApp, PlayedMedia photo)
    {
        var (nth, at) = (0, now);
        JsonObject Says(string type, string? content) => Message($"wamid.{person}.{nth++}", type, content is null ? null : JsonNode.Parse(content), person, phone: null, at: at++);
        string File() => new JsonObject { ["id"] = whatsApp.Keep(photo), ["mime_type"] = "image/jpeg", ["sha256"] = photo.Base64Hash }.ToJsonString();
        yield return Says("text", """{"body":"السلام عليكم 👨‍👩‍👧"}""");
        yield return Says("interactive", """{"type":"list_reply","list_reply":{"id":"standing","title":"مآل ملفي"}}""");
        yield return Says("text", """{"body":"TIC-7K3Q9-XM2PAD"}""");
        yield return Says("interactive", """{"type":"button_reply","button_reply":{"id":"tongue:fr","title":"Français"}}""");
        // An album: three pictures in one second.
        for (var one = 0; one < 3; one++)
        {
            yield return Says("image", File());
            at--;
        }
        at++;
        yield return Says("document", File());
        yield return Says("audio", """{"id":"1","mime_type":"audio/ogg; codecs=opus","sha256":"hA","voice":true}""");
        yield return Says("video", """{"id":"1","mime_type":"video/mp4","sha256":"hA"}""");
        yield return Says("sticker", """{"id":"1","mime_type":"image/webp","sha256":"hA"}""");
        yield return Says("location", """{"latitude":33.5731,"longitude":-7.5898}""");
        yield return Says("contacts", """[{"name":{"formatted_name":"Amina"}}]""");
        yield return Says("interactive", """{"type":"nfm_reply","nfm_reply":{"response_json":"{}"}}""");
        yield return Says("interactive", null);
        yield return Says("button", """{"text":"Répondre","payload":"menu"}""");
        yield return Says("unsupported", """{"type":"poll"}""");
        yield return Says("order", """{"catalog_id":"1"}""");
        yield return Says("reaction", """{"message_id":"wamid.OUT1","emoji":"👍"}""");
        yield return Says("request_welcome", null);
        yield return Says("text", """{"body":"½ et rien d’autre"}""");
    }

    Task<CityInProcess> Open(PlayedWhatsApp whatsApp, string? storage = null, params string[] settings) =>
        CityInProcess.Start(storage ?? azurite.NewAccount(), ["--Casa:Limits:whatsapp:Calls=100000", .. whatsApp.Settings, .. settings]);

    static IReadOnlyList<JsonObject> To(PlayedWhatsApp whatsApp, string person) => [.. whatsApp.Taken.Where(taken => taken["recipient"]?.GetValue<string>() == person)];

    static string Body(JsonObject taken) => (taken["text"]?["body"] ?? taken["interactive"]?["body"]?["text"] ?? taken["template"]!["components"]![0]!["parameters"]![0]!["text"])!.GetValue<string>();

    static JsonObject Status(string id, string status, string? key, string person)
    {
        var its = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = "1764583200", ["recipient_user_id"] = person };
        if (key is not null) its["biz_opaque_callback_data"] = key;
        if (status == "failed") its["errors"] = JsonNode.Parse("""[{"code":131026,"title":"Message undeliverable"}]""");
        return its;
    }

    static byte[] Picture()
    {
        using var bitmap = new SKBitmap(40, 30);
        bitmap.Erase(SKColors.SteelBlue);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }
}
