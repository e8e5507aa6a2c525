namespace Casa.Demonstration;

#pragma warning disable RS0030, CA5394 // What is wanted is chance that comes out the same: it guards nothing.

/// <summary>Chance with a seed.</summary>
sealed class Dice(int seed)
{
    readonly Random random = new(seed);

    /// <summary>From 0 to one less than <paramref name="sides"/>.</summary>
    public int Next(int sides) => random.Next(sides);

    /// <summary>Between 0 and 1.</summary>
    public double Next() => random.NextDouble();

    public bool Chance(double share) => random.NextDouble() < share;

    public T Of<T>(IReadOnlyList<T> those) => those[random.Next(those.Count)];
}
