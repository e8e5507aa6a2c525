using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Tests.Given.Mail;
using static CasaServerless.Services.Legalisation.Appointments.AppointmentEvent;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// Every letter that an event promises came, and is noted; it came twice only where nobody could know that it had come: the server fell silent,
/// died, or was waited for in vain, the city was killed before it had sent its note, or storage lost the note.
/// </summary>
/// <param name="letters">All that was taken.</param>
/// <param name="kills">Of the city.</param>
/// <param name="mailKills">Of the mail server.</param>
/// <param name="impatient">The cases of which the city's log says that a letter took too long.</param>
sealed class LetterAudit(
    IReadOnlyCollection<Letter> letters, IReadOnlyCollection<long> kills, IReadOnlyCollection<long> mailKills, Notes notes, IReadOnlySet<string> impatient, Action<string> fault)
{
    readonly Dictionary<string, List<Letter>> byId = letters.GroupBy(letter => letter.Read().MessageId!).ToDictionary(same => same.Key, same => same.ToList());

    /// <summary>How many there were in all.</summary>
    public int Count { get; } = letters.Count;

    /// <summary>Letters that came once more, by why.</summary>
    public Dictionary<string, int> Doubled { get; } = new() { ["the server fell silent or died"] = 0, ["killed before its note"] = 0, ["its note was lost"] = 0, ["waited for in vain"] = 0 };

    public int Reminders { get; private set; }

    public void Look(Story story, IReadOnlyList<Recorded<LegalisationEvent>> history)
    {
        var told = history.Select(one => one.Event).OfType<LegalisationEvent.ApplicantNotified>().Select(one => one.About).ToList();
        var refused = history.Select(one => one.Event).OfType<LegalisationEvent.NoticeUndeliverable>().Select(one => one.About).ToList();
        if (told.Concat(refused).GroupBy(about => about).Any(same => same.Count() > 1)) fault($"{story.Reference}: a letter is noted twice");
        foreach (var happened in history.Where(one => ApplicantNotices.Follow(one.Event)))
        {
            if (story.Email is null) continue;
            var name = $"{story.Reference}, {happened.Event.GetType().Name} {happened.Version}";
            var id = $"{story.Reference}.{new EffectKey(story.Reference!, happened.Version, "notify")}@casa.test";
            var came = byId.Remove(id, out var same) ? same : [];
            var noted = (story.TakesLetters ? told : refused).Contains(happened.Version);
            // Who died before the note is followed by a run for which there is nothing to write any more, and which cannot know of the letter.
            if (!noted && came.Count > 0 && !(LeftBehind(happened, history) && NoteLost(story.Reference!, came[^1]))) fault($"{name}: its letter came and is not noted");
            if (noted && story.TakesLetters && came.Count == 0) fault($"{name}: its letter is noted and never came");
            if (!noted && came.Count == 0 && !LeftBehind(happened, history)) fault($"{name}: its letter never came");
            if (happened.Event is ReminderDue && came.Count > 0) Reminders++;
            foreach (var letter in came)
            {
                if (letter.To != story.Email) fault($"{name}: its letter went to somebody else");
            }
            for (var again = 1; again < came.Count; again++) Explain(name, story.Reference!, happened.Version, came[again - 1], came[again]);
        }
        foreach (var twice in history.Select(one => one.Event).OfType<ReminderDue>().GroupBy(one => one.Key).Where(same => same.Count() > 1))
            fault($"{story.Reference}: reminded {twice.Count()} times of one appointment");
        if (story.Plot.Ending == Ending.Submitted && story.Appointment is not null && !history.Any(one => one.Event is ReminderDue it && it.Slot == story.Appointment))
            fault($"{story.Reference}: the reminder is lost");
    }

    public void Strangers()
    {
        foreach (var id in byId.Keys) fault($"{id}: a letter that no event asked for");
    }

    void Explain(string name, string reference, int version, Letter first, Letter again)
    {
        var between = notes.Of(reference).Where(note => note.At >= first.At && note.At <= again.At).ToList();
        var well = between.Where(note => note.About == version && !note.Befallen).Select(note => note.At).DefaultIfEmpty(long.MaxValue).Min();
        if (first.Silent || mailKills.Any(kill => kill >= first.At && kill <= again.At && kill <= well)) Doubled["the server fell silent or died"]++;
        else if (kills.Any(kill => kill >= first.At && kill <= again.At && kill <= well)) Doubled["killed before its note"]++;
        else if (between.Any(note => note.Befallen && note.At <= well)) Doubled["its note was lost"]++;
        else if (well == long.MaxValue && impatient.Contains(reference)) Doubled["waited for in vain"]++;
        else fault($"{name}: its letter came twice, though it could be known that it had come");
    }

    bool NoteLost(string reference, Letter letter) => letter.Silent || kills.Any(kill => kill >= letter.At)
        || mailKills.Any(kill => kill >= letter.At) || notes.Of(reference).Any(note => note.Befallen && note.At >= letter.At);

    // What the case had moved on from when its turn came, nobody is written of. A missed appointment is no excuse: it ends when all reminders are out.
    static bool LeftBehind(Recorded<LegalisationEvent> happened, IReadOnlyList<Recorded<LegalisationEvent>> history)
    {
        var later = history.Where(one => one.Version > happened.Version).Select(one => one.Event).ToList();
        return happened.Event switch
        {
            AppointmentBooked it => later.OfType<AppointmentEnded>().Any(end => end.Key == it.Key && end.Reason != AppointmentEnd.Missed),
            ReminderDue it => later.OfType<AppointmentEnded>().Any(end => end.Key == it.Key && end.Reason != AppointmentEnd.Missed),
            AppointmentEnded => later.OfType<AppointmentBooked>().Any(),
            _ => false,
        };
    }
}
