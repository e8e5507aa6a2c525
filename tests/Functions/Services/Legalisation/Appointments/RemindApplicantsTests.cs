using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using static CasaServerless.Tests.Given.Visits;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Appointments;

/// <summary>Reminders: the day before, once, whatever stands still or dies.</summary>
public sealed class RemindApplicantsTests(Azurite azurite)
{
    [Fact]
    public async Task The_reminder_is_due_the_day_before_once_however_often_the_timer_runs()
    {
        var account = azurite.NewAccount();
        Citizen citizen, soon;
        await using (var monday = await City(account))
        {
            (citizen, soon) = (await Citizen.Submits(monday.Http), await Citizen.Submits(monday.Http));
            await citizen.Books("maarif-1@2026-12-02T10:00");
            await citizen.Books("maarif-1@2026-12-03T10:00");
            await soon.Books(QuarterPast);
            Assert.Equal(0, await RemindApplicants.Run(monday.Desk(), default));
        }
        // The appointment that it was moved from reminds nobody, nor does one that was booked on its own day.
        await using (var tuesday = await City(account, "2026-12-01T10:30:00Z")) Assert.Equal(0, await RemindApplicants.Run(tuesday.Desk(), default));
        await using (var almost = await City(account, "2026-12-02T09:55:00Z")) Assert.Equal(0, await RemindApplicants.Run(almost.Desk(), default));
        await using var wednesday = await City(account, "2026-12-02T10:00:00Z");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RemindApplicants.Run(wednesday.Desk(), default)));
        await wednesday.Drain();
        Assert.Equal(0, await RemindApplicants.Run(wednesday.Desk(), default));
        var history = await wednesday.Counter.Cases.History(wednesday.Counter.Kind, citizen.Reference, default);
        Assert.Equal("maarif-1@2026-12-03T10:00", Assert.Single(history.Select(one => one.Event).OfType<AppointmentEvent.ReminderDue>()).Slot);
        Assert.DoesNotContain(await wednesday.Counter.Cases.History(wednesday.Counter.Kind, soon.Reference, default), one => one.Event is AppointmentEvent.ReminderDue);
    }

    [Fact]
    public async Task Timers_that_stood_still_until_the_appointment_remind_nobody_of_it()
    {
        var account = azurite.NewAccount();
        Citizen citizen;
        await using (var monday = await City(account))
        {
            citizen = await Citizen.Submits(monday.Http);
            await citizen.Books("maarif-1@2026-12-02T10:00");
        }
        await using var late = await City(account, "2026-12-02T10:00:00Z");
        await RemindApplicants.Run(late.Desk(), default);
        Assert.DoesNotContain(await late.Counter.Cases.History(late.Counter.Kind, citizen.Reference, default), one => one.Event is AppointmentEvent.ReminderDue);
    }

    [Fact]
    public async Task No_reminder_is_lost_when_the_city_dies_while_it_reminds()
    {
        var account = azurite.NewAccount();
        Citizen[] people;
        await using (var monday = await City(account))
        {
            people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Citizen.Submits(monday.Http)));
            for (var number = 0; number < people.Length; number++) await people[number].Books(number < 3 ? "maarif-1@2026-12-02T10:00" : "maarif-1@2026-12-02T10:15");
            await monday.Drain();
        }
        const string ten = "2026-12-01T10:20:00Z";
        await using (var storage = await FaultyStorage.Before(account))
        await using (var dying = await City(storage.Connection, ten))
        {
            var come = 0;
            storage.Next(StorageCall.Commit, Faults.DeathAfter, _ => ++come == 3);
            await Assert.ThrowsAnyAsync<Exception>(() => RemindApplicants.Run(dying.Desk(), default));
        }
        await using var another = await City(account, ten);
        await another.Drain();
        Assert.Equal(3, await RemindApplicants.Run(another.Desk(), default));
        foreach (var person in people)
        {
            var history = await another.Counter.Cases.History(another.Counter.Kind, person.Reference, default);
            Assert.Single(history, one => one.Event is AppointmentEvent.ReminderDue);
        }
    }
}
