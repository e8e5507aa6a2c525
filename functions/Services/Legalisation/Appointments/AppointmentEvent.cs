using System.Text.Json.Serialization;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>What can happen to a request on its applicant's way to the bureau.</summary>
public abstract record AppointmentEvent : LegalisationEvent
{
    /// <summary>A place is asked for; an effect takes it, or finds that there is none.</summary>
    /// <param name="Key">Random key of the asking: one place, whatever is repeated.</param>
    /// <param name="Slot">Id of the <see cref="Appointments.Slot"/>.</param>
    /// <param name="Minutes">Length of the slot when it was asked for.</param>
    public sealed record AppointmentAsked(string Key, string Slot, int Minutes) : AppointmentEvent;

    /// <summary>The place is the applicant's.</summary>
    public sealed record AppointmentBooked(string Key, string Slot, int Minutes) : AppointmentEvent;

    /// <summary>There was no place left; an earlier appointment stands.</summary>
    public sealed record AppointmentNotGiven(string Key, string Slot) : AppointmentEvent;

    /// <summary>The appointment, or the asking for one, is over; an effect frees its place.</summary>
    public sealed record AppointmentEnded(string Key, string Slot, AppointmentEnd Reason) : AppointmentEvent;

    /// <summary>The appointment is tomorrow: the applicant is to be reminded, once.</summary>
    public sealed record ReminderDue(string Key, string Slot) : AppointmentEvent;

    /// <summary>The applicant is there and waits.</summary>
    /// <param name="Day">Of Casablanca.</param>
    /// <param name="Slot">The appointment that they came for; null for a walk-in.</param>
    public sealed record Arrived(DateOnly Day, string? Slot) : AppointmentEvent;

    /// <summary>The applicant went away without having been received.</summary>
    public sealed record WentAway : AppointmentEvent;
}

/// <summary>How an appointment ends.</summary>
[JsonConverter(typeof(Kebab<AppointmentEnd>))]
public enum AppointmentEnd
{
    /// <summary>The applicant was received.</summary>
    Kept,

    /// <summary>The applicant did not come.</summary>
    Missed,

    /// <summary>Another one replaces it.</summary>
    Moved,

    /// <summary>Called off by the applicant, or by an officer for them.</summary>
    Cancelled,

    /// <summary>The request was closed.</summary>
    CaseClosed,

    /// <summary>The bureau does not receive at that time any more.</summary>
    BureauClosed,

    /// <summary>Nobody needs to come any more: the signature was known at a distance.</summary>
    NotNeeded,
}
