using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Common.Notices;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Digests;
using CasaServerless.Tests.Functions.Common.Referentiels;
using CasaServerless.Tests.Functions.Services.Tickets;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

/// <summary>What the staff is told in its channels of Teams: in the right one, once, and nothing of who reports.</summary>
public sealed class TeamsNoticesTests(Azurite azurite)
{
    const string Operator = "eclairage", Lighting = "19:eclairage@thread.tacv2", Direction = "19:DGS_4a95f7d8@thread.tacv2", Effect = "notify-operator-teams";

    [Fact]
    public async Task Each_level_is_told_in_its_own_channel_once_however_often_it_is_asked_and_whatever_the_connector_answers_first()
    {
        await using var teams = await PlayedBotService.Start();
        await using var mail = await MailServer.Start();
        var storage = azurite.NewAccount();
        var waits = await ReportsLongAgo(storage, city => Task.WhenAll(
            Names(city, "operators", Operator, its => its["teamsChannel"] = Lighting),
            Names(city, "escalation", "operator-head", its => its["email"] = "responsable@operateur.example"),
            Names(city, "escalation", "city-direction", its => its["teamsChannel"] = Direction)));
        teams.TurnsAway.Enqueue((429, null, "0"));
        teams.TurnsAway.Enqueue((500, null, null));
        await using var city = await Later(storage, [.. teams.Settings, .. mail.Settings, $"--Casa:Bot:TeamsUrl={teams.ServiceUrl}"]);
        await Escalate.Run(city.Services.TicketsOf(), default);
        // The queue gives each message twice, and two of them meet.
        foreach (var message in await Messages(city, waits)) await Task.WhenAll(city.Handle(message), city.Handle(message));
        await city.Drain();
        foreach (var message in await Messages(city, waits)) await city.Handle(message);
        await city.Drain();

        Assert.Equal([429, 500], teams.Calls.Where(call => call.Status >= 400).Select(call => call.Status).Order());
        // Whom a level writes at an address of its own is not the operator's channel's business.
        Assert.Equal([Direction, Lighting], teams.Said.Select(ChannelOf).Order());
        Assert.Single(mail.Letters, letter => letter.To == "responsable@operateur.example");
        var (reminder, direction) = (teams.Said.Single(call => ChannelOf(call) == Lighting).Body["activity"]!, teams.Said.Single(call => ChannelOf(call) == Direction).Body["activity"]!);
        Assert.Equal($"Rappel à l’agent et à son opérateur – {waits.Reference}", reminder["text"]!.GetValue<string>());
        var said = WrittenIn(direction);
        foreach (var told in (string[])[$"Signalement {waits.Reference} : Éclairage public", "Maârif", "La réponse était due le ", $"التبليغ {waits.Reference}", "المعاريف", "كان الجواب مستحقا في", $"https://casa.test/desk#{waits.Reference}"])
            Assert.Contains(told, said, StringComparison.Ordinal);
        foreach (var secret in (string[])[Resident.Name, Resident.Phone, Resident.Email, Resident.Address, Resident.Description, waits.AccessCode])
            Assert.DoesNotContain(secret, said + city.Log.Text, StringComparison.OrdinalIgnoreCase);
        var story = await Story(city, waits);
        Assert.Equal(2, story.Count(line => line == "Responsables informés dans Teams"));
        Assert.Single(story, "Responsables informés par courriel");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_there_is_no_bot_or_not_in_that_channel_the_letter_goes_alone_and_the_log_says_so_once(bool registered)
    {
        await using var teams = await PlayedBotService.Start();
        await using var mail = await MailServer.Start();
        var storage = azurite.NewAccount();
        var waits = await ReportsLongAgo(storage, city => Names(city, "operators", Operator, its => (its["teamsChannel"], its["email"]) = (Lighting, "eclairage@example.ma")), "reminder");
        if (registered) teams.TurnsAway.Enqueue((403, """{"error":{"code":"BotNotInConversationRoster","message":"The bot is not part of the conversation roster."}}""", null));
        await using var city = await Later(storage, [.. mail.Settings, .. registered ? [.. teams.Settings, $"--Casa:Bot:TeamsUrl={teams.ServiceUrl}"] : (string[])[]]);
        await Escalate.Run(city.Services.TicketsOf(), default);
        foreach (var message in await Messages(city, waits)) await city.Handle(message);
        await city.Drain();
        Assert.Empty(teams.Said);
        Assert.Equal(registered ? 1 : 0, teams.Calls.Count);
        Assert.Single(mail.Letters, letter => letter.To == "eclairage@example.ma");
        Assert.Single(city.Log.Text.Split('\n'), line => line.StartsWith("Warning: Notice ", StringComparison.Ordinal) && line.Contains(registered ? "Closed" : "NoBot", StringComparison.Ordinal));
        Assert.DoesNotContain(Lighting, city.Log.Text, StringComparison.Ordinal);
        Assert.Single(await Story(city, waits), "Avis aux responsables non déposé dans Teams");
    }

    [Fact]
    public async Task An_operator_reads_in_its_channel_which_ticket_it_was_handed_where_the_bot_was_heard_from_last()
    {
        await using var teams = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. teams.Settings, "--Casa:Runner:Enabled=false"]);
        await Names(city, "operators", "voirie", its => its["teamsChannel"] = Lighting);
        var moved = $"{teams.Url}/Moved/";
        var installed = teams.Activity("conversationUpdate", one =>
        {
            one["serviceUrl"] = moved;
            one["conversation"] = new JsonObject { ["id"] = Lighting, ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = PlayedBotService.Tenant };
        });
        Assert.Equal(200, (await PlayedBotService.Tell(city.Http, installed, $"Bearer {teams.Token(but: claims => claims["serviceurl"] = moved)}")).Status);
        var resident = await Resident.Reports(city.Http);
        await resident.Has("transfer", city.Token(Roles.Manager), new JsonObject { ["operator"] = "voirie", ["reason"] = $"C’est à {Resident.Name} que la chaussée pose problème" });
        await city.Drain();
        var call = Assert.Single(teams.Said);
        Assert.StartsWith("/Moved/v3/conversations", call.Path, StringComparison.Ordinal);
        Assert.Equal(Lighting, ChannelOf(call));
        var said = WrittenIn(call.Body["activity"]!);
        Assert.Contains($"Signalement qui vous est confié – {resident.Reference}", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Resident.Name, said, StringComparison.Ordinal);
        // To an operator without a channel nothing is posted.
        await resident.Has("transfer", city.Token(Roles.Manager), new JsonObject { ["operator"] = Operator, ["reason"] = "Retour à l’éclairage" });
        await city.Drain();
        Assert.Single(teams.Said);
    }

    [Fact]
    public async Task The_mornings_digest_is_posted_in_short_once_a_day_to_an_operator_that_has_no_address()
    {
        await using var teams = await PlayedBotService.Start();
        var storage = azurite.NewAccount();
        Resident fresh;
        await using (var early = await CityInProcess.Start(storage, "--Casa:Clock=2027-02-01T07:40:00Z", "--Casa:Runner:Enabled=false"))
        {
            await Names(early, "operators", Operator, its => its["teamsChannel"] = Lighting);
            fresh = await Resident.Reports(early.Http);
        }
        await using var city = await CityInProcess.Start(
            storage, [.. teams.Settings, $"--Casa:Bot:TeamsUrl={teams.ServiceUrl}", "--Casa:Clock=2027-02-01T08:30:00Z", "--Casa:Runner:Enabled=false"]);
        var written = await Task.WhenAll(Write(city), Write(city));
        Assert.Contains(1, written);
        await city.Drain();
        Assert.Equal(0, await Write(city));
        await city.Drain();
        var call = Assert.Single(teams.Said);
        Assert.Equal(Lighting, ChannelOf(call));
        var said = WrittenIn(call.Body["activity"]!);
        Assert.Contains("Signalements du 1er février 2027", said, StringComparison.Ordinal);
        Assert.Contains("Nouveaux depuis le 31 janvier 2027 : 1\"", said, StringComparison.Ordinal);
        Assert.Contains("جديدة منذ", said, StringComparison.Ordinal);
        Assert.Contains("https://casa.test/desk\"", said, StringComparison.Ordinal);
        Assert.DoesNotContain(fresh.Reference, said, StringComparison.Ordinal);
        Assert.DoesNotContain("Bonjour", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("operators", "https://teams.microsoft.com/l/channel/19%3Aeclairage%40thread.tacv2/General")]
    [InlineData("escalation", "eclairage")]
    [InlineData("escalation", "19:eclairage@thread.tacv2.example.com")]
    [InlineData("escalation", "19:../v3@thread.tacv2")]
    [InlineData("escalation", "")]
    public async Task What_is_no_channels_id_is_refused_in_both_languages(string kind, string channel)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var id = kind == "operators" ? Operator : "reminder";
        foreach (var (language, field) in ((string, string)[])[("fr", "canal Teams"), ("ar", "قناة Teams")])
        {
            var (value, tag) = await ManagerCalls.Entry(city, kind, id);
            value["teamsChannel"] = channel;
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/referentiels/{kind}/{id}") { Content = JsonContent.Create(value) };
            request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
            request.Headers.AcceptLanguage.Add(new(language));
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(tag));
            using var answer = await city.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var told = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.Equal("REF-003", told["code"]!.GetValue<string>());
            Assert.Contains(field, told.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Roles.Agent)]
    [InlineData(Roles.Officer)]
    [InlineData(Roles.Auditor)]
    public async Task Managers_alone_name_a_channel(string role)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (value, tag) = await ManagerCalls.Entry(city, "escalation", "reminder");
        value["teamsChannel"] = Lighting;
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/referentiels/escalation/reminder") { Content = JsonContent.Create(value) };
        request.Headers.Authorization = new("Bearer", city.Token(role));
        request.Headers.IfMatch.Add(new EntityTagHeaderValue(tag));
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await ManagerCalls.Changed(city, HttpMethod.Put, "escalation/reminder", value, tag);
        Assert.Equal(Lighting, (await ManagerCalls.Entry(city, "escalation", "reminder")).Value["teamsChannel"]!.GetValue<string>());
    }

    /// <summary>A ticket that will wait beyond the levels named, or all of them, once <see cref="Later"/> begins.</summary>
    static async Task<Resident> ReportsLongAgo(string storage, Func<CityInProcess, Task> prepare, params string[] levels)
    {
        await using var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false");
        await prepare(city);
        var its = Referentiels(city);
        foreach (var level in (await its.Escalation(default)).Where(level => levels.Length > 0 && !levels.Contains(level.Id)))
        {
            var (_, tag) = await ManagerCalls.Entry(city, "escalation", level.Id);
            await ManagerCalls.Changed(city, HttpMethod.Delete, $"escalation/{level.Id}", null, tag);
        }
        return await Resident.Reports(city.Http);
    }

    static Task<CityInProcess> Later(string storage, string[] settings) => CityInProcess.Start(storage,
        [$"--Casa:Clock={TimeProvider.System.GetUtcNow().AddDays(200):O}", "--Casa:Runner:Enabled=false", "--Casa:Cases:PauseSeconds=0.2", .. settings]);

    static async Task<IReadOnlyList<string>> Messages(CityInProcess city, Resident its)
    {
        var desk = city.Services.TicketsOf();
        return [.. (await desk.Cases.History(desk.Kind, its.Reference, default)).Where(happened => happened.Event is TicketEvent.Escalated)
            .Select(happened => new CaseMessage(its.Reference, Version: happened.Version, Effect: Effect).ToJson())];
    }

    static async Task<IReadOnlyList<string>> Story(CityInProcess city, Resident its)
    {
        var desk = city.Services.TicketsOf();
        Assert.Empty(await desk.Cases.FaultsOf(its.Reference, default));
        return [.. (await desk.Cases.History(desk.Kind, its.Reference, default)).Select(happened => happened.Event.Words().Fr)];
    }

    static Task<int> Write(CityInProcess city) => WriteDigests.Run(city.Services.GetRequiredService<DigestDesk>(), city.Services.GetRequiredService<NoticeDesk>(), default);

    static ReferentielStore Referentiels(CityInProcess city) => city.Services.GetRequiredService<ReferentielStore>();

    // An operator's change waits for a second manager; here it is already applied.
    static async Task Names(CityInProcess city, string kind, string id, Action<JsonNode> change)
    {
        var table = city.Services.GetRequiredService<ReferenceTable>();
        var row = (await table.Find(kind, id, default))!;
        var its = JsonNode.Parse(row.Json!)!;
        change(its);
        Assert.True(await table.Write(kind, row, id, its.ToJsonString(), null, default));
        Referentiels(city).Forget();
    }

    static string ChannelOf(PlayedBotService.Call call) => call.Body["channelData"]!["channel"]!["id"]!.GetValue<string>();

    static string WrittenIn(JsonNode activity) => activity.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
