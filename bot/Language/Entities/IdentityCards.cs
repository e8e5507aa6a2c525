namespace CasaServerless.Bot.Language.Entities;

/// <summary>Numbers of identity cards: one or two letters, five or six digits; a blank between them where a person leaves one.</summary>
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
            var last = at;
            if (letters == word.Length)
            {
                var digits = said.At(at + 1);
                if (!IsDigits(digits) || !said.Joined(at, " -.\u00A0") || said.Joined(at + 1, "-/_")) continue;
                var told = asked.Has(said.At(at - 1)) || asked.Has(said.At(at - 2)) || asked.Has(said.At(at - 3));
                var (start, _) = said.Stretch(at, at);
                if (!told && (small.Has(word) || digits.Length < 6 || letters < 2 && char.IsLower(said.Text[start]) || said.Joined(at, "-"))) continue;
                if (letters < 2 && !told) continue;
                last = at + 1;
            }
            else if (!IsDigits(word[letters..]) || said.Joined(at, "-/_") || said.Joined(at - 1, "-/_")) continue;
            into.Take(said, EntityKind.Cin, said.Stretch(at, last));
        }
    }

    static bool IsDigits(ReadOnlySpan<char> word) => word.Length is 5 or 6 && !word.ContainsAnyExceptInRange('0', '9');
}
