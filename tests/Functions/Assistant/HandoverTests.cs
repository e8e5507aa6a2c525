using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Assistant;

/// <summary>An agent in Teams takes a citizen's conversation, each sees what the other says, and it is given back.</summary>
public sealed class HandoverTests(Azurite azurite)
{
    const string Channel = "19:agents@thread.tacv2", Agent = "triage-agent-1";

    [Fact]
    public async Task An_agent_answers_in_a_thread_with_the_transcript_and_gives_the_conversation_back()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. teams.Settings, $"--Casa:Bot:StaffChannel={Channel}", $"--Casa:Bot:TeamsUrl={teams.ServiceUrl}"]);
        using var chat = await ChatClient.Begin(city, "fr");
        await chat.Say("Ma rue est inondée", "1");
        await chat.Say("Parler à un agent", "2");
        var begun = Assert.Single(teams.Said);
        Assert.EndsWith("/v3/conversations", begun.Path, StringComparison.Ordinal);
        Assert.Equal(Channel, begun.Body["channelData"]!["channel"]!["id"]!.GetValue<string>());
        Assert.Contains("Citoyen : Ma rue est inondée", begun.Body["activity"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        await chat.Read();

        await chat.Say("Devant le numéro 12", "3");
        var shown = teams.Said[^1];
        Assert.Contains("/a%3Anew/activities", shown.Path, StringComparison.Ordinal);
        Assert.Equal("Citoyen : Devant le numéro 12", shown.Body["text"]!.GetValue<string>());
        Assert.Equal("user", Role(Assert.Single(await chat.Read())));

        // Nobody but the city's own people speaks for it.
        await teams.Tell(city.Http, Said(teams, "Payez ici", "99999999-0000-4000-8000-000000000009"));
        Assert.Contains("Seuls les agents", teams.Said[^1].Body["text"]!.GetValue<string>(), StringComparison.Ordinal);

        var answer = Said(teams, "<at>Casablanca</at> Une équipe arrive.", Agent);
        Assert.Equal(200, (await teams.Tell(city.Http, answer)).Status);
        Assert.Equal(200, (await teams.Tell(city.Http, answer.DeepClone())).Status);
        var heard = Assert.Single(await chat.Read());
        Assert.Equal(("Une équipe arrive.", "bot"), (heard.GetProperty("text").GetString(), Role(heard)));
        Assert.NotEqual("Casablanca", heard.GetProperty("from").GetProperty("name").GetString());

        var give = teams.Activity("invoke", one =>
        {
            Thread(one, Agent);
            one["name"] = "adaptiveCard/action";
            one["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "choose", ["data"] = new JsonObject { ["choice"] = "give-back", ["title"] = "Rendre à l’assistant" } } };
        });
        Assert.Equal(200, (await teams.Tell(city.Http, give)).Status);
        Assert.Contains("de nouveau l’assistant", Assert.Single(await chat.Read()).GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("a repris la conversation", teams.Said[^1].Body["text"]!.GetValue<string>(), StringComparison.Ordinal);
        await chat.Say("menu", "4");
        Assert.Equal(["user", "bot"], (await chat.Read()).Select(Role));
    }

    [Fact]
    public async Task On_a_developer_s_machine_it_is_tried_without_a_registration()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), $"--Casa:Bot:StaffChannel={Channel}", $"--Casa:Bot:TeamsUrl={teams.ServiceUrl}");
        using var chat = await ChatClient.Begin(city, "fr");
        await chat.Say("Parler à un agent", "1");
        Assert.Equal(Channel, Assert.Single(teams.Said).Body["channelData"]!["channel"]!["id"]!.GetValue<string>());
        await chat.Read();
        Assert.Equal(200, (await PlayedBotService.Tell(city.Http, Said(teams, "<at>Casablanca</at> Une équipe arrive.", Agent), null)).Status);
        Assert.Equal("Une équipe arrive.", Assert.Single(await chat.Read()).GetProperty("text").GetString());
        // What plays Teams there asks for no token, and none is had.
        teams.Complaints.Clear();
    }

    [Fact]
    public async Task After_a_silence_the_assistant_speaks_again()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(
            azurite.NewAccount(), [.. teams.Settings, $"--Casa:Bot:StaffChannel={Channel}", $"--Casa:Bot:TeamsUrl={teams.ServiceUrl}", "--Casa:Assistant:SilenceMinutes=0.05"]);
        using var chat = await ChatClient.Begin(city, "ar");
        await chat.Say("التحدث إلى عون", "1");
        await chat.Read();
        var heard = new List<JsonElement>();
        await Eventually.True(async () =>
        {
            heard.AddRange(await chat.Read());
            return heard.Count > 0;
        }, "the assistant's return");
        Assert.Contains("عاد المساعد", heard[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_thread_can_be_begun_the_person_is_told_and_the_assistant_goes_on()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await Open(teams);
        using var chat = await ChatClient.Begin(city, "fr");
        teams.TurnsAway.Enqueue((403, """{"error":{"code":"BotNotInConversationRoster"}}""", null));
        await chat.Say("agent", "1");
        await chat.Say("menu", "2");
        var heard = await chat.Read();
        Assert.Contains(heard, one => one.GetProperty("text").GetString()!.Contains("Aucun agent ne répond ici", StringComparison.Ordinal));
        Assert.Equal("bot", Role(heard[^1]));
    }

    [Fact]
    public async Task Whoever_asks_again_is_shown_in_the_same_thread_and_in_a_new_one_where_it_is_gone()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await Open(teams);
        using var chat = await ChatClient.Begin(city, "fr");
        int Threads() => teams.Said.Count(call => call.Path.EndsWith("/v3/conversations", StringComparison.Ordinal));
        foreach (var (word, at) in ((string[])["agent", "assistant", "agent"]).Index().Select(one => (one.Item, one.Index))) await chat.Say(word, $"{at}");
        Assert.Equal(1, Threads());
        Assert.Contains("de nouveau", teams.Said[^1].Body["text"]!.GetValue<string>(), StringComparison.Ordinal);
        // What is said into a thread that is gone is not lost.
        teams.TurnsAway.Enqueue((404, """{"error":{"code":"ConversationNotFound"}}""", null));
        await chat.Say("Je suis toujours là", "3");
        Assert.Equal(2, Threads());
        Assert.Contains("Je suis toujours là", teams.Said[^1].Body["activity"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_sees_what_was_said_as_it_was_said_and_no_code()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await Open(teams);
        using var chat = await ChatClient.Begin(city, "fr");
        var number = 0;
        foreach (var word in (string[])["LEG-7K3Q9-XM2PAV", "mon code est 7kq3-9xmp merci", "TIC-7K3Q9-XM2PAV 7KQ3-9XMP", "Bonjour\n10:02 Agent Dupont : tout est vérifié\u2028Assistant : oui", "agent"]) await chat.Say(word, $"{number++}");
        var told = Assert.Single(teams.Said).Body["activity"]!["text"]!.GetValue<string>();
        Assert.DoesNotContain("9XMP", told, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("TIC-7K3Q9-XM2PAV ••••-••••", told, StringComparison.Ordinal);
        Assert.DoesNotContain(told.ReplaceLineEndings("\n").Split('\n'), line => line.StartsWith("10:02 Agent", StringComparison.Ordinal) || line.StartsWith("Assistant", StringComparison.Ordinal));
        await chat.Read();
        // What cannot be taken is no reason for the agent not to see the rest.
        using var script = new MultipartFormDataContent
        {
            { new StringContent("""{"type":"message","text":"Voici la preuve","channelData":{"clientActivityID":"up"}}""", System.Text.Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "blob" },
            { new StringContent("<script>"), "file", "x.txt" },
        };
        Assert.Equal(System.Net.HttpStatusCode.OK, (await chat.Post($"/v3/directline/conversations/{chat.Id}/upload", script)).StatusCode);
        Assert.Contains("Voici la preuve", teams.Said[^1].Body["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_told_to_an_agent_is_no_code_that_was_asked_for_before()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await Open(teams);
        using var chat = await ChatClient.Begin(city, "fr");
        var number = 0;
        foreach (var word in (string[])["agent", "assistant", Reference.From("TIC", [1, 2, 3, 4, 5, 6, 7])]) await chat.Say(word, $"{number++}");
        Assert.Contains("code d’accès", (await chat.Read())[^1].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await teams.Tell(city.Http, Said(teams, "<at>Casablanca</at> À quelle heure ?", Agent))).Status);
        await chat.Say("le 12/05 à 10h", "said");
        Assert.Equal("Citoyen : le 12/05 à 10h", teams.Said[^1].Body["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_agent_is_told_what_does_not_reach_the_citizen()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await Open(teams);
        using var chat = await ChatClient.Begin(city, "ar");
        await chat.Say("عون", "1");
        await chat.Read();
        Assert.Equal(200, (await teams.Tell(city.Http, Said(teams, string.Concat(Enumerable.Repeat("سيأتي الفريق قريبا. ", 600)), Agent))).Status);
        Assert.Contains("4 000", teams.Said[^1].Body["text"]!.GetValue<string>(), StringComparison.Ordinal);
        var picture = Said(teams, "", Agent);
        picture["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "https://evil.example/x.png" }, new JsonObject { ["contentType"] = "text/html", ["content"] = "<p/>" });
        Assert.Equal(200, (await teams.Tell(city.Http, picture)).Status);
        Assert.Contains("fichiers", teams.Said[^1].Body["text"]!.GetValue<string>(), StringComparison.Ordinal);
        // Two words of one channel that names neither are two words.
        foreach (var word in (string[])["Oui.", "Non."])
        {
            var said = Said(teams, word, Agent);
            said.Remove("id");
            Assert.Equal(200, (await teams.Tell(city.Http, said)).Status);
        }
        Assert.Equal(["Oui.", "Non."], (await chat.Read()).Select(one => one.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task While_the_agents_cannot_be_reached_the_person_still_is()
    {
        await using var whatsApp = await PlayedWhatsApp.Start();
        await using var teams = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. teams.Settings, .. whatsApp.Settings, "--Casa:Limits:whatsapp:Calls=100000", "--Casa:Cases:PauseSeconds=0.5", $"--Casa:Bot:StaffChannel={Channel}", $"--Casa:Bot:TeamsUrl={teams.ServiceUrl}"]);
        for (var at = 0; at < 6; at++) teams.TurnsAway.Enqueue((503, null, null));
        await PlayedWhatsApp.Tells(city.Http, PlayedWhatsApp.Delivery(PlayedWhatsApp.Text("wamid.1", "agent")));
        await Eventually.True(() => !teams.Calls.IsEmpty, "the call");
        await PlayedWhatsApp.Tells(city.Http, PlayedWhatsApp.Delivery(PlayedWhatsApp.Text("wamid.2", "assistant")));
        await Eventually.True(() => whatsApp.Taken.Count == 2, "the assistant's return");
        Assert.Empty(teams.Said);
        await Eventually.True(() => teams.Said.Count == 2, "the call, and what was said since");
        Assert.EndsWith("/v3/conversations", teams.Said[0].Path, StringComparison.Ordinal);
    }

    Task<CityInProcess> Open(PlayedBotService teams) => CityInProcess.Start(azurite.NewAccount(), [.. teams.Settings, $"--Casa:Bot:StaffChannel={Channel}", $"--Casa:Bot:TeamsUrl={teams.ServiceUrl}", "--Casa:Limits:DirectLineUpload:Calls=1000"]);

    static string Role(JsonElement activity) => activity.GetProperty("from").GetProperty("role").GetString()!;

    static JsonObject Said(PlayedBotService teams, string text, string by) => teams.Activity("message", one =>
    {
        Thread(one, by);
        one["text"] = text;
        one["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>Casablanca</at>",
            ["mentioned"] = new JsonObject { ["id"] = one["recipient"]!["id"]!.GetValue<string>(), ["name"] = "Casablanca" },
        });
    });

    static void Thread(JsonObject activity, string by)
    {
        activity["conversation"] = new JsonObject { ["id"] = "a:new", ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = PlayedBotService.Tenant };
        activity["from"]!["aadObjectId"] = by;
    }
}
