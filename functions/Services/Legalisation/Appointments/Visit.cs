using System.Text.Json.Serialization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Legalisation.Appointments.AppointmentEvent;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>What a request knows of its applicant's way to the bureau. Pure; the decisions on it are <see cref="VisitRules"/>.</summary>
public sealed record Visit
{
    public static Visit None { get; } = new();

    /// <summary>The appointment that stands.</summary>
    public Appointment? Booked { get; init; }

    /// <summary>A place is being taken; <see cref="Booked"/> stands until it is.</summary>
    public AppointmentAsked? Asked { get; init; }

    /// <summary>The last appointment that was called off, until there is another one.</summary>
    public Appointment? CalledOff { get; init; }

    /// <summary>How often the applicant's calendar has changed: bookings, moves and cancellations.</summary>
    public int Changes { get; init; }

    /// <summary>The days on which an appointment was found missed.</summary>
    public IReadOnlyList<DateOnly> MissedOn { get; init; } = [];

    /// <summary>Appointments to which the applicant did not come.</summary>
    [JsonIgnore]
    public int Missed => MissedOn.Count;

    /// <summary>Waits at the bureau.</summary>
    public Arrived? Waits { get; init; }

    public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>When an officer last received the applicant.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The day and hour by which those who wait are called: an appointment's own, a walk-in's arrival.</summary>
    public DateTimeOffset? TurnAt => Waits is not { } there ? null : Slot.Read(there.Slot)?.StartsAt ?? WaitsSince;

    /// <summary>The visit after one more event of its case; null while there is nothing to know.</summary>
    public static Visit? After(Visit? before, Recorded<LegalisationEvent> happened)
    {
        var visit = before ?? None;
        return happened.Event switch
        {
            AppointmentAsked it => visit with { Asked = it },
            AppointmentBooked it => visit with
            {
                Booked = new(it.Key, it.Slot, it.Minutes, happened.At, false),
                Asked = null,
                CalledOff = null,
                Changes = visit.Changes + 1,
            },
            AppointmentNotGiven => visit with { Asked = null },
            AppointmentEnded it when visit.Asked?.Key == it.Key => visit with { Asked = null },
            AppointmentEnded it when visit.Booked?.Key == it.Key => visit.Ended(it.Reason, happened.At),
            ReminderDue when visit.Booked is { } booked => visit with { Booked = booked with { Reminded = true } },
            Arrived it => visit with { Waits = it, WaitsSince = happened.At },
            WentAway => visit with { Waits = null, WaitsSince = null },
            // Known at a distance: nobody was received, which is what waiting times are reckoned by.
            LegalisationEvent.Presented { Identity: IdentityProof.KnownSignature } when visit.Waits is null => before,
            LegalisationEvent.Presented it => visit with { Waits = null, WaitsSince = null, ReceivedAt = it.Corrects ? visit.ReceivedAt ?? happened.At : happened.At },
            // Refused at the desk, without having been presented.
            LegalisationEvent.Refused when visit.Waits is not null => visit with { Waits = null, WaitsSince = null, ReceivedAt = happened.At },
            LegalisationEvent.Abandoned or LegalisationEvent.PersonErased when before is not null => visit with { Waits = null, WaitsSince = null },
            _ => before,
        };
    }

    Visit Ended(AppointmentEnd reason, DateTimeOffset at) => reason switch
    {
        AppointmentEnd.Missed => this with { Booked = null, MissedOn = [.. MissedOn, CityTime.Day(at)] },
        // What replaces it follows in the same change, and is what the calendar is told.
        AppointmentEnd.Moved => this with { Booked = null },
        AppointmentEnd.Kept when CityTime.Day(at) >= Booked!.At().Day => this with { Booked = null },
        // Received on an earlier day, too: the calendar must not remind of it any more.
        _ => this with { Booked = null, CalledOff = Booked, Changes = Changes + 1 },
    };
}

/// <summary>An appointment that a request has.</summary>
/// <param name="Key">Of its place.</param>
/// <param name="Slot">Id of the <see cref="Appointments.Slot"/>.</param>
/// <param name="Minutes">Length when it was booked.</param>
/// <param name="Reminded">The applicant was reminded of it.</param>
public sealed record Appointment(string Key, string Slot, int Minutes, DateTimeOffset BookedAt, bool Reminded)
{
    /// <summary>How long an applicant may be late before the place is taken to be missed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public Slot At() => Appointments.Slot.Read(Slot) ?? throw new InvalidOperationException($"{Slot} is no slot.");

    public DateTimeOffset Starts() => At().StartsAt;

    public DateTimeOffset Ends() => Starts().AddMinutes(Minutes);

    /// <summary>
    /// When to remind: the day before, at the appointment's own hour, so that a city's reminders do not all go out at once; null when it was
    /// booked later than that, or the reminder is out.
    /// </summary>
    public DateTimeOffset? RemindFrom() =>
        (At() with { Start = At().Start.AddDays(-1) }).StartsAt is var due && due > BookedAt && !Reminded ? due : null;
}
