using System.Text.Json.Nodes;
using CasaServerless.Assistant.BotFramework;
using CasaServerless.Assistant;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Peers;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

/// <summary>A played Teams talks with the city: what is said arrives once and in order, and its answers get back.</summary>
public sealed class TeamsTests(Azurite azurite)
{
    [Fact]
    public async Task Whom_the_bot_meets_it_greets_once_and_answers_what_it_is_told_once()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        var (added, installed) = (Added(bots), bots.Activity("installationUpdate", its => its["action"] = "add"));
        await Told(bots, city, added, added, installed);
        await Eventually.True(() => bots.Said.Count == 1, "the greeting");
        var greeting = bots.Said[0];
        // The last of the two that came says where to answer.
        Assert.StartsWith("/Teams/v3/conversations/a%3A1%3Bx%40y%7Cz/activities/", greeting.Path, StringComparison.Ordinal);
        Assert.Contains("assistant de la commune", Text(greeting), StringComparison.Ordinal);
        Assert.Equal(AdaptiveCard.ContentType, greeting.Body["attachments"]![0]!["contentType"]!.GetValue<string>());
        var menu = bots.Activity("message", its => its["text"] = "menu");
        await Told(bots, city, menu, menu, menu);
        await Eventually.True(() => bots.Said.Count == 2, "the menu");
        await Told(bots, city, menu, added);
        await Told(bots, city, bots.Activity("message", its => its["text"] = "suivi"));
        await Eventually.True(() => bots.Said.Count == 3, "the next answer");
        Assert.Contains("Écrivez la référence", Text(bots.Said[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_on_a_card_is_answered_at_once_and_then_in_the_conversation()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        await Told(bots, city, Added(bots));
        await Eventually.True(() => bots.Said.Count == 1, "the greeting");
        var buttons = bots.Said[0].Body["attachments"]![0]!["content"]!["body"]![0]!["actions"]!.AsArray();
        var (status, body, _) = await bots.Tell(city.Http, Pressed(bots, buttons[^1]!));
        Assert.Equal((200, "✓ العربية"), (status, JsonNode.Parse(body)!["value"]!["body"]![0]!["text"]!.GetValue<string>()));
        await Eventually.True(() => bots.Said.Count == 2, "the answer to the choice");
        // The other language, once: the button's own words must not turn it before the choice does.
        Assert.Equal(("سأجيبكم من الآن فصاعدا بالعربية.", "ar-MA"), (Text(bots.Said[1]), bots.Said[1].Body["locale"]!.GetValue<string>()));
        Assert.True(bots.Said[1].Body["attachments"]![0]!["content"]!["rtl"]!.GetValue<bool>());
        // An older client's button.
        await Told(bots, city, bots.Activity("message", its => its["value"] = buttons[0]!["fallback"]!["data"]!.DeepClone()));
        await Eventually.True(() => bots.Said.Count == 3, "the answer to the older button");
        Assert.StartsWith("اكتبوا المرجع", Text(bots.Said[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_expects_replies_has_them_in_the_answer_and_again_when_they_ask_again()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        var asks = bots.Activity("message", its => (its["text"], its["deliveryMode"]) = ("bonjour", "expectReplies"));
        var first = await bots.Tell(city.Http, asks);
        var reply = Assert.Single(JsonNode.Parse(first.Body)!["activities"]!.AsArray());
        Assert.Equal(asks["id"]!.GetValue<string>(), reply!["replyToId"]!.GetValue<string>());
        Assert.Equal(first.Body, (await bots.Tell(city.Http, asks)).Body);
        var next = await bots.Tell(city.Http, bots.Activity("message", its => (its["text"], its["deliveryMode"]) = ("suivi", "expectReplies")));
        Assert.Contains("Écrivez la référence", JsonNode.Parse(next.Body)!["activities"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(bots.Calls);
    }

    [Fact]
    public async Task Who_sends_a_file_is_told_that_it_is_not_taken_here()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        var asks = bots.Activity("message", its => (its["deliveryMode"], its["locale"], its["attachments"]) = ("expectReplies", "ar-MA", new JsonArray(new JsonObject { ["contentType"] = "image/jpeg", ["contentUrl"] = "https://evil.example/x.jpg" })));
        var reply = Assert.Single(JsonNode.Parse((await bots.Tell(city.Http, asks)).Body)!["activities"]!.AsArray())!["text"]!.GetValue<string>();
        Assert.Contains("لا يمكنني استقبال الملفات", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_can_be_erased_by_its_id_and_by_the_persons()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        var key = Conversation(city, "a:1;x@y|z");
        foreach (var whom in (string[])[key, "aaaaaaaa-0000-4000-8000-000000000001"])
        {
            await Told(bots, city, bots.Activity("message", its => its["text"] = "menu"));
            using var erase = new HttpRequestMessage(HttpMethod.Post, "/api/conversations/erasures") { Content = System.Net.Http.Json.JsonContent.Create(new { whom, reason = "person-asked" }) };
            erase.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
            using var answer = await city.Http.SendAsync(erase);
            Assert.Contains("\"conversations\":1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Empty(await Store(city).Lines(key, 0, default));
        }
    }

    [Fact]
    public async Task A_reply_goes_where_the_real_adapter_sends_it_and_says_what_it_says_but_for_a_listed_few()
    {
        // What of a reply is ours, and why.
        var ours = new Dictionary<string, string>
        {
            ["text"] = "the bot's own words",
            ["attachments"] = "the bot's own words",
            ["textFormat"] = "plain, so that no word becomes a link",
            ["locale"] = "the language that is spoken, not the client's",
            ["from"] = "ids alone: names are kept nowhere",
            ["recipient"] = "as above",
        };
        await using var bots = await PlayedBotService.Start();
        await using var peer = await BotbuilderPeer.Start(bots);
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        var said = bots.Activity("message", its => its["text"] = "bonjour");
        Assert.Equal(200, (await bots.Tell(peer.Http, said)).Status);
        await Eventually.True(() => bots.Said.Count == 1, "their reply");
        await Told(bots, city, said);
        await Eventually.True(() => bots.Said.Count == 2, "our reply");
        var (their, our) = (bots.Said[0], bots.Said[1]);
        Assert.Equal((their.Method, their.Path), (our.Method, our.Path));
        foreach (var name in their.Body.AsObject().Concat(our.Body.AsObject()).Select(field => field.Key).Distinct().Where(name => !ours.ContainsKey(name)))
            Assert.True(JsonNode.DeepEquals(their.Body[name], our.Body[name]), $"{name}: theirs {their.Body[name]?.ToJsonString()}, ours {our.Body[name]?.ToJsonString()}");
        Assert.Equal((their.Body["from"]!["id"]!.GetValue<string>(), their.Body["recipient"]!["id"]!.GetValue<string>()), (our.Body["from"]!["id"]!.GetValue<string>(), our.Body["recipient"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_channel_that_asks_for_patience_gets_everything_in_its_order()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. bots.Settings, "--Casa:Cases:PauseSeconds=0.5"]);
        bots.TurnsAway.Enqueue((429, null, "1"));
        bots.TurnsAway.Enqueue((503, null, null));
        bots.TurnsAway.Enqueue((502, null, null));
        await Told(bots, city, bots.Activity("message", its => its["text"] = "menu"), bots.Activity("message", its => its["text"] = "suivi"));
        await Eventually.True(() => bots.Said.Count == 2, "both answers");
        Assert.Contains("Que puis-je", Text(bots.Said[0]), StringComparison.Ordinal);
        Assert.Contains("référence", Text(bots.Said[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_removed_the_bot_is_left_alone_until_they_write_again()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        bots.TurnsAway.Enqueue((403, """{"error":{"code":"MessageWritesBlocked"}}""", null));
        await Told(bots, city, bots.Activity("message", its => its["text"] = "menu"));
        await Eventually.True(() => bots.Calls.Count == 1, "the refusal");
        var key = Conversation(city, "a:1;x@y|z");
        await Eventually.True(async () => await Store(city).Noted(key, "closed", default) is not null, "it is noted");
        await Notice(city, key, "1");
        await Eventually.True(async () => (await Store(city).Lines(key, 0, default)).Count == 3, "the notice is said");
        Assert.Single(bots.Calls);
        await Told(bots, city, bots.Activity("message", its => its["text"] = "suivi"));
        await Eventually.True(() => bots.Said.Count == 1, "the answer");
        Assert.Contains("référence", Text(bots.Said[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_that_nobody_asked_for_go_where_the_conversation_was_last_seen()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        await Told(bots, city, Added(bots));
        await Eventually.True(() => bots.Said.Count == 1, "the greeting");
        var moved = $"{bots.Url}/Moved/";
        Assert.Equal(200, (await PlayedBotService.Tell(city.Http, Added(bots, moved), $"Bearer {bots.Token(but: claims => claims["serviceurl"] = moved)}")).Status);
        await Notice(city, Conversation(city, "a:1;x@y|z"), "1");
        await Eventually.True(() => bots.Said.Count == 2, "the notice");
        Assert.StartsWith("/Moved/v3/conversations/a%3A1%3Bx%40y%7Cz/activities", bots.Said[1].Path, StringComparison.Ordinal);
        Assert.Equal("Une nouvelle.", Text(bots.Said[1]));
    }

    [Fact]
    public async Task Staff_and_channels_can_be_written_to_until_the_bot_is_removed()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. bots.Settings]);
        var references = city.Services.GetRequiredService<TeamsReferences>();
        const string person = "aaaaaaaa-0000-4000-8000-000000000001", channel = "19:agents@thread.tacv2";
        Assert.Null(await references.OfPerson(person, default));
        // Any activity will do, even one that nobody answers.
        await Told(bots, city, bots.Activity("typing"), bots.Activity("message", its => its["conversation"] = Thread(channel)));
        var kept = (await references.OfPerson(person, default))!;
        Assert.Equal(("a:1;x@y|z", bots.ServiceUrl, null, null), (kept.Conversation.Id, kept.ServiceUrl, kept.ActivityId, kept.User!.Name));
        Assert.Equal($"{channel};messageid=1", (await references.OfChannel(channel, default))!.Conversation.Id);
        await Told(bots, city, bots.Activity("installationUpdate", its => its["action"] = "remove"));
        Assert.Null(await references.OfPerson(person, default));
        await Told(bots, city, bots.Activity("installationUpdate", its => its["action"] = "add"));
        // Written to, it is a message of our own and no reply.
        await city.Services.GetRequiredService<Connector>().Send((await references.OfPerson(person, default))!, new Activity { Type = "message", Text = "x" }, default);
        Assert.Equal("/Teams/v3/conversations/a%3A1%3Bx%40y%7Cz/activities", bots.Said[^1].Path);
    }

    [Fact]
    public async Task Where_others_listen_each_has_a_talk_of_their_own_and_names_the_bot_to_begin()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), bots.Settings);
        JsonObject Says(string who, string text) => bots.Activity("message", its =>
        {
            its["conversation"] = Thread("19:all@thread.tacv2");
            its["from"] = new JsonObject { ["id"] = who };
            its["text"] = $"<at>Casablanca</at>\u00a0{text}";
            its["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = $"28:{PlayedBotService.AppId}" }, ["text"] = "<at>Casablanca</at>" });
        });
        // Who comes into a channel is no reason to speak there.
        await Told(bots, city, bots.Activity("conversationUpdate", its => its["conversation"] = Thread("19:all@thread.tacv2")));
        await Told(bots, city, Says("29:one", "suivi"));
        await Eventually.True(() => bots.Said.Count == 1, "the first answer");
        Assert.Contains("Écrivez la référence", Text(bots.Said[0]), StringComparison.Ordinal);
        // To the other the same words are no reference.
        await Told(bots, city, Says("29:two", "n’importe quoi"));
        await Eventually.True(() => bots.Said.Count == 2, "the second answer");
        Assert.DoesNotContain("Cette référence", Text(bots.Said[1]), StringComparison.Ordinal);
        Assert.Contains("/19%3Aall%40thread.tacv2%3Bmessageid%3D1/", bots.Said[1].Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maarif-1-officer-1", "msteams", Roles.Officer)]
    [InlineData("eclairage-agent-1", "msteams", Roles.Agent)]
    [InlineData("manager-1", "msteams", Roles.Manager)]
    [InlineData("aaaaaaaa-0000-4000-8000-000000000001", "msteams", null)]
    [InlineData("maarif-1-officer-1", "webchat", null)]
    public async Task Whom_Teams_vouches_for_is_who_they_are_in_the_référentiels(string id, string channel, string? role)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var known = await city.Services.GetRequiredService<TeamsStaff>().Of(new Activity { ChannelId = channel, From = new() { Id = "29:x", AadObjectId = id } }, default);
        Assert.Equal(role, known?.Roles.Single());
        Assert.Equal(role is null ? null : id, known?.Id);
    }

    [Fact]
    public async Task Nobody_is_named_in_a_log_or_a_key()
    {
        await using var bots = await PlayedBotService.Start();
        var storage = azurite.NewAccount();
        await using var city = await CityInProcess.Start(storage, bots.Settings);
        bots.TurnsAway.Enqueue((403, """{"error":{"code":"MessageWritesBlocked","message":"29:1abc"}}""", null));
        await Told(bots, city, bots.Activity("message", its => its["text"] = "un secret"));
        await Eventually.True(() => bots.Calls.Count == 1, "the refusal");
        await PlayedBotService.Tell(city.Http, bots.Activity("message"), "Bearer a.b.c");
        await Eventually.True(() => city.Log.Text.Contains("turned away", StringComparison.Ordinal), "the log");
        foreach (var personal in (string[])["un secret", "29:1abc", "Une personne", "aaaaaaaa-0000", "a:1;x@y"]) Assert.DoesNotContain(personal, city.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1abc", Conversation(city, "a:1;x@y|z"), StringComparison.Ordinal);
    }

    static async Task Told(PlayedBotService bots, CityInProcess city, params JsonObject[] activities)
    {
        foreach (var activity in activities) Assert.Equal(200, (await bots.Tell(city.Http, activity)).Status);
    }

    static JsonObject Added(PlayedBotService bots, string? serviceUrl = null) => bots.Activity("conversationUpdate", its =>
    {
        its["membersAdded"] = new JsonArray(new JsonObject { ["id"] = $"28:{PlayedBotService.AppId}" });
        if (serviceUrl is not null) its["serviceUrl"] = serviceUrl;
    });

    static JsonObject Pressed(PlayedBotService bots, JsonNode button) => bots.Activity("invoke", its =>
    {
        its["name"] = "adaptiveCard/action";
        its["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = button["type"]!.DeepClone(), ["verb"] = button["verb"]!.DeepClone(), ["data"] = button["data"]!.DeepClone() }, ["trigger"] = "manual" };
    });

    static JsonObject Thread(string channel) => new() { ["id"] = $"{channel};messageid=1", ["isGroup"] = true, ["conversationType"] = "channel", ["tenantId"] = PlayedBotService.Tenant };

    static string Text(PlayedBotService.Call call) => call.Body["text"]!.GetValue<string>();

    static ConversationStore Store(CityInProcess city) => city.Services.GetRequiredService<ConversationStore>();

    static string Conversation(CityInProcess city, string id) =>
        $"teams-{Convert.ToHexStringLower(city.Services.GetRequiredService<CityKeys>().Mac("bot conversation", "msteams", id, "").AsSpan(0, 16))}";

    static Task Notice(CityInProcess city, string conversation, string id) => Store(city).Accept(conversation, new(id,
        System.Text.Json.JsonSerializer.Serialize(new Mail(MailKind.Notice) { Text = "Une nouvelle." }, AssistantJson.Default.Mail), TimeProvider.System.GetUtcNow()), default);
}
