using System.Text.Json.Serialization;

namespace CasaServerless.Services.Tickets.Figures;

/// <summary>The figures of a day, or of any sum of days, of one service, operator or arrondissement. Every delay is kept, so that a year's median is as exact as a day's.</summary>
/// <param name="Open">Still open when the (last) day was over.</param>
/// <param name="Ended">Answered or closed.</param>
/// <param name="OnTime">Of those, how many within their term.</param>
/// <param name="Delays">Hours from the report to the answer, to a tenth; shortest first.</param>
public sealed record TicketFigures(int Open, int Reported, int Ended, int OnTime, int Withdrawn, int Merged, IReadOnlyList<double> Delays)
{
    public static TicketFigures None { get; } = new(0, 0, 0, 0, 0, 0, []);

    internal static TicketFigures Of(IReadOnlyList<TicketCounted> rows, int open) => new(open,
        rows.Count(row => row.As == CountedAs.Reported), rows.Count(row => row.As == CountedAs.Ended), rows.Count(row => row.OnTime == true),
        rows.Count(row => row.As == CountedAs.Withdrawn), rows.Count(row => row.As == CountedAs.Merged),
        [.. rows.Select(row => row.Seconds).OfType<int>().Order().Select(seconds => Math.Round(seconds / 3600.0, 1))]);

    /// <summary>Several days as one; what is open is the last one's.</summary>
    public static TicketFigures Sum(IReadOnlyList<TicketFigures> days) => days.Count == 0 ? None : new(days[^1].Open,
        days.Sum(day => day.Reported), days.Sum(day => day.Ended), days.Sum(day => day.OnTime), days.Sum(day => day.Withdrawn), days.Sum(day => day.Merged),
        [.. days.SelectMany(day => day.Delays).Order()]);
}

/// <summary>A whole day: all tickets, and those of each service, operator and arrondissement.</summary>
public sealed record DayFigures(
    TicketFigures All, IReadOnlyDictionary<string, TicketFigures> Service, IReadOnlyDictionary<string, TicketFigures> Operator,
    IReadOnlyDictionary<string, TicketFigures> Arrondissement)
{
    /// <summary>Counts the rows of a day's list, beside what was open when it was over.</summary>
    public static DayFigures Of(IReadOnlyList<TicketCounted> rows, IReadOnlyList<TicketItem> open) => new(
        TicketFigures.Of(rows, open.Count),
        By(rows, open, row => row.Service, item => item.Service), By(rows, open, row => row.Operator, item => item.Operator),
        By(rows, open, row => row.Arrondissement, item => item.Arrondissement));

    /// <summary>These figures with what was open as it was counted before; unchanged where it never was.</summary>
    public DayFigures KeepOpen(DayFigures? before)
    {
        return before is null ? this : new(All with { Open = before.All.Open }, Kept(Service, before.Service), Kept(Operator, before.Operator), Kept(Arrondissement, before.Arrondissement));

        static Dictionary<string, TicketFigures> Kept(IReadOnlyDictionary<string, TicketFigures> now, IReadOnlyDictionary<string, TicketFigures> then) => now.Keys
            .Union(then.Keys).ToDictionary(key => key, key => now.GetValueOrDefault(key, TicketFigures.None) with { Open = then.GetValueOrDefault(key, TicketFigures.None).Open });
    }

    IReadOnlyDictionary<string, TicketFigures> Grouped(FiguresBy by) => by switch
    {
        FiguresBy.Service => Service,
        FiguresBy.Operator => Operator,
        _ => Arrondissement,
    };

    /// <summary>The days as one, for each service, operator or arrondissement that occurs in them.</summary>
    public static IReadOnlyDictionary<string, TicketFigures> Sum(IReadOnlyList<DayFigures> days, FiguresBy by) => days
        .SelectMany(day => day.Grouped(by).Keys).Distinct().Order(StringComparer.Ordinal)
        .ToDictionary(key => key, key => TicketFigures.Sum([.. days.Select(day => day.Grouped(by).GetValueOrDefault(key, TicketFigures.None))]));

    static Dictionary<string, TicketFigures> By(
        IReadOnlyList<TicketCounted> rows, IReadOnlyList<TicketItem> open, Func<TicketCounted, string?> ofRow, Func<TicketItem, string?> ofItem) => rows
        .Select(ofRow).Concat(open.Select(ofItem)).OfType<string>().Distinct().ToDictionary(key => key, key => TicketFigures.Of(
            [.. rows.Where(row => ofRow(row) == key)], open.Count(item => ofItem(item) == key)));
}

/// <summary>What figures are told apart by.</summary>
[JsonConverter(typeof(Kernel.Kebab<FiguresBy>))]
public enum FiguresBy
{
    Service,
    Operator,
    Arrondissement,
    Day,
}

/// <summary>JSON of the figures: rows, what is kept, what is told.</summary>
[JsonSerializable(typeof(TicketCounted))]
[JsonSerializable(typeof(DayFigures))]
[JsonSerializable(typeof(ReadFigures.Answer), TypeInfoPropertyName = "TicketFiguresAnswer")]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class TicketFiguresJson : JsonSerializerContext;
