using System.Text.Json;
using System.Text.Json.Nodes;
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

        await chat.Say("L’eau monte", "3");
        var shown = teams.Said[^1];
        Assert.Contains("/a%3Anew/activities", shown.Path, StringComparison.Ordinal);
        Assert.Equal("Citoyen : L’eau monte", shown.Body["text"]!.GetValue<string>());
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
