using System.Buffers;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// What a page's content leaves open behind it. A plain <c>q … Q</c> around foreign content is not enough: one unbalanced <c>q</c> leaves
/// the page's matrix to whatever is drawn after it, one surplus <c>Q</c> takes ours away.
/// </summary>
/// <param name="Below">How many graphics states it takes away that it never saved.</param>
/// <param name="Open">How many it saved and did not give back, counted from its lowest point.</param>
/// <param name="Text">Whether a text object is open.</param>
/// <param name="Marked">How many marked-content sequences are open.</param>
readonly record struct ContentBalance(int Below, int Open, bool Text, int Marked)
{
    // More than any producer's slip; beyond it lies an attempt to run a viewer out of its stack.
    const int Most = 256;
    static readonly SearchValues<byte> blanks = SearchValues.Create("\0\t\n\f\r "u8);
    static readonly SearchValues<byte> ends = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    /// <summary>What must stand before the content: one state that it cannot reach, and those it will take away.</summary>
    public string Before => string.Concat(Enumerable.Repeat("q ", Below + 1)) + "\n";

    /// <summary>What must stand behind it, so that the page is as untouched as at its beginning.</summary>
    public string After => (Text ? "ET\n" : "") + string.Concat(Enumerable.Repeat("EMC\n", Marked)) + string.Concat(Enumerable.Repeat("Q ", Open + 1)) + "\n";

    /// <param name="content">All content streams of the page, decoded, a blank between them.</param>
    /// <returns>Null when viewers might disagree about where an operator begins: nothing is to be drawn over such a page.</returns>
    public static ContentBalance? Of(ReadOnlySpan<byte> content)
    {
        int depth = 0, lowest = 0, marked = 0;
        var text = false;
        for (var at = 0; at < content.Length;)
        {
            var c = content[at];
            if (blanks.Contains(c))
            {
                at++;
                continue;
            }
            var length = c switch
            {
                (byte)'%' => Comment(content[at..]),
                (byte)'(' => Literal(content[at..]),
                (byte)'<' when at + 1 < content.Length && content[at + 1] == '<' => 2,
                (byte)'<' => content[at..].IndexOf((byte)'>') + 1,
                (byte)'/' => 1 + Token(content[(at + 1)..]),
                (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' => 1,
                (byte)')' => 0,
                _ => Token(content[at..]),
            };
            if (length <= 0) return null;
            switch (content.Slice(at, length))
            {
                case [(byte)'q']:
                    depth++;
                    break;
                case [(byte)'Q']:
                    lowest = Math.Min(lowest, --depth);
                    break;
                case [(byte)'B', (byte)'T']:
                    text = true;
                    break;
                case [(byte)'E', (byte)'T']:
                    text = false;
                    break;
                case [(byte)'B', (byte)'M' or (byte)'D', (byte)'C']:
                    marked++;
                    break;
                case [(byte)'E', (byte)'M', (byte)'C']:
                    marked = Math.Max(0, marked - 1);
                    break;
                case [(byte)'I', (byte)'D']:
                    length = InlineImage(content[at..]);
                    if (length == 0) return null;
                    break;
            }
            at += length;
        }
        if (-lowest > Most || depth - lowest > Most || marked > Most) return null;
        return new(-lowest, depth - lowest, text, marked);
    }

    static int Token(ReadOnlySpan<byte> at)
    {
        var length = at.IndexOfAny(ends);
        return length < 0 ? at.Length : length;
    }

    static int Comment(ReadOnlySpan<byte> at)
    {
        var length = at.IndexOfAny((byte)'\r', (byte)'\n');
        return length < 0 ? at.Length : length;
    }

    static int Literal(ReadOnlySpan<byte> at)
    {
        var open = 0;
        for (var here = 0; here < at.Length; here++)
        {
            switch (at[here])
            {
                case (byte)'\\':
                    here++;
                    break;
                case (byte)'(':
                    open++;
                    break;
                case (byte)')' when --open == 0:
                    return here + 1;
            }
        }
        return 0;
    }

    /// <summary>
    /// From ID to behind EI. The data has no length, so every viewer guesses; where the first possible end is not followed by plain
    /// operators, guesses may differ and none is made here.
    /// </summary>
    static int InlineImage(ReadOnlySpan<byte> at)
    {
        const int Ahead = 16;
        for (var here = 2; here + 2 < at.Length; here++)
        {
            var next = at[here..].IndexOf("EI"u8);
            if (next < 0) return 0;
            here += next;
            if (!blanks.Contains(at[here - 1]) || (here + 2 < at.Length && !blanks.Contains(at[here + 2]))) continue;
            var behind = at[(here + 2)..Math.Min(at.Length, here + 2 + Ahead)];
            return behind.ContainsAnyExceptInRange((byte)9, (byte)126) ? 0 : here + 2;
        }
        return 0;
    }
}
