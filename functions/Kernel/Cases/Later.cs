namespace CasaServerless.Kernel.Cases;

/// <summary>
/// What an effect throws when somebody outside cannot take it now (a mail server that rests, a payment provider that asks for patience): it is
/// tried again after a growing pause, for about a day, and only then kept as stuck.
/// </summary>
public sealed class Later(string reason, Exception? cause = null) : Exception(reason, cause)
{
    const int MostTries = 30;
    static readonly TimeSpan longest = TimeSpan.FromHours(1);

    /// <summary>How long to wait after so many tries: doubled each time, up to an hour; null after thirty, about a day.</summary>
    public static TimeSpan? Pause(int tries, TimeSpan first) => tries >= MostTries ? null
        : TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(tries, 16)));
}
