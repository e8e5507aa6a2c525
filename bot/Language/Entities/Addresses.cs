namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// Streets, squares, blocks by their kind with a name or a number (15 rue Lavoisier, زنقة 14, "bloc 8 hay moulay abdellah"), the landmarks that stand beside
/// them, and where they meet. Names have no list: where one ends is read from capital letters, from the words that names go on after, and from small words.
/// </summary>
static class Addresses
{
    static readonly WordSet streets = new("""
        rue bd bld blvd bvd boulevard boulevar boulvar boulvard bolvar av ave avenue avenu allée allee impasse route ruelle zan9a zen9a zn9a zanqa zenqa znqa zanka zenka znka zan9at zen9at zn9at zan9et zen9et zn9et znqt zanqat
        zenqat zankat zenkat chari3 chare3 chari3at share3 shari3 derb bloc block blok blouk lot lotissement hay 7ay résidence residence iqama i9ama immeuble imm batima bâtiment place square carrefour croisement taqato3
        taqatou3 ta9ato3 ta9atou3 multaqa 3imara 3mara imara cité quartier groupe gr tri9 triq rondpoint rompoint rompwan ronpwan
        شارع شارعي زنقة الزنقة زنقه درب حي بلوك ساحة الساحة طريق الطريق رومبوان الروبوان رونبوان عمارة العمارة إقامة تجزئة الزقاق زقاق مدارة مدار بوليفار البوليفار لافوني ملتقى تقاطع مفترق ميدان البلوك بلوكات
        """);

    // Quarters by themselves are neighbourhoods; with a street or a number they are part of an address.
    static readonly WordSet quarters = new("derb hay 7ay quartier cité حي درب");

    // Words that are much else: these need a number or a capital letter, or (with the Arabic article) a number.
    static readonly WordSet common = new("immeuble imm batima bâtiment résidence residence iqama i9ama place groupe gr lot bloc block blok blouk 3imara 3mara imara cité tri9 triq zan9a zen9a zn9a zanqa zenqa znqa zanka zenka znka carrefour croisement square impasse allee allée route av بلوك عمارة إقامة زقاق مفترق");
    static readonly WordSet definite = new("الطريق الزنقة العمارة الزقاق الساحة البلوك الروبوان بلوكات");
    static readonly WordSet arrondissements = new("hassani mohammadi mohamadi mohammedi lhassani elhassani الحسني المحمدي البرنوصي");

    static readonly WordSet estates = new("lot residence résidence bloc croisement carrefour");
    // Numbered by letters: bloc C, groupe E, بلوك ب.
    static readonly WordSet lettered = new("bloc block blok groupe gr immeuble imm bâtiment lot عمارة بلوك");
    static readonly WordSet buildings = new("immeuble imm batima bâtiment résidence residence bloc block blok 3imara 3mara imara عمارة العمارة إقامة بلوك");

    // Where streets meet.
    static readonly WordSet joints = new("angle coin carrefour croisement intersection ملتقى تقاطع مفترق بملتقى بتقاطع بمفترق");
    static readonly WordSet numberWords = new("n no num numero ra9m ra9em raqm nmra nemra namra رقم نمرة النمرة الرقم الدار دار nm km كلم");

    public static void Find(Utterance said, List<Entity> into)
    {
        for (var at = 0; at < said.WordList.Count; at++)
        {
            var street = Street(said, into, at);
            if ((street ?? Landmarks.Beside(said, into, at) ?? Landmarks.Named(said, into, at)) is not { } its) continue;
            // "rue 8 derb moulay cherif" is one.
            var alone = street is not null && quarters.Has(said.At(its.First)[its.Skipped..]);
            while ((!said.Ends(its.Last) || IsPart(said, its)) && Further(said, into, its.Last + 1) is { } further && further.Last > its.Last)
            {
                if (said.Ends(its.Last) && (further.First > its.Last + 1 || quarters.Has(said.At(further.First)[further.Skipped..]))) break;
                alone &= quarters.Has(said.At(Math.Max(further.First, its.Last + 1))[further.Skipped..]);
                its = its with { Last = further.Last, Kind = further.Kind == PlaceKind.Street ? PlaceKind.Street : its.Kind };
            }
            at = its.Last;
            if (alone && said.Number(its.Last) is null) continue;
            if (street is not null) its = Landmarks.InStreet(said, Meeting(said, into, its));
            // "rue 12 oulfa": the quarter that follows a number.
            if (!said.Ends(its.Last) && said.Number(its.Last) is not null && Reading.Holding(said, into, its.Last + 1) is { Kind: EntityKind.Neighbourhood } quarter) its = its with { Last = said.LastIn(quarter, its.Last + 1) };
            TakeOver(said, into, its);
            at = its.Last;
        }
    }

