using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets;
using CasaServerless.Tests.Functions.Common.Referentiels;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Mail;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>Who waits too long is told to each level once, and to none while the clock stands still.</summary>
public sealed class EscalationTests(Azurite azurite)
{
    [Fact]
    public async Task Every_level_is_told_once_and_a_ticket_whose_reporter_is_asked_to_none()
    {
        var storage = azurite.NewAccount();
        Resident waits, asked;
        await using (var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false"))
        {
            (waits, asked) = (await Resident.Reports(city.Http), await Resident.Reports(city.Http));
            await asked.Has("question", city.Token(Roles.Agent, $"{asked.Receipt["operator"]!["id"]}-agent-1"), Resident.Text("Où exactement ?"));
            Assert.Equal(0, await Escalate.Run(city.Services.TicketsOf(), default));
        }
        // So late that every level is reached, whatever the calendar.
        var then = TimeProvider.System.GetUtcNow().AddDays(200).ToString("O");
        await using var later = await CityInProcess.Start(storage, $"--Casa:Clock={then}", "--Casa:Runner:Enabled=false");
        var desk = later.Services.TicketsOf();
        var levels = (await desk.Referentiels.Escalation(default)).Select(level => level.Id).ToList();
        Assert.True(levels.Count >= 3);
        Assert.Equal(1, await Escalate.Run(desk, default));
        await Escalate.Run(desk, default);
        var history = await desk.Cases.History(desk.Kind, waits.Reference, default);
        Assert.Equal(levels, history.Select(happened => happened.Event).OfType<TicketEvent.Escalated>().Select(escalated => escalated.Level));
        Assert.DoesNotContain(await desk.Cases.History(desk.Kind, asked.Reference, default), happened => happened.Event is TicketEvent.Escalated);
        // It answers, and the clock goes on with what was left.
        asked = new(later.Http, asked.Receipt);
        await asked.Does("messages", Resident.Text("Devant le numéro 14."));
        var its = (await desk.Cases.Find(desk.Kind, asked.Reference, default))!.State;
        Assert.True(its.AnswerBy > desk.Clock.GetUtcNow() && its.EscalateAt > desk.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_levels_letter_leads_to_the_ticket_at_the_desk()
    {
        await using var mail = await MailServer.Start();
        var storage = azurite.NewAccount();
        Resident waits;
        await using (var city = await CityInProcess.Start(storage, "--Casa:Runner:Enabled=false"))
        {
            var (level, tag) = await ManagerCalls.Entry(city, "escalation", "operator-head");
            level["email"] = "responsable@operateur.example";
            await ManagerCalls.Changed(city, HttpMethod.Put, "escalation/operator-head", level, tag);
            waits = await Resident.Reports(city.Http);
        }
        await using var later = await CityInProcess.Start(storage, [$"--Casa:Clock={TimeProvider.System.GetUtcNow().AddDays(200):O}", .. mail.Settings]);
        await Escalate.Run(later.Services.TicketsOf(), default);
        await Eventually.True(() => mail.Letters.Any(letter => letter.To == "responsable@operateur.example"), "the level is written");
        var text = mail.Letters.First(letter => letter.To == "responsable@operateur.example").Read().TextBody;
        // Behind #, as the desk's own addresses have it: it is sent to nobody, and the page opens it.
        Assert.Contains($"/desk#{waits.Reference}", text, StringComparison.Ordinal);
    }
}
