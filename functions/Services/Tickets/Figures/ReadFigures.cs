using System.Globalization;
using System.Text;
using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Tickets.Figures;

/// <summary>
/// The figures of a period, for anyone: by service, operator, arrondissement or day, as JSON and as CSV. Small numbers are not told to the public, for
/// with what neighbours know they would tell of a person; staff see them all.
/// </summary>
public static class ReadFigures
{
    const int LongestPeriod = 366, UsualDays = 31;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tickets/figures", async (string? from, string? to, string? by, HttpContext context, TicketDesk desk, DayTable days) =>
                TypedResults.Ok(await Run(from, to, by, !TicketDesk.IsStaff(context.CallerIfKnown()), context.Language(), desk, days, context.RequestAborted)))
            .OnHttp("TicketFigures").OpenToAnyone().Limited("readings", calls: 120);
        routes.MapGet("/api/tickets/figures.csv", async (string? from, string? to, string? by, HttpContext context, TicketDesk desk, DayTable days) =>
            {
                var answer = await Run(from, to, by, !TicketDesk.IsStaff(context.CallerIfKnown()), context.Language(), desk, days, context.RequestAborted);
                return TypedResults.File(Csv(answer), "text/csv; charset=utf-8", $"tickets-{answer.By.Kebab()}-{answer.From:yyyy-MM-dd}-{answer.To:yyyy-MM-dd}.csv");
            })
            .Produces(StatusCodes.Status200OK, null, "text/csv").OnHttp("TicketFiguresCsv").OpenToAnyone().Limited("readings", calls: 120);
    }

    /// <param name="hideSmall">For the public: small numbers are left out.</param>
    public static async Task<Answer> Run(
        string? from, string? to, string? by, bool hideSmall, Language language, TicketDesk desk, DayTable days, CancellationToken stop)
    {
        var yesterday = CityTime.Day(desk.Clock.GetUtcNow()).AddDays(-1);
        var last = Day(to) ?? yesterday;
        var first = Day(from) ?? last.AddDays(1 - UsualDays);
        if (last < first || last.DayNumber - first.DayNumber >= LongestPeriod) throw TicketRefusals.Invalid("période (366 jours au plus)", "المدة (366 يوما على الأكثر)");
        var how = by is null or "" ? FiguresBy.Service : KebabText.Read<FiguresBy>(by) ?? throw TicketRefusals.Invalid("répartition (by)", "التوزيع (by)");
        var kept = (await days.Between(CountDays.Book, first, last, stop)).Select(row => (row.Day, Figures: JsonSerializer.Deserialize(row.Json, TicketFiguresJson.Default.DayFigures)!)).ToList();
        var names = await Names(how, language, desk, stop);
        var groups = (how == FiguresBy.Day ? kept.Select(row => (Key: row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Figures.All))
            : DayFigures.Sum([.. kept.Select(row => row.Figures)], how).Select(row => (row.Key, All: row.Value))).ToList();
        var all = TicketFigures.Sum([.. kept.Select(row => row.Figures.All)]);
        var told = hideSmall ? SmallNumbers.Told([.. groups.Select(group => group.All)]) : [.. groups.Select(group => Counts.Of(group.All))];
        return new(first, last, how, kept.Count, Line.Of("*", null, all, hideSmall ? SmallNumbers.Told([all])[0] : Counts.Of(all)),
            [.. groups.Zip(told, (group, counts) => Line.Of(group.Key, names.GetValueOrDefault(group.Key), group.All, counts))]);
    }

    /// <summary>Comma-separated values (RFC 4180) behind a byte order mark; an empty field is a number that is not told, or that there is none of.</summary>
    static byte[] Csv(Answer answer)
    {
        var text = new StringBuilder($"{answer.By.Kebab()},name,open,reported,ended,on_time_share,median_hours,withdrawn,merged\r\n");
        foreach (var line in answer.Items)
        {
            text.Append(CsvLine.Of(line.Id, line.Name)).Append(CultureInfo.InvariantCulture,
                $",{line.Open},{line.Reported},{line.Ended},{line.OnTimeShare},{line.MedianHours},{line.Withdrawn},{line.Merged}\r\n");
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    static async Task<Dictionary<string, string>> Names(FiguresBy by, Language language, TicketDesk desk, CancellationToken stop) => by switch
    {
        FiguresBy.Service => (await desk.Referentiels.Services(stop)).ToDictionary(one => one.Id, one => one.Name.In(language)),
        FiguresBy.Operator => (await desk.Referentiels.Operators(stop)).ToDictionary(one => one.Id, one => one.Name.In(language)),
        FiguresBy.Arrondissement => (await desk.Referentiels.Arrondissements(stop)).ToDictionary(one => one.Id, one => one.Name.In(language)),
        _ => [],
    };

    static DateOnly? Day(string? text) => text is null or "" ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9999 ? day
        : throw TicketRefusals.Invalid("jour (AAAA-MM-JJ)", "اليوم (سنة-شهر-يوم)");

    /// <summary>The figures of a period.</summary>
    /// <param name="Days">How many of its days are counted; today is not over, and counts tomorrow.</param>
    public sealed record Answer(DateOnly From, DateOnly To, FiguresBy By, int Days, Line All, IReadOnlyList<Line> Items);

    /// <summary>The figures of one service, operator, arrondissement or day. A number that is absent is too small to be told.</summary>
    /// <param name="OnTimeShare">From 0 to 1, to a hundredth.</param>
    /// <param name="MedianHours">Half of the answers took no longer.</param>
    public sealed record Line(
        string Id, string? Name, int? Open, int? Reported, int? Ended, double? OnTimeShare, double? MedianHours, int? Withdrawn, int? Merged)
    {
        internal static Line Of(string id, string? name, TicketFigures its, Counts told) => new(
            id, name, told.Open, told.Reported, told.Ended, told.Ended is > 0 ? Math.Round((double)its.OnTime / its.Ended, 2) : null,
            told.Ended is > 0 ? its.Delays[(its.Delays.Count + 1) / 2 - 1] : null, told.Withdrawn, told.Merged);
    }
}
