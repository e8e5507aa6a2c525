namespace CasaServerless.Assistant.SecondOpinion;

/// <summary>Keeps from asking who does not answer: after so many failures in a row, for a minute; then the first that fails again closes the way again.</summary>
sealed class OpinionBreaker(TimeProvider clock)
{
    public const int Most = 5;
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    readonly Lock one = new();
    int failures;
    DateTimeOffset until;

    public bool Rests
    {
        get
        {
            lock (one) return clock.GetUtcNow() < until;
        }
    }

    public void Worked()
    {
        lock (one) failures = 0;
    }

    /// <summary>Whether nobody is asked from now on.</summary>
    public bool Failed()
    {
        lock (one)
        {
            if (++failures < Most) return false;
            until = clock.GetUtcNow() + Rest;
            return true;
        }
    }
}
