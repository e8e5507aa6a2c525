namespace CasaServerless.Bot.Training;

/// <summary>Numbers as if by chance, the same everywhere.</summary>
sealed class Chance(ulong seed)
{
    ulong state = seed * 0x9E3779B97F4A7C15 + 1;

    public uint Next()
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (uint)(state >> 32);
    }

    public int Below(int end) => (int)(Next() % (uint)end);
}

/// <summary>The exponential function in plain arithmetic, for a processor's or a library's own may differ in its last bit.</summary>
static class Exponential
{
    public static double Of(double value)
    {
        if (value < -60) return 0;
        // e^x = (e^(x/1024))^1024; the series of so small a number ends soon.
        var small = value / 1024;
        var result = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4 * (1 + small / 5))));
        for (var times = 0; times < 10; times++) result *= result;
        return result;
    }
}
