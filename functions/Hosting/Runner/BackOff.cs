using System.Security.Cryptography;

namespace CasaServerless.Hosting.Runner;

/// <summary>The growing pauses between looks into an empty queue, as the host's queue listener makes them.</summary>
sealed class BackOff(TimeSpan longest)
{
    static readonly TimeSpan step = TimeSpan.FromMilliseconds(100);
    int empty;

    /// <summary>The pause after one more look that found nothing.</summary>
    public TimeSpan Next()
    {
        empty++;
        if (empty == 1) return Shorter(step, longest);
        // Sixteen doublings are an hour and a half: no pause is longer, and the shift stays within its bits.
        var doubled = step * (1 << Math.Min(empty - 2, 16));
        return Shorter(step + (doubled * RandomNumberGenerator.GetInt32(800, 1201) / 1000), longest);
    }

    /// <summary>Something was found.</summary>
    public void Reset() => empty = 0;

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
