using CasaServerless.Kernel;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;

namespace Casa.Demonstration;

/// <summary>
/// A year of one bureau, invented: the same seed invents the same year. How often what happens is a guess, made so that everything that
/// figures count occurs.
/// </summary>
sealed class YearPlan(Timetable timetable, int year, int seed)
{
    readonly Dice dice = new(seed);

    static readonly (RefusalReason Reason, double Share)[] reasons =
    [
        (RefusalReason.CopyOfCopy, 0.30), (RefusalReason.ObtainableAtSource, 0.25), (RefusalReason.Cut, 0.15), (RefusalReason.Altered, 0.12),
        (RefusalReason.IdentityNotProven, 0.10), (RefusalReason.DoubtfulOriginal, 0.05), (RefusalReason.Other, 0.03),
    ];

    public IReadOnlyList<PlannedStory> Stories(int requests)
    {
        var people = new People(dice);
        var known = Enumerable.Range(1, Math.Max(1, requests * 4 / 5)).Select(people.Next).ToArray();
        return [.. Enumerable.Range(1, requests).Select(number =>
        {
            var kind = dice.Chance(0.25) ? PaperKind.Signature : PaperKind.CertifiedCopy;
            var who = dice.Of(known);
            var destination = dice.Chance(0.15) ? Destination.Abroad : dice.Chance(0.1) ? Destination.Administration : Destination.Private;
            // What would come after the year's end does not happen in it.
            var steps = Steps(kind).Where(step => CityTime.Day(step.At).Year == year).OrderBy(step => step.At).ToList();
            return new PlannedStory(number, kind, who, people.Title(kind == PaperKind.Signature, who.Arabic), destination, steps);
        })];
    }

    IEnumerable<PlannedStep> Steps(PaperKind kind)
    {
        var asked = Asked();
        yield return new(asked, Step.Submit);
        if (dice.Chance(0.04)) yield break;
        var sent = asked + Minutes(1, 12);
        if (dice.Chance(0.05))
        {
            yield return new(sent, Step.SendScrap);
            if (dice.Chance(0.4)) yield break;
            sent += Minutes(20, 2000);
        }
        yield return new(sent, Step.Send);
        if (dice.Chance(0.02))
        {
            yield return new(sent + Minutes(60, 6000), Step.Erase);
            yield break;
        }
        if (dice.Chance(0.05)) yield break;

        DateTimeOffset arrives;
        if (dice.Chance(0.5))
        {
            var slot = Slot(sent + Minutes(60, 90), 12);
            yield return new(sent + Minutes(2, 20), Step.Book, slot.Id);
            arrives = slot.StartsAt + Minutes(-6, 6);
            if (dice.Chance(0.12))
            {
                if (dice.Chance(0.3)) yield break;
                arrives = Slot(slot.StartsAt.AddHours(16), 6).StartsAt + Minutes(0, 14);
            }
        }
        else
        {
            arrives = Slot(sent + Minutes(20, 40), 9).StartsAt + Minutes(0, 14);
        }
        foreach (var step in AtTheDesk(kind, arrives)) yield return step;
    }

    IEnumerable<PlannedStep> AtTheDesk(PaperKind kind, DateTimeOffset arrives)
    {
        yield return new(arrives, Step.Arrive);
        var received = arrives + Minutes(2, 25);
        var refused = dice.Chance(0.07);
        if (refused && dice.Chance(0.6))
        {
            yield return new(received, Step.Refuse, Reason: Reason());
            yield break;
        }
        yield return new(received, kind == PaperKind.Signature && dice.Chance(0.08) ? Step.Vouch : Step.Present);
        if (dice.Chance(0.02)) yield return new(received + Minutes(0, 1), Step.TryToCertify);
        var decided = received + Minutes(1, 7);
        if (refused)
        {
            yield return new(decided, Step.Refuse, Reason: Reason());
            yield break;
        }
        // Some wait until the officer certifies what has piled up.
        if (dice.Chance(0.15)) decided = Slot(received.AddHours(12), 1).StartsAt + Minutes(0, 14);
        yield return new(decided, Step.Certify);
        if (dice.Chance(0.008)) yield return new(Slot(decided.AddHours(20), 40).StartsAt, Step.Revoke);
        else if (dice.Chance(0.05)) yield return new(decided.AddHours(20) + Minutes(0, 3000), Step.Share);
    }

    // From seven in the morning to eleven at night, seldom on a day on which the bureau is closed, more often in summer.
    DateTimeOffset Asked()
    {
        while (true)
        {
            var day = new DateOnly(year, 1, 1).AddDays(dice.Next(DateTime.IsLeapYear(year) ? 366 : 365));
            var weight = (timetable.On(day).Any() ? 1 : 0.3) * (day.Month is >= 7 and <= 9 ? 1 : 0.75);
            if (dice.Chance(weight) && CityTime.At(day.ToDateTime(new(7, 0)).AddSeconds(dice.Next(16 * 3600))) is { } at) return at;
        }
    }

    // One of the bureau's next times, within so many days.
    Slot Slot(DateTimeOffset after, int days)
    {
        for (var horizon = CityTime.Day(after).AddDays(dice.Next(days + 1)); ; horizon = horizon.AddDays(1))
        {
            var slots = timetable.On(horizon).Where(slot => slot.StartsAt > after).ToArray();
            if (slots.Length > 0) return dice.Of(slots);
        }
    }

    RefusalReason Reason()
    {
        var at = dice.Next();
        foreach (var (reason, share) in reasons)
        {
            if ((at -= share) < 0) return reason;
        }
        return RefusalReason.Other;
    }

    TimeSpan Minutes(int from, int to) => TimeSpan.FromSeconds(from * 60 + dice.Next((to - from) * 60));
}
