using CasaServerless.Kernel.Pdf;

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

    /// <summary>What must stand before the content: one state that it cannot reach, and those it will take away.</summary>
    public string Before => string.Concat(Enumerable.Repeat("q ", Below + 1)) + "\n";

    /// <summary>What must stand behind it, so that the page is as untouched as at its beginning.</summary>
    public string After => (Text ? "ET\n" : "") + string.Concat(Enumerable.Repeat("EMC\n", Marked)) + string.Concat(Enumerable.Repeat("Q ", Open + 1)) + "\n";

    /// <param name="content">All content of the page, decoded.</param>
    /// <returns>Null when nothing can be drawn after it without altering it, or when viewers might disagree about where an operator begins.</returns>
    /// <exception cref="PdfDamaged">It ends in the middle of a value.</exception>
    public static ContentBalance? Of(ReadOnlySpan<byte> content)
    {
        int depth = 0, lowest = 0, marked = 0, image = 0;
        bool text = false, touched = false, lost = false;
        var operators = new PdfContent(content);
        while (operators.Next())
        {
            switch (operators.Operator)
            {
                case [(byte)'q']:
                    depth++;
                    break;
                case [(byte)'Q'] when depth > lowest:
                    depth--;
                    break;
                case [(byte)'Q']:
                    // Viewers skip it, for there is nothing to give back; with a state of ours before the page it gives that one back.
                    lost |= touched;
                    touched = false;
                    lowest = --depth;
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
                case [(byte)'B', (byte)'I']:
                    image = operators.At;
                    break;
                // Without a beginning it is the true end of an image whose data looked like operators.
                case [(byte)'E', (byte)'I'] when lost || image == 0 || HoldsAnotherEnd(content[image..(operators.At - 2)]):
                    return null;
                case [(byte)'E', (byte)'I']:
                    image = 0;
                    break;
                // What is painted now would be painted in another colour, or elsewhere.
                case var painting when lost && Paints(painting):
                    return null;
                default:
                    touched |= depth == lowest;
                    break;
            }
        }
        if (-lowest > Most || depth - lowest > Most || marked > Most) return null;
        return new(-lowest, depth - lowest, text, marked);
    }

    static bool Paints(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'S' or (byte)'s' or (byte)'f' or (byte)'F' or (byte)'B' or (byte)'b' or (byte)'\'' or (byte)'"'] => true,
        [(byte)'f' or (byte)'B' or (byte)'b', (byte)'*'] => true,
        [(byte)'T', (byte)'j' or (byte)'J'] or [(byte)'D', (byte)'o'] or [(byte)'s', (byte)'h'] => true,
        _ => false,
    };

    // An inline image has no length, so every viewer looks for its end in its own way. By chance two ends occur once in gigabytes.
    static bool HoldsAnotherEnd(ReadOnlySpan<byte> image)
    {
        for (var at = image.IndexOf("EI"u8); at >= 0;)
        {
            if (at > 0 && IsBlank(image[at - 1]) && at + 2 < image.Length && IsBlank(image[at + 2])) return true;
            var more = image[(at + 2)..].IndexOf("EI"u8);
            at = more < 0 ? -1 : at + 2 + more;
        }
        return false;
    }

    static bool IsBlank(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;
}
