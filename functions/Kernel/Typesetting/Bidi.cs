namespace CasaServerless.Kernel.Typesetting;

/// <summary>The way a paragraph is read.</summary>
public enum Direction
{
    LeftToRight = 0,
    RightToLeft = 1,
}

/// <summary>
/// The Unicode bidirectional algorithm (UAX #9) for one paragraph: rules W1–W7, N0–N2, I1–I2, L1 and L2. Explicit embeddings, overrides and
/// isolates are passed over as if absent; U+200E and U+200F work.
/// </summary>
public static class Bidi
{
    /// <summary>P2, P3: the way a text is read by its first letter; from left to right if it has none.</summary>
    public static Direction DirectionOf(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (BidiClasses.Of(rune))
            {
                case BidiClass.L: return Direction.LeftToRight;
                case BidiClass.R or BidiClass.AL: return Direction.RightToLeft;
            }
        }
        return Direction.LeftToRight;
    }

    /// <summary>The level of each UTF-16 unit: even is read from left to right, odd from right to left.</summary>
    public static byte[] Levels(string text, Direction direction)
    {
        var levels = new byte[text.Length];
        Array.Fill(levels, (byte)direction);
        var characters = new List<int>(text.Length);
        var originals = new List<BidiClass>(text.Length);
        var places = new List<int>(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var own = BidiClasses.Of(rune);
            // X9: a boundary neutral takes no part; it is given its neighbour's level at the end.
            if (own != BidiClass.BN)
            {
                characters.Add(rune.Value);
                originals.Add(own);
                places.Add(at);
            }
            at += rune.Utf16SequenceLength;
        }
        var run = new BidiRun([.. characters], [.. originals], direction);
        var resolved = run.Resolve();
        for (var i = 0; i < resolved.Length; i++)
        {
            var end = i + 1 < resolved.Length ? places[i + 1] : text.Length;
            Array.Fill(levels, resolved[i], places[i], end - places[i]);
        }
        return levels;
    }

    /// <summary>L2: the order in which pieces of one line, each of one level, stand from left to right.</summary>
    public static int[] Order(ReadOnlySpan<byte> levels)
    {
        var order = new int[levels.Length];
        byte highest = 0;
        for (var i = 0; i < levels.Length; i++)
        {
            order[i] = i;
            highest = Math.Max(highest, levels[i]);
        }
        for (var level = highest; level > 0; level--)
        {
            for (var start = 0; start < levels.Length; start++)
            {
                if (levels[start] < level) continue;
                var end = start;
                while (end < levels.Length && levels[end] >= level) end++;
                order.AsSpan(start, end - start).Reverse();
                start = end;
            }
        }
        return order;
    }
}
