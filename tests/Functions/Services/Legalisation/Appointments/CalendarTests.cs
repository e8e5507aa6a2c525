using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using static CasaServerless.Tests.Given.Visits;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Appointments;

/// <summary>The file for people's calendars, read by a calendar's own parser (ical.js).</summary>
public sealed class CalendarTests(Azurite azurite)
{
    const string Parse = """
        import ICAL from 'ical.js'; import fs from 'node:fs';
        const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], 'utf8')));
        const [event] = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one));
        const text = name => event.component.getFirstPropertyValue(name);
        console.log(JSON.stringify({
          method: calendar.getFirstPropertyValue('method'), version: calendar.getFirstPropertyValue('version'),
          product: calendar.getFirstPropertyValue('prodid'), events: calendar.getAllSubcomponents('vevent').length,
          uid: event.uid, sequence: event.sequence, summary: event.summary, location: event.location, description: event.description,
          start: event.startDate.toJSDate().toISOString(), end: event.endDate.toJSDate().toISOString(), status: text('status'),
          organizer: String(text('organizer')), stamp: text('dtstamp').toJSDate().toISOString(),
          language: event.component.getFirstProperty('summary').getParameter('language') }));
        """;

    [Fact]
    public async Task A_move_replaces_the_appointment_and_a_cancellation_takes_it_out()
    {
        await using var city = await City(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        await StoryTests.Refused(await File(citizen), "LEG-039", HttpStatusCode.NotFound);

        await citizen.Books(Nine);
        var (booked, type) = await Calendar(citizen);
        Assert.Equal("text/calendar; charset=utf-8; method=PUBLISH", type);
        Assert.Equal(("PUBLISH", "2.0", 1, "CONFIRMED", 0, "fr"), (Text(booked, "method"), Text(booked, "version"), Number(booked, "events"),
            Text(booked, "status"), Number(booked, "sequence"), Text(booked, "language")));
        Assert.Equal(("2026-11-30T09:00:00.000Z", "2026-11-30T09:15:00.000Z"), (Text(booked, "start"), Text(booked, "end")));
        Assert.Equal("Rendez-vous : Copie certifiée conforme à l’original", Text(booked, "summary"));
        Assert.Equal(
            $"Rendez-vous le lundi 30 novembre 2026 à 9\u202fh\u202f00.\nDossier : {citizen.Reference}\nApportez l’original du document et votre CNIE.",
            Text(booked, "description"));
        var bureau = (await city.Counter.Referentiels.Bureau("maarif-1", default))!;
        Assert.Equal($"{bureau.Name.Fr}, {bureau.Address.Fr}", Text(booked, "location"));

        await citizen.Books(Tuesday);
        var (moved, _) = await Calendar(citizen);
        Assert.Equal((Text(booked, "uid"), 1, "PUBLISH", "2026-12-01T10:00:00.000Z"),
            (Text(moved, "uid"), Number(moved, "sequence"), Text(moved, "method"), Text(moved, "start")));

        await citizen.Cancels();
        var (cancelled, cancelType) = await Calendar(citizen);
        Assert.Equal("text/calendar; charset=utf-8; method=CANCEL", cancelType);
        Assert.Equal((Text(booked, "uid"), 2, "CANCEL", "CANCELLED", "2026-12-01T10:00:00.000Z"),
            (Text(cancelled, "uid"), Number(cancelled, "sequence"), Text(cancelled, "method"), Text(cancelled, "status"), Text(cancelled, "start")));

        await citizen.Books(QuarterPast);
        var (again, _) = await Calendar(citizen);
        Assert.Equal((Text(booked, "uid"), 3, "PUBLISH"), (Text(again, "uid"), Number(again, "sequence"), Text(again, "method")));
    }

    [Fact]
    public async Task It_speaks_the_applicants_language_in_lines_that_every_calendar_takes()
    {
        await using var city = await City(azurite.NewAccount());
        var body = Citizen.Request();
        body["language"] = "ar";
        var citizen = await Citizen.Submits(city.Http, body);
        await citizen.Books(Nine);
        var (calendar, _) = await Calendar(citizen);
        Assert.Equal(("ar", "موعد: نسخة مشهود بمطابقتها لأصلها"), (Text(calendar, "language"), Text(calendar, "summary")));
        Assert.StartsWith("الموعد يوم الاثنين 30 نونبر 2026 على الساعة 09:00.\n", Text(calendar, "description"));
        using var answer = await File(citizen);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.All(lines, line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain(lines, line => line.Contains('\n') || line.Contains('\uFFFD'));
        Assert.DoesNotContain(Citizen.Name, System.Text.Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task In_Ramadan_its_hours_are_offered()
    {
        await using var city = await City(azurite.NewAccount(), "2027-02-01T08:00:00Z");
        var citizen = await Citizen.Submits(city.Http);
        await citizen.Books("maarif-1@2027-02-09T09:00");
        var (calendar, _) = await Calendar(citizen);
        Assert.Equal("2027-02-09T09:00:00.000Z", Text(calendar, "start"));
        Assert.Equal("2027-02-09T09:00:00+00:00", (await citizen.Views())["appointment"]!["start"]!.GetValue<string>());
        using var early = await citizen.Asks("maarif-1@2027-02-09T08:30");
        await StoryTests.Refused(early, "LEG-035", HttpStatusCode.UnprocessableEntity);
    }

    static Task<HttpResponseMessage> File(Citizen citizen) =>
        citizen.Call(HttpMethod.Get, $"{citizen.Path}/appointment.ics", accessCode: citizen.AccessCode);

    static async Task<(JsonNode Calendar, string Type)> Calendar(Citizen citizen)
    {
        using var answer = await File(citizen);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var folder = Directory.CreateTempSubdirectory("casa-calendar-").FullName;
        try
        {
            // A module finds its packages by where it lies.
            Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Path.Combine(Root.Path, "node_modules"));
            var (script, file) = (Path.Combine(folder, "parse.mjs"), Path.Combine(folder, "appointment.ics"));
            await System.IO.File.WriteAllTextAsync(script, Parse);
            await System.IO.File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
            return (JsonNode.Parse(Tool.Must("node", script, file))!, answer.Content.Headers.ContentType!.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Text(JsonNode calendar, string name) => calendar[name]!.GetValue<string>();

    static int Number(JsonNode calendar, string name) => calendar[name]!.GetValue<int>();
}
