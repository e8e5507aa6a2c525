using System.Text.Json.Nodes;
using CasaServerless.Common.Notices;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Digests;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Digests;

/// <summary>What an operator is written every working morning: once, and only where there is something to tell.</summary>
public sealed class DigestTests(Azurite azurite)
{
    const string Operator = "eclairage", Desk = "eclairage@example.ma";

    [Fact]
    public async Task An_operator_is_written_once_a_working_day_what_its_tickets_ask_and_nothing_of_who_reports()
    {
        await using var mail = await MailServer.Start();
        var storage = azurite.NewAccount();
        Resident late, closed;
        await using (var before = await City(storage, mail, "2027-01-05T10:00:00Z", runs: false))
        {
            await HasAddress(before, Operator);
            await HasAddress(before, "voirie");
            (late, closed) = (await Resident.Reports(before.Http), await Resident.Reports(before.Http));
            await before.Services.TicketsOf().ChangeAs(Agent, closed.Reference, "TicketClose", its => its.Close(TicketOutcome.Solved, null), null, default);
        }
        // On a Monday: too early, then twice on each of two instances.
        Resident fresh;
        await using (var early = await City(storage, mail, "2027-02-01T07:40:00Z", runs: false))
        {
            fresh = await Resident.Reports(early.Http);
            Assert.Equal(0, await Write(early));
        }
        await using (var one = await City(storage, mail, "2027-02-01T08:30:00Z"))
        await using (var other = await City(storage, mail, "2027-02-01T08:30:00Z"))
        {
            await Task.WhenAll(Write(one), Write(other), Write(one), Write(other));
            await Eventually.True(() => Digests(mail).Count == 1, "one letter");
            Assert.Equal(0, await Write(one));
            var letter = Digests(mail)[0];
            Assert.Equal("fr, ar", letter.Body!.Headers[MimeKit.HeaderId.ContentLanguage]);
            foreach (var told in (string[])[
                $"En retard : 1\n{late.Reference} · ", $"Nouveaux depuis le 31 janvier 2027 : 1\n{fresh.Reference} · ", "Maârif", "المعاريف", $"متأخرة: 1\n{late.Reference}", "https://casa.test/desk"])
                Assert.Contains(told, letter.TextBody, StringComparison.Ordinal);
            Assert.Contains("dir=\"rtl\"", letter.HtmlBody, StringComparison.Ordinal);
            foreach (var secret in (string[])[Resident.Name, Resident.Phone, Resident.Email, Resident.Address, Resident.Description, closed.Reference])
                Assert.DoesNotContain(secret, letter.TextBody, StringComparison.OrdinalIgnoreCase);
            Assert.Single(await Events(one, Operator), happened => happened is DigestEvent.Written);
            // Nothing to tell: the day is over all the same.
            Assert.IsType<DigestEvent.NothingToTell>(Assert.Single(await Events(one, "voirie")));
        }
        // On Tuesday nobody writes it, and on Wednesday one tells of both days.
        Resident missed;
        await using (var tuesday = await City(storage, mail, "2027-02-02T11:00:00Z", runs: false)) missed = await Resident.Reports(tuesday.Http);
        await using (var wednesday = await City(storage, mail, "2027-02-03T08:10:00Z"))
        {
            await Write(wednesday);
            await Eventually.True(() => Digests(mail).Count == 2, "one letter more");
            Assert.Contains($"Nouveaux depuis le 1er février 2027 : 1\n{missed.Reference} · ", Digests(mail)[1].TextBody, StringComparison.Ordinal);
        }
        // No letter on a Saturday, nor on a holiday (30 July, a Friday).
        foreach (var closedDay in (string[])["2027-02-06T10:00:00Z", "2027-07-30T10:00:00Z"])
        {
            await using var city = await City(storage, mail, closedDay, runs: false);
            Assert.Equal(0, await Write(city));
        }
        Assert.Equal(2, Digests(mail).Count);
    }