    // "immeuble 8, rue Sebta", "pharmacie El Fath, rue Abou Ishak": what stands in a street, and which one.
    static bool IsPart(Utterance said, Place its) =>
        (its.Kind == PlaceKind.Landmark || buildings.Has(said.At(its.First)[its.Skipped..])) && said.IsComma(its.Last);

    static Place? Further(Utterance said, List<Entity> into, int at) =>
        Street(said, into, at)
        ?? (said.At(at) is "f" or "ف" or "d" or "b" && Street(said, into, at + 1) is { } linked && linked.First == at + 1 ? linked : null);

    // "angle rue 40 et bd Okba", "carrefour bd Moulay Ismail / rue Pégoud", ملتقى شارع الفداء وزنقة 12.
    static Place Meeting(Utterance said, List<Entity> into, Place its)
    {
        // ملتقى شارعي يعقوب المنصور وبئر أنزران
        if ((said.At(its.First)[its.Skipped..] is "شارعي" || said.At(its.First + 1) is "شارعي") && !said.Ends(its.Last) && said.At(its.Last + 1) is ['و', _, _, ..] && StreetNames.Rest(said, into, its.Last + 1) is { } second) its = its with { Last = second };
        if (joints.Has(said.At(its.First)[its.Skipped..])) return SlashEnd(said, into, its.Last) is { } far ? its with { Last = far } : its;
        // "bd Abdelmoumen angle Anoual"
        if (!said.Ends(its.Last) && said.At(its.Last + 1) is "angle" && (Street(said, into, its.Last + 2)?.Last ?? StreetNames.From(said, into, its.Last + 2)) is { } cross) return its with { Last = cross };
        var joint = its.First - 1;
        while (joint > 0 && its.First - joint < 3 && Landmarks.IsLink(said.At(joint))) joint--;
        if (its.Skipped > 0 || joint < 0 || !joints.Has(said.At(joint)) || said.Ends(joint)) return its;
        var after = said.At(its.Last + 1) is "et" or "w" or "و" ? its.Last + 2 : its.Last + 1;
        if (Street(said, into, after) is { } other && other.First == after) its = its with { Last = other.Last };
        else if (said.Number(its.Last) is null && SlashEnd(said, into, its.Last) is { } end) its = its with { Last = end };
        else if (said.At(joint) is "angle" or "coin" && joint + 1 < its.First) return its;
        return its with { First = joint, Skipped = said.At(joint)[0] == 'ب' ? 1 : 0 };
    }

    static int? SlashEnd(Utterance said, List<Entity> into, int last)
    {
        if (last + 1 >= said.WordList.Count) return null;
        var (start, length) = said.Stretch(last, last);
        var (next, _) = said.Stretch(last + 1, last + 1);
        return next > start + length && said.Text.AsSpan(start + length, next - start - length).Contains('/')
            ? Reading.Holding(said, into, last + 1) is { Kind: EntityKind.Arrondissement } its ? said.LastIn(its, last + 1) : StreetNames.From(said, into, last + 1) : null;
    }

    // What was found there already stays where it is an arrondissement; a neighbourhood may be part of an address, and a problem's word lies where it likes.
    static void TakeOver(Utterance said, List<Entity> into, Place its)
    {
        var (start, length) = said.Stretch(its.First, its.Last, its.Skipped);
        foreach (var each in into)
        {
            if (each.Start < start + length && start < each.Start + each.Length && !MayContain(each.Kind) && !(its.Kind != PlaceKind.Street && each.Kind is EntityKind.Arrondissement)) return;
        }
        into.Add(new(EntityKind.Address, said.Text.Substring(start, length), start, length) { Landmark = its.Kind == PlaceKind.Landmark });
    }

