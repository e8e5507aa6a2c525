namespace CasaServerless.Bot.Language.Entities;

/// <summary>Numbers of identity cards: one or two letters, five or six digits; blanks between them where a person leaves some.</summary>
static class IdentityCards
{
    static readonly WordSet asked = new("cin cnie cine carte cart lcarte lacarte lakart lakarta identité بطاقة البطاقة بطاقتي لاكارط لكارط كارط لاكارت الوطنية cni lacin");

    // Small words that stand before numbers.
    static readonly WordSet small = new("de le la un du au en et ou tel n no nº mn li wa l d f b w s a c j t h m3 id kg km m2 dh ds fi ta ra rd bd av lot rue th nr nm g pk rn rp rr dm ch qm ps");

    public static void Find(Utterance said, List<Entity> into)
    {
        for (var at = 0; at < said.WordList.Count; at++)
        {
            var word = said.At(at);
            var letters = 0;
            while (letters < word.Length && char.IsAsciiLetterLower(word[letters])) letters++;
            if (letters is 0 or > 2) continue;
            if (letters == word.Length || word.Length - letters is 2 or 3)
            {
                if (word[letters..].ContainsAnyExceptInRange('0', '9') || Grouped(said, at, letters) is not (var last, var groups, var digits)) continue;
                var told = asked.Has(said.At(at - 1)) || asked.Has(said.At(at - 2)) || asked.Has(said.At(at - 3));
                var its = said.Stretch(at, last);
                if (!told && (small.Has(word[..letters]) || letters < 2 || digits < 6 || said.Joined(at, "-") || groups > 1 && (groups > 2 || char.IsLower(said.Text[its.Start])))) continue;
                into.Take(said, EntityKind.Cin, its);
            }
            else if (IsDigits(word[letters..]) && !said.Joined(at, "-/_") && !said.Joined(at - 1, "-/_")) into.Take(said, EntityKind.Cin, said.Stretch(at, at));
        }
    }

    // Five or six digits in up to three groups with a sign between them: BE 745218, BE 745 218, BE745-218. The last word, how many groups, how many digits.
    static (int Last, int Groups, int Digits)? Grouped(Utterance said, int at, int letters)
    {
        var (last, digits) = (at, said.At(at).Length - letters);
        var groups = digits > 0 ? 1 : 0;
        while (digits < 6 && groups < 3 && said.Joined(last, " -.\u00A0") && said.At(last + 1) is { Length: 2 or 3 or 5 or 6 } next && !next.ContainsAnyExceptInRange('0', '9') && digits + next.Length <= 6)
        {
            last++;
            groups++;
            digits += next.Length;
        }
        // A longer number is another's.
        return digits is 5 or 6 && !said.Joined(last, "-/_") && !(said.Joined(last, " ") && groups > 1 && said.Number(last + 1) is not null) ? (last, groups, digits) : null;
    }

    static bool IsDigits(ReadOnlySpan<char> word) => word.Length is 5 or 6 && !word.ContainsAnyExceptInRange('0', '9');
}