    [Fact]
    public async Task An_agent_reads_their_own_operators_and_a_manager_any()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var resident = await Resident.Reports(city.Http);
        var agent = city.Token(Roles.Agent, $"{Operator}-agent-1");
        await resident.Has("question", agent, Resident.Text("Devant quel numéro ?"));
        var mine = await Read(city, agent, "");
        Assert.Equal((1, 1, 0), (Count(mine, "new"), Count(mine, "awaitingReporter"), Count(mine, "late")));
        Assert.Equal(resident.Reference, mine["new"]!["first"]![0]!["reference"]!.GetValue<string>());
        Assert.Equal(0, (await Read(city, city.Token(Roles.Manager), "?operator=voirie"))["open"]!.GetValue<int>());
        Assert.Equal("TIC-012", await Refused(city, agent, "?operator=voirie"));
        Assert.Equal("TIC-013", await Refused(city, city.Token(Roles.Manager), ""));
    }

    [Fact]
    public async Task What_is_told_is_by_term_ten_of_each_and_what_was_handed_on_is_new()
    {
        var now = new DateTimeOffset(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);
        var since = now.AddDays(-3);
        var items = Enumerable.Range(0, 12).Select(number => Item($"LATE-{number:D2}", now.AddDays(-1).AddMinutes(-number))).Concat(
        [
            Item("TODAY", now.AddHours(2)), Item("SOON", now.AddDays(7)), Item("FAR", now.AddDays(9)),
            Item("ASKED", now.AddDays(-1)) with { Status = TicketStatus.AwaitingReporter },
            Item("HANDED", now.AddDays(20)) with { HandedAt = now.AddDays(-1) },
            Item("AGAIN", now.AddDays(20)) with { ReopenedAt = now.AddDays(-2) },
            Item("YOUNG", now.AddDays(20)) with { ReportedAt = now },
        ]);
        var told = await Digest.Of(Operator, items.ToAsyncEnumerable(), since, now.AddMinutes(-2), now);
        Assert.Equal(19, told.Open);
        Assert.Equal(12, told.Late.Count);
        Assert.Equal(Enumerable.Range(2, 10).Reverse().Select(number => $"LATE-{number:D2}"), told.Late.First.Select(item => item.Reference));
        Assert.Equal(("TODAY", "SOON", "ASKED", "HANDED", "AGAIN"), (Only(told.DueToday), Only(told.DueSoon), Only(told.AwaitingReporter), Only(told.New), Only(told.Reopened)));
        Assert.True(told.SaysSomething);
        var quiet = await Digest.Of(Operator, new[] { Item("ASKED", now) with { Status = TicketStatus.AwaitingReporter } }.ToAsyncEnumerable(), since, now, now);
        Assert.False(quiet.SaysSomething);

        static string Only(DigestPart part) => part.Count == 1 ? Assert.Single(part.First).Reference : $"{part.Count}";
        TicketItem Item(string reference, DateTimeOffset due) => new(reference, TicketType.Complaint, TicketStatus.Received, "eclairage-public", Operator, "maarif", false,
            since.AddDays(-10), due, null, 0, 0);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(40, 4)]
    public async Task Reading_one_costs_the_same_however_many_tickets_there_are(int tickets, int transactions)
    {
        await using var operations = await TicketOperations.Start(azurite.NewAccount());
        await operations.Fill(tickets);
        Assert.Equal(transactions, await operations.Transactions(() => operations.Digest()));
    }

    static Caller Agent { get; } = new($"{Operator}-agent-1", new HashSet<string> { Roles.Agent });

    // Where queues and timers stand still, nothing is written but by the test.
    static Task<CityInProcess> City(string storage, MailServer mail, string clock, bool runs = true) =>
        CityInProcess.Start(storage, [.. mail.Settings, $"--Casa:Clock={clock}", "--Casa:Cases:PauseSeconds=0.2", $"--Casa:Runner:Enabled={runs}"]);

    static Task<int> Write(CityInProcess city) =>
        WriteDigests.Run(city.Services.GetRequiredService<DigestDesk>(), city.Services.GetRequiredService<NoticeDesk>(), default);

    // What is late is told to the same address by the escalation too.
    static List<MimeKit.MimeMessage> Digests(MailServer mail) =>
        [.. mail.Letters.Where(letter => letter.To == Desk).Select(letter => letter.Read()).Where(letter => letter.Subject!.StartsWith("Signalements du ", StringComparison.Ordinal))];

    static async Task<IReadOnlyList<DigestEvent>> Events(CityInProcess city, string whose)
    {
        var desk = city.Services.GetRequiredService<DigestDesk>();
        var its = (await desk.Tickets.Lists.Page(DigestKind.All, 100, null, default)).Items.Single(item => item.Order == whose).Reference;
        Assert.Empty(await desk.Tickets.Cases.FaultsOf(its, default));
        return [.. (await desk.Tickets.Cases.History(desk.Kind, its, default)).Select(happened => happened.Event).Where(happened => happened is not DigestEvent.Sent)];
    }

    static async Task HasAddress(CityInProcess city, string whose)
    {
        var (table, referentiels) = (city.Services.GetRequiredService<ReferenceTable>(), city.Services.GetRequiredService<ReferentielStore>());
        var row = (await table.Find("operators", whose, default))!;
        var its = JsonNode.Parse(row.Json!)!;
        its["email"] = whose == Operator ? Desk : $"{whose}@example.ma";
        Assert.True(await table.Write("operators", row, whose, its.ToJsonString(), null, default));
        referentiels.Forget();
    }

    static int Count(JsonNode digest, string part) => digest[part]!["count"]!.GetValue<int>();

    static async Task<JsonNode> Read(CityInProcess city, string token, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/tickets/digest{query}");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await city.Http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    static async Task<string> Refused(CityInProcess city, string token, string query) => (await Read(city, token, query))["code"]!.GetValue<string>();
}