    static Place? Street(Utterance said, List<Entity> into, int at)
    {
        var word = said.At(at);
        if (word.IsEmpty) return null;
        var skipped = Prefix(word);
        var kind = at;
        if (skipped < 0)
        {
            if (word is not ("rond" or "ron") || said.At(at + 1) is not ("point" or "pwan" or "poin")) return null;
            (kind, skipped) = (at + 1, 0);
        }
        if (said.Ends(kind) || said.At(at - 1) is "عن") return null;
        // A crossing may have an arrondissement's name.
        if ((kind > at || joints.Has(word[skipped..])) && Reading.Holding(said, into, kind + 1) is { Kind: EntityKind.Arrondissement or EntityKind.Neighbourhood } quarter)
            return new(at, said.LastIn(quarter, kind + 1), skipped, PlaceKind.Crossing);
        // A street that has an id ends where its name does.
        var named = Reading.Holding(said, into, kind) is { Kind: EntityKind.Neighbourhood } known && said.LastIn(known, kind) is var end && end > kind ? end : 0;
        if (lettered.Has(word[skipped..]) && said.At(kind + 1) is [>= 'a' and <= 'z'] or [>= 'ا' and <= 'ي'] && (said.IsCapital(kind + 1) || said.Ends(kind + 1))) return new(at, kind + 1, skipped, PlaceKind.Street);
        if ((StreetNames.From(said, into, kind + 1) ?? (named > 0 ? (int?)named : null)) is not { } last || arrondissements.Has(said.At(last))) return null;
        last = Math.Max(last, named);
        var its = word[skipped..];
        var counted = said.Number(kind + 1) is not null || said.Number(last) is not null;
        if (counted && said.At(last + 1) is "iyam" or "yam" or "jours" or "nas" or "mrat" or "ايام") return null;
        if (!counted && named == 0 && (definite.Has(its) || kind == at && !streets.Has(its) || common.Has(its) && (its is "lot" || its is "triq" or "tri9" && said.At(kind + 1) is not ("d" or "dyal" or "de") || !Landmarks.IsLink(said.At(kind + 1))) && !said.IsCapital(last) && !StreetNames.IsOne(said, kind + 1) && !(estates.Has(its) && said.Ends(last)))) return null;
        var first = at;
        // 15 rue Lavoisier; رقم 71 شارع…; n° 40, bd …
        if (skipped == 0 && said.Number(at - 1) is not null && said.At(at - 1).Length <= 4 && IsOpen(said, into, at - 1) && Months.Of(said.At(at)) is null)
        {
            first = at - 1;
            if (numberWords.Has(said.At(first - 1))) first--;
        }
        // 12 bis rue Socrate, 12bis
        else if (skipped == 0 && said.At(at - 1) is "bis" or "ter" && said.Number(at - 2) is not null) first = at - 2;
        else if (skipped == 0 && (said.At(at - 1).EndsWith("bis") || said.At(at - 1).EndsWith("ter")) && Reading.Number(said.At(at - 1)[..^3]) is not null) first = at - 1;
        // "rue Dinant 17", "زنقة الحجاز رقم 15", "bloc 15 ra9m 3"
        if ((!said.Ends(last) || said.IsComma(last)) && numberWords.Has(said.At(last + 1)) && said.Number(last + 2) is not null && said.At(last + 2).Length <= 4 && IsOpen(said, into, last + 2)) last += 2;
        else if (!said.Ends(last) && said.Number(last) is null && said.Number(last + 1) is not null && said.At(last + 1).Length <= 3 && IsOpen(said, into, last + 1) && (last + 2 >= said.WordList.Count || said.Ends(last + 1))) last++;
        return new(first, last, skipped, PlaceKind.Street);
    }

    static bool MayContain(EntityKind kind) => kind is EntityKind.Neighbourhood or EntityKind.Category or EntityKind.Mode or EntityKind.Line or EntityKind.Language;

    /// <summary>Whether a word is nothing yet that an address cannot hold.</summary>
    internal static bool IsOpen(Utterance said, List<Entity> into, int at)
    {
        if (at >= said.WordList.Count) return false;
        var (start, length) = said.Stretch(at, at);
        foreach (var each in into)
        {
            if (each.Start < start + length && start < each.Start + each.Length && !MayContain(each.Kind)) return false;
        }
        return true;
    }

    internal static bool IsKind(ReadOnlySpan<char> word) => Prefix(word) >= 0;

    // How many of its first letters are not of a street's kind: a preposition that is written with it; −1 where it is none.
    static int Prefix(ReadOnlySpan<char> word)
    {
        if (streets.Has(word)) return 0;
        if (word.Length > 2 && word[0] is 'ب' or 'ف' or 'ل' or 'و' && streets.Has(word[1..])) return 1;
        // "l3imara 5", "fzan9a 12", "fl3imara": an article in Latin letters belongs to it.
        if (word.Length < 5 || word is "broute" || word[0] is not ('l' or 'f' or 'b' or 'd')) return -1;
        if (streets.Has(word[1..])) return word[0] == 'l' ? 0 : 1;
        return word[0] != 'l' && word[1] == 'l' && streets.Has(word[2..]) ? 1 : -1;
    }

    internal static bool IsNumberWord(ReadOnlySpan<char> word) => numberWords.Has(word);
}

/// <summary>How a place is told.</summary>
enum PlaceKind { Street, Crossing, Landmark }

/// <summary>A place in a message.</summary>
/// <param name="First">Word.</param>
/// <param name="Skipped">Of the first word's signs.</param>
readonly record struct Place(int First, int Last, int Skipped, PlaceKind Kind);
