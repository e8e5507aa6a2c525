namespace CasaServerless.Kernel.Typesetting;

/// <summary>One run of UAX #9 being resolved: without explicit controls a paragraph is a single run at its own level.</summary>
ref struct BidiRun(int[] characters, BidiClass[] originals, Direction direction)
{
    readonly byte level = (byte)direction;
    readonly BidiClass embedding = direction == Direction.RightToLeft ? BidiClass.R : BidiClass.L;
    readonly BidiClass[] classes = [.. originals];

    public readonly byte[] Resolve()
    {
        Weak();
        Brackets();
        Neutral();
        return ImplicitLevels();
    }

    readonly void Weak()
    {
        // W1: a mark takes the class of what it stands on.
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] == BidiClass.NSM) classes[i] = i == 0 ? embedding : classes[i - 1];
        }
        // W2, W3: digits after an Arabic letter are Arabic numbers; the letter itself is then simply right to left.
        var strong = embedding;
        for (var i = 0; i < classes.Length; i++)
        {
            if (IsStrong(classes[i])) strong = classes[i];
            else if (classes[i] == BidiClass.EN && strong == BidiClass.AL) classes[i] = BidiClass.AN;
        }
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] == BidiClass.AL) classes[i] = BidiClass.R;
        }
        // W4: one separator between two numbers of a kind belongs to them.
        for (var i = 1; i + 1 < classes.Length; i++)
        {
            var (before, own, after) = (classes[i - 1], classes[i], classes[i + 1]);
            if (before == after && (own == BidiClass.CS && before is BidiClass.EN or BidiClass.AN || own == BidiClass.ES && before == BidiClass.EN))
                classes[i] = before;
        }
        // W5: percent and currency signs beside a European number belong to it. W6: what separated nothing is neutral.
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] != BidiClass.ET) continue;
            var end = i;
            while (end < classes.Length && classes[end] == BidiClass.ET) end++;
            var touches = i > 0 && classes[i - 1] == BidiClass.EN || end < classes.Length && classes[end] == BidiClass.EN;
            Array.Fill(classes, touches ? BidiClass.EN : BidiClass.ON, i, end - i);
            i = end - 1;
        }
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is BidiClass.ES or BidiClass.CS) classes[i] = BidiClass.ON;
        }
        // W7: a European number in left-to-right company is left to right.
        strong = embedding;
        for (var i = 0; i < classes.Length; i++)
        {
            if (IsStrong(classes[i])) strong = classes[i];
            else if (classes[i] == BidiClass.EN && strong == BidiClass.L) classes[i] = BidiClass.L;
        }
    }

    /// <summary>N0.</summary>
    readonly void Brackets()
    {
        foreach (var (open, close) in BidiBrackets.Find(characters, classes))
        {
            var inside = BidiClass.ON;
            for (var i = open + 1; i < close && inside != embedding; i++)
            {
                var side = Side(classes[i]);
                if (side != BidiClass.ON) inside = side;
            }
            if (inside == BidiClass.ON) continue;
            // Only the other direction inside: it holds if the text before the bracket goes that way too.
            if (inside != embedding && Before(open) != inside) inside = embedding;
            Set(open, inside);
            Set(close, inside);
        }
    }

    readonly void Set(int bracket, BidiClass side)
    {
        classes[bracket] = side;
        for (var i = bracket + 1; i < classes.Length && originals[i] == BidiClass.NSM; i++) classes[i] = side;
    }

    readonly BidiClass Before(int place)
    {
        for (var i = place - 1; i >= 0; i--)
        {
            var side = Side(classes[i]);
            if (side != BidiClass.ON) return side;
        }
        return embedding;
    }

    /// <summary>N1, N2: neutrals between equals follow them, others follow the paragraph.</summary>
    readonly void Neutral()
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (!IsNeutral(classes[i])) continue;
            var end = i;
            while (end < classes.Length && IsNeutral(classes[end])) end++;
            var before = i == 0 ? embedding : Side(classes[i - 1]);
            var after = end == classes.Length ? embedding : Side(classes[end]);
            Array.Fill(classes, before == after ? before : embedding, i, end - i);
            i = end - 1;
        }
    }

    /// <summary>I1, I2; then L1: separators and the blanks before them, or at the end, lie at the paragraph's level.</summary>
    readonly byte[] ImplicitLevels()
    {
        var levels = new byte[classes.Length];
        for (var i = 0; i < classes.Length; i++)
        {
            levels[i] = (level, classes[i]) switch
            {
                (0, BidiClass.L) => 0,
                (0, BidiClass.R) => 1,
                (0, _) => 2,
                (_, BidiClass.R) => 1,
                _ => 2,
            };
        }
        var trailing = true;
        for (var i = classes.Length - 1; i >= 0; i--)
        {
            if (originals[i] is BidiClass.B or BidiClass.S) trailing = true;
            else if (originals[i] != BidiClass.WS) trailing = false;
            if (trailing) levels[i] = level;
        }
        return levels;
    }

    static bool IsStrong(BidiClass own) => own is BidiClass.L or BidiClass.R or BidiClass.AL;

    static bool IsNeutral(BidiClass own) => own is BidiClass.B or BidiClass.S or BidiClass.WS or BidiClass.ON;

    // Numbers count as right to left when neutrals and brackets look for a side.
    static BidiClass Side(BidiClass own) => own switch
    {
        BidiClass.L => BidiClass.L,
        BidiClass.R or BidiClass.EN or BidiClass.AN => BidiClass.R,
        _ => BidiClass.ON,
    };
}
