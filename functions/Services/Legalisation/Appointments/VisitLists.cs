using System.Globalization;
using System.Text.Json;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>The lists by which visits are found: what is due, who is expected, who waits, who was received.</summary>
public static class VisitLists
{
    /// <summary>Appointments to be reminded of, by the moment of it.</summary>
    public const string Reminders = "legalisation:reminders";

    /// <summary>Appointments that are over by themselves, by the moment of it.</summary>
    public const string Overdue = "legalisation:overdue";

    /// <summary>A bureau's appointments of a day whose applicants have not come yet, in their order.</summary>
    public static string Expected(string bureau, DateOnly day) => $"legalisation:{bureau}:expected:{Day(day)}";

    /// <summary>Who waits at a bureau on a day, in the order in which they are called.</summary>
    public static string Waiting(string bureau, DateOnly day) => $"legalisation:{bureau}:waiting:{Day(day)}";

    /// <summary>Whom a bureau has received on a day, the last one first.</summary>
    public static string Received(string bureau, DateOnly day) => $"legalisation:{bureau}:received:{Day(day)}";

    /// <summary>The order of the lists by moment.</summary>
    public static string Moment(DateTimeOffset at) => LegalisationKind.Day(at, "yyyyMMddHHmm");

    internal static IEnumerable<ListEntry> Of(string reference, LegalisationCase its)
    {
        if (its.Visit is not { } visit) yield break;
        if (visit.Booked is { } booked)
        {
            if (booked.RemindFrom() is { } remind) yield return new(Reminders, Moment(remind));
            if (its.FreedFrom() is { } over) yield return new(Overdue, Moment(over));
            if (visit.Waits?.Slot != booked.Slot)
            {
                yield return new(Expected(its.Bureau, booked.At().Day), booked.At().Clock)
                {
                    Shows = Shown(new(reference, its.Kind, its.Status, booked.Slot, null, Holder.Of(its.Claim))),
                };
            }
        }
        if (visit.Waits is { } there)
        {
            yield return new(Waiting(its.Bureau, there.Day), LegalisationKind.Day(visit.TurnAt!.Value, "yyyyMMddHHmmss"))
            {
                Shows = Shown(new(reference, its.Kind, its.Status, there.Slot, visit.WaitsSince is { } since ? CityTime.In(since) : null, Holder.Of(its.Claim))),
            };
        }
        if (visit.ReceivedAt is { } received)
        {
            var order = (DateTimeOffset.MaxValue - received).Ticks.ToString("D19", CultureInfo.InvariantCulture);
            yield return new(Received(its.Bureau, CityTime.Day(received)), order)
            {
                Shows = received.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            };
        }
    }

    static string Shown(VisitItem item) => JsonSerializer.Serialize(item, LegalisationJson.Default.VisitItem);

    static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <summary>What a bureau's day shows of a visit: no personal value; the case itself tells the rest.</summary>
/// <param name="Slot">Of the appointment; null for a walk-in.</param>
/// <param name="Since">When the applicant came, as the clocks of Casablanca showed it; null while they are expected.</param>
public sealed record VisitItem(
    string Reference, PaperKind Kind, LegalisationStatus Status, string? Slot, DateTimeOffset? Since, Holder? Claim = null);
