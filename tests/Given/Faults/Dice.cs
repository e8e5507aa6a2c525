namespace CasaServerless.Tests.Given.Faults;

/// <summary>Chance by a seed that is told, so that what it did can be done again.</summary>
public sealed class Dice(int seed)
{
#pragma warning disable RS0030, CA5394 // A seeded chance is wanted: it guards nothing.
    readonly Random random = new(seed);
#pragma warning restore RS0030, CA5394

    /// <summary>From 0 to one less than <paramref name="sides"/>.</summary>
    public int Next(int sides)
    {
        lock (random) return random.Next(sides);
    }

    public bool Chance(double share)
    {
        lock (random) return random.NextDouble() < share;
    }

    public TimeSpan UpTo(TimeSpan longest)
    {
        lock (random) return longest * random.NextDouble();
    }
}
