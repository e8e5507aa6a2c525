namespace CasaServerless.Kernel.Typesetting;

/// <summary>Brackets that belong together (BD14–BD16 of UAX #9): both sides take one direction, so that a parenthesis stays closed.</summary>
static class BidiBrackets
{
    const string Pairs =
        "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘"
        + "⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣";

    // BD16: an implementation keeps 63 open brackets and gives up on the rest.
    const int Depth = 63;

    /// <summary>Pairs as positions in <paramref name="text"/>, sorted by the opening one; only characters still neutral count.</summary>
    public static List<(int Open, int Close)> Find(ReadOnlySpan<int> text, ReadOnlySpan<BidiClass> classes)
    {
        var pairs = new List<(int Open, int Close)>();
        var open = new List<(int Closing, int At)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (classes[i] != BidiClass.ON || text[i] > char.MaxValue) continue;
            var place = Pairs.IndexOf(Canonical((char)text[i]), StringComparison.Ordinal);
            if (place < 0) continue;
            if (place % 2 == 0)
            {
                if (open.Count == Depth) break;
                open.Add((place + 1, i));
                continue;
            }
            var match = open.FindLastIndex(bracket => bracket.Closing == place);
            if (match < 0) continue;
            pairs.Add((open[match].At, i));
            open.RemoveRange(match, open.Count - match);
        }
        pairs.Sort();
        return pairs;
    }

    // Two characters for one angle bracket: canonical equivalents match each other.
    static char Canonical(char bracket) => bracket switch { '\u2329' => '\u3008', '\u232A' => '\u3009', _ => bracket };
}
