namespace CasaServerless.Tests.Given.Faults;

#pragma warning disable RS0030, CA5394 // A seeded chance is what is wanted here: it guards nothing.

/// <summary>Chance by a seed that is told, so that what it did can be done again.</summary>
public sealed class Dice(int seed)
{
    readonly Random random = new(seed);

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
