using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Places;
using static CasaServerless.Services.Legalisation.Appointments.AppointmentEvent;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>The decisions that may be taken on an applicant's way to the bureau. Pure.</summary>
public static class VisitRules
{
    /// <summary>After so many missed appointments one comes without.</summary>
    public const int MostMissed = 3;

    /// <summary>How often the appointment of one request may change.</summary>
    public const int MostChanges = 30;

    static readonly Decision<LegalisationEvent> nothing = Decision<LegalisationEvent>.Nothing;

    public static Visit Way(this LegalisationCase its) => its.Visit ?? Visit.None;

    /// <summary>Asks for a place. Nothing when it is asked for, or had, already: the answer to the first call may have been lost.</summary>
    public static Decision<LegalisationEvent> AskAppointment(this LegalisationCase its, AppointmentAsked asked)
    {
        if (!its.AwaitsApplicant) throw LegalisationRefusals.NotNow(its.Status);
        var visit = its.Way();
        if (visit.Asked?.Slot == asked.Slot) return nothing;
        if (visit.Booked?.Slot == asked.Slot) return new([.. visit.Withdrawal()]);
        if (visit.Missed >= MostMissed) throw AppointmentRefusals.TooOftenMissed();
        if (visit.Changes >= MostChanges) throw AppointmentRefusals.TooOftenChanged();
        return new([.. visit.Withdrawal(), asked]);
    }

    /// <summary>Obeys what became of the place that was asked for; nothing when another was asked for since.</summary>
    public static Decision<LegalisationEvent> ObeyPlace(this LegalisationCase its, string key, PlaceFate fate)
    {
        var visit = its.Way();
        if (visit.Asked is not { } asked || asked.Key != key) return nothing;
        if (fate != PlaceFate.Held) return new AppointmentNotGiven(asked.Key, asked.Slot);
        var booked = new AppointmentBooked(asked.Key, asked.Slot, asked.Minutes);
        return visit.Booked is not { } old ? booked
            : new Decision<LegalisationEvent>(new AppointmentEnded(old.Key, old.Slot, AppointmentEnd.Moved), booked);
    }

    /// <summary>Ends the appointment and the asking for one; nothing where there is neither.</summary>
    public static Decision<LegalisationEvent> EndAppointment(this LegalisationCase its, AppointmentEnd reason) => new([.. its.Way().End(reason)]);

    /// <summary>A decision that ends the applicant's way to the bureau with the same stroke.</summary>
    public static Decision<LegalisationEvent> Ending(this LegalisationCase its, AppointmentEnd reason, Decision<LegalisationEvent> decision) =>
        decision with { Events = [.. decision.Events, .. its.Way().End(reason)] };

    /// <summary>Half an hour after the slot the place is free again, and the request may book another; nothing when the applicant has come.</summary>
    public static Decision<LegalisationEvent> Miss(this LegalisationCase its, DateTimeOffset now, Func<Slot, bool> open)
    {
        if (its.Way().Booked is not { } booked || its.FreedFrom() is not { } due || due > now) return nothing;
        return its.EndAppointment(its.Way().Waits?.Slot == booked.Slot ? AppointmentEnd.Kept
            : open(booked.At()) ? AppointmentEnd.Missed : AppointmentEnd.BureauClosed);
    }

    /// <summary>When an appointment is over by itself: missed half an hour after its end, or at midnight when the applicant came.</summary>
    public static DateTimeOffset? FreedFrom(this LegalisationCase its) => its.Way() is not { Booked: { } booked } visit ? null
        : visit.Waits?.Slot == booked.Slot ? CityTime.At(booked.At().Start.Date.AddDays(1)) : booked.Ends() + Appointment.Patience;

    /// <summary>The reminder, once; the appointment's end instead where its bureau has closed for that time.</summary>
    public static Decision<LegalisationEvent> Remind(this LegalisationCase its, DateTimeOffset now, Func<Slot, bool> open)
    {
        if (its.Way().Booked is not { } booked || booked.RemindFrom() is not { } due || due > now) return nothing;
        // Timers may have stood still for long: whoever is to be there already needs no reminder.
        if (booked.At().StartsAt <= now) return nothing;
        return open(booked.At()) ? new ReminderDue(booked.Key, booked.Slot) : its.EndAppointment(AppointmentEnd.BureauClosed);
    }

    /// <summary>The applicant is there. Nothing when they wait already.</summary>
    public static Decision<LegalisationEvent> Arrive(this LegalisationCase its, DateOnly today)
    {
        if (!its.AwaitsApplicant) throw LegalisationRefusals.NotNow(its.Status);
        var visit = its.Way();
        if (visit.Waits?.Day == today) return nothing;
        return new Arrived(today, visit.Booked?.At().Day == today ? visit.Booked.Slot : null);
    }

    public static Decision<LegalisationEvent> GoAway(this LegalisationCase its) => its.Way().Waits is null ? nothing : new WentAway();

    static IEnumerable<LegalisationEvent> Withdrawal(this Visit visit) =>
        visit.Asked is { } asked ? [new AppointmentEnded(asked.Key, asked.Slot, AppointmentEnd.Moved)] : [];

    static IEnumerable<LegalisationEvent> End(this Visit visit, AppointmentEnd reason)
    {
        if (visit.Asked is { } asked) yield return new AppointmentEnded(asked.Key, asked.Slot, reason);
        if (visit.Booked is not { } booked) yield break;
        var came = reason == AppointmentEnd.CaseClosed && visit.Waits?.Slot == booked.Slot;
        yield return new AppointmentEnded(booked.Key, booked.Slot, came ? AppointmentEnd.Kept : reason);
    }
}
