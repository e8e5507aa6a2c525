using NCrontab;

namespace CasaServerless.Hosting.Runner;

/// <summary>When a timer runs, in UTC. Pure: what is decided here is told by the status stored and the hour.</summary>
sealed class TimerSchedule
{
    readonly CrontabSchedule schedule;
    readonly bool minutely;

    /// <param name="text">Five or six fields, seconds first if six; <c>%Setting%</c> is looked up in <paramref name="settings"/>.</param>
    /// <param name="settings">The program's settings.</param>
    public TimerSchedule(string text, IConfiguration settings)
    {
        if (text is ['%', .. var setting, '%'])
            text = settings[setting.Replace("__", ":", StringComparison.Ordinal)] ?? throw new InvalidOperationException($"The schedule {text} is not set.");
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        minutely = fields is [.., "*", "*", "*", "*", "*"];
        schedule = CrontabSchedule.Parse(text, new() { IncludingSeconds = fields.Length != 5 });
    }

    public DateTimeOffset Next(DateTimeOffset after) => new(schedule.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    /// <summary>Whether a status is kept; not for what runs more often than once a minute.</summary>
    public bool IsMonitored(DateTimeOffset now) => !minutely || Next(Next(now)) - Next(now) >= TimeSpan.FromMinutes(1);

    /// <summary>
    /// How things stand when somebody begins to keep this timer: a new timer waits for its next hour, a changed schedule begins anew, and an hour
    /// missed is past due.
    /// </summary>
    public (TimerStatus Status, bool PastDue) Begin(TimerStatus? stored, DateTimeOffset now)
    {
        if (stored is null) return (new(default, Next(now), now), false);
        var since = stored.Last != default ? stored.Last : stored.LastUpdated != default ? stored.LastUpdated : now;
        var expected = Next(since);
        if (stored.Next != expected)
        {
            if (now > expected) (since, expected) = (now, Next(now));
            return (new(default, expected, since), false);
        }
        return (stored, now > stored.Next);
    }

    /// <summary>How things stand after a run that began at <paramref name="began"/>: hours that passed during it are one, and due at once.</summary>
    public TimerStatus After(DateTimeOffset began) => new(began, Next(began), began);
}
