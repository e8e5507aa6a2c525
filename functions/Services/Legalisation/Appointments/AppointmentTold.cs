using System.Text.Json.Serialization;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>An appointment as its applicant and the bureau are told of it.</summary>
/// <param name="Start">As the clocks of Casablanca will show it.</param>
/// <param name="ArrivedAt">When the applicant came, if they wait.</param>
public sealed record AppointmentTold(
    string Slot, DateTimeOffset Start, DateTimeOffset End, AppointmentStanding Status, DateTimeOffset? ArrivedAt)
{
    /// <summary>The appointment that stands, or else the one that is being made; null where there is neither.</summary>
    public static AppointmentTold? Of(LegalisationCase its)
    {
        var visit = its.Way();
        var (slot, minutes, status) = visit switch
        {
            { Booked: { } booked } => (booked.At(), booked.Minutes, AppointmentStanding.Booked),
            { Asked: { } asked } => (Appointments.Slot.Read(asked.Slot), asked.Minutes, AppointmentStanding.Pending),
            _ => (null, 0, default),
        };
        if (slot is null) return null;
        var start = CityTime.In(slot.StartsAt);
        return new(slot.Id, start, start.AddMinutes(minutes), status, visit.Waits?.Slot == slot.Id ? visit.WaitsSince : null);
    }
}

/// <summary>Whether a place has been taken yet.</summary>
[JsonConverter(typeof(Kebab<AppointmentStanding>))]
public enum AppointmentStanding
{
    Booked,

    /// <summary>Asked for a moment ago.</summary>
    Pending,
}
