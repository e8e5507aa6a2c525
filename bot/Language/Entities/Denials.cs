namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// What a writer takes back: "pas Maârif, Anfa", "machi ghedda, b3d ghedda", "ماشي … بل", "lundi, non, mardi". It stays among what was found, marked, so
/// that a correction can be told from a wish.
/// </summary>
static class Denials
{
    // These deny whatever comes next.
    static readonly WordSet strong = new("machi mashi mchi mach ماشي مش مشي ليس ليست وليس موش not");

    // These are small words between the denial and what is denied.
    static readonly WordSet small = new("le la les l du de d a au aux pour sur en dans ce celui f b fi 3la dyal dial nhar li في ف ب على ديال ل يوم نهار مع m3a c est arrondissement quartier numero ref رقم مقاطعة فمقاطعة");

    static readonly WordSet corrections = new("non no nn لا pardon sorry عفوا بل bel plutot enfin euh semhili سمحلي correction ghalat ghelt غلط غالط sme7");
    static readonly WordSet fillers = new("je veux dire voulais liya lya ليا ana c est e l le la oops desole smeh سمح سمحي لي يعني ya3ni و w et");

    public static void Mark(Utterance said, List<Entity> found)
    {
        // Without two of a kind only a plain "not" denies; "pas" is too common.
        for (var at = 0; at < found.Count; at++)
        {
            var its = found[at];
            var another = false;
            for (var other = 0; other < found.Count && !another; other++) another = other != at && Alike(found[other].Kind, its.Kind) && found[other].Value != its.Value;
            if (IsDenied(said, its, another) || another && IsCorrected(said, found, at)) found[at] = its with { Denied = true };
        }
        // "Maârif… no, not Maârif": what is taken back is meant nowhere before.
        for (var at = found.Count - 1; at > 0; at--)
        {
            for (var before = 0; before < at && found[at].Denied && IsNaming(found[at].Kind); before++)
            {
                if (found[before].Kind == found[at].Kind && found[before].Value == found[at].Value) found[before] = found[before] with { Denied = true };
            }
        }
    }

    static bool IsDenied(Utterance said, Entity its, bool another)
    {
        var word = Holding(said, its.Start) - 1;
        for (var steps = 0; steps < 3 && word >= 0; steps++, word--)
        {
            var each = said.At(word);
            // "jeudi je ne peux pas. vendredi"
            if (steps == 0 && said.Ends(word) && !strong.Has(each) && each is not ("non" or "not")) return false;
            if (strong.Has(each)) return another || IsNaming(its.Kind);
            // "non pas lundi", "et pas Anfa", "mais pas"; "pas de tram" denies no tram.
            if (each is "pas") return another && !(steps > 0 && said.At(word + 1) is "de" or "d" or "encore" or "en");
            // "Anfa et non Maarif", "ni Anfa ni Maarif", "Sbata au lieu de Ben M'sik", "plutôt Anfa que Maarif".
            if (each is "non" or "not" && steps == 0 && said.At(word - 1) is "et" or "and" || each is "ni" or "lieu" or "instead" || each is "que" && IsRather(said, word)) return another;
            if (each is "non" or "no" or "لا" && steps == 0) return false;
            if (!small.Has(each) || said.Ends(word)) return false;
        }
        return false;
    }

    static bool IsRather(Utterance said, int before)
    {
        for (var word = Math.Max(0, before - 5); word < before; word++)
        {
            if (said.At(word) is "plutot") return true;
        }
        return false;
    }

    // Days, places and numbers are named; a category or a paper is only spoken of.
    static bool IsNaming(EntityKind kind) =>
        kind is EntityKind.Date or EntityKind.Time or EntityKind.Reference or EntityKind.Phone or EntityKind.Cin or EntityKind.Arrondissement or EntityKind.Neighbourhood or EntityKind.Address or EntityKind.Line;

    // "lundi, non, mardi": the next of its kind follows a word of correction and nothing else.
    static bool IsCorrected(Utterance said, List<Entity> found, int at)
    {
        var its = found[at];
        // "لا البارح لا اليوم": neither of them, and both are meant.
        if (said.At(Holding(said, its.Start) - 1) is "لا" or "ni" or "la") return false;
        for (var other = at + 1; other < found.Count; other++)
        {
            if (!Alike(found[other].Kind, its.Kind) || found[other].Start < its.Start + its.Length) continue;
            var (from, to) = (First(said, its.Start + its.Length), Holding(said, found[other].Start));
            if (IsAnew(said, from, to)) return true;
            var told = false;
            if (to - from > 5) return false;
            for (var word = from; word < to; word++)
            {
                if (corrections.Has(said.At(word))) told = true;
                else if (!fillers.Has(said.At(word)) && !small.Has(said.At(word))) return false;
            }
            // "lundi plutôt que mardi", "lundi et non mardi" take back the second.
            return told && !(said.At(to - 1) is "que" or "qu" || said.At(to - 2) is "et" && said.At(to - 1) is "non");
        }
        return false;
    }

    // "…, non, mardi", "…، لا، عين الشق": a correction that stands for itself, however much was said before it.
    static bool IsAnew(Utterance said, int from, int to)
    {
        var word = to - 1;
        while (word > from && !said.Ends(word) && (small.Has(said.At(word)) || fillers.Has(said.At(word)))) word--;
        return word > from && said.At(word) is "non" or "nn" or "لا" or "la" or "pardon" or "sorry" or "عفوا" && said.Ends(word) && said.Ends(word - 1);
    }

    // A quarter may be put right by an arrondissement.
    static bool Alike(EntityKind one, EntityKind other) => one == other || IsQuarter(one) && IsQuarter(other);

    static bool IsQuarter(EntityKind kind) => kind is EntityKind.Arrondissement or EntityKind.Neighbourhood;

    // The word in which something begins, perhaps after a preposition that is written with it.
    static int Holding(Utterance said, int start) => First(said, start + 1) - 1;

    // The first word that begins there or later.
    static int First(Utterance said, int start)
    {
        var (low, high) = (0, said.WordList.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (said.Stretch(middle, middle).Start < start) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
