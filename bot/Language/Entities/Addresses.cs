namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// Streets, squares, blocks by their kind with a name or a number (15 rue Lavoisier, زنقة 14, "bloc 8 hay moulay abdellah"), and landmarks with a name of
/// their own (7da lycée jaber). Names have no list: where one ends is read from capital letters, from the words that names go on after, and from small words.
/// </summary>
static class Addresses
{
    static readonly WordSet streets = new("""
        rue bd bld blvd bvd boulevard av ave avenue allée allee impasse route ruelle zan9a zen9a zn9a zanqa zan9at zen9at znqt zanqat chari3 chare3 derb bloc block blok lot lotissement
        hay 7ay résidence residence immeuble imm place square carrefour croisement boulvard 3imara imara cité quartier groupe gr tri9 triq
        شارع زنقة الزنقة زنقه درب حي بلوك ساحة الساحة طريق الطريق رومبوان الروبوان عمارة العمارة إقامة تجزئة الزقاق زقاق مدارة ملتقى تقاطع مفترق ميدان البلوك بلوكات
        """);

    // Quarters by themselves are neighbourhoods; with a street or a number they are part of an address.
    static readonly WordSet quarters = new("derb hay 7ay quartier cité حي درب");

    // Words that are much else: these need a number or a capital letter, or (with the Arabic article) a number.
    static readonly WordSet common = new("immeuble imm résidence residence place groupe gr lot bloc block blok 3imara imara cité tri9 triq carrefour croisement square impasse allee allée route av بلوك عمارة إقامة");
    static readonly WordSet definite = new("الطريق الزنقة العمارة الزقاق الساحة البلوك الروبوان بلوكات");
    static readonly WordSet arrondissements = new("hassani mohammadi mohamadi mohammedi lhassani elhassani الحسني المحمدي البرنوصي");

    // Kinds that mean the street itself where they stand alone, so that only a number or a name makes them an address.
    static readonly WordSet joints = new("angle coin ملتقى تقاطع مفترق");
    static readonly WordSet connectors = new("d de du des la le l el al les dyal dial ديال");
    static readonly WordSet goingOn = new("""
        moulay mly my ibn ben bin bni beni el al abou abu abi abd abdel lalla sidi mohamed mohammed mohammad med hassan hadj prince jean emile ali oued wad tit bir bab la le les de du des d ain 3in
        oum om rond hay docteur dr capitaine caporal allal allah ahmed omar moussa mustapha abdelkader abdelkrim abdellah grande hotel yacoub brahim ibrahim rahal jaafar salim mehdi el aziz saint driss lahcen zone
        مولاي ابن بن بني أبو ابو أبي عبد سيدي لالة للا محمد الحسن علي الإمام الامام بئر بير يعقوب عقبة الجيش الأمم إدريس ادريس أم القائد الحزام العربي الدار إبراهيم ابراهيم الحاج أحمد رحال بوشعيب الأمير خالد عمر موسى واد وادي آيت ولاد أولاد باب مصطفى طه
        """);

    static readonly WordSet stops = new("""
        f fi w o et est sont a au aux depuis mn men b bla kayn kayna makayn makaynch li lli 3la dans sur avec pour par qui que ou où il elle on c ce ça ca svp 3afak 3afakom hadi had wach mazal rah ra fiha fih kaml kamel kamla kamlin kolha kolhom kol dyalna dyalhom dyali dyal
        hna hnaya tema lah allah ma mais car entre vers depuis chez nous moi toi lui tout toute toutes tous un une des pas plus encore en bas haut derriere devant 7da hda 9dam 9oddam 9eddam 9ddam pendant sans jusqu tafya tafi taffi mherres mhersa mherssa bzaf bezaf daba merci khasser m7efra me fait
        kbira sghira ghar9a jdid jdida 9dima khawi kayn nhar lil joj wa7ed wahed hata hta 7ta kif ki bach bghina bghit f'had
        من في على منذ إلى عن مع هذا هذه هادي هاد اللي لي راه راها واش كل كاملة كامل كلها ديالنا ديالي ديال كاين كاينة ما ماكاين فيها فيه باش بلا بدون عافاكم عافاك شوفو هنا حنا تما و أو التي الذي قبل بعد حتى باقي باقا طافي طافية مظلمة مقطوعة كبيرة صغيرة خايبة زوين لا ولا المرجو المجاورة المجاور لأن لان كانت كان
        """);

    static readonly WordSet near = new("devant derriere derrière 7da hda 9dam 9oddam 9eddam 9ddam qdam qoddam 9odam 9bal 9bala mora moura wra حدا قدام قرب أمام امام قبالة ورا خلف بجوار مور جنب بمحاذاة face cote");

    static readonly WordSet landmarks = new("""
        ecole école lycée lycee collège college mosquée mosquee pharmacie hopital hôpital clinique marché marche station gare arret arrêt parc jardin stade poste café cafe hammam fac faculté cimetière cinéma hotel souk complexe théâtre
        lmedrassa medersa madrassa lmdrasa jame3 jami3 ljame3 jam3 masjid sbitar ssbitar so9 sou9 9ahwa l9hwa kissaria lkissaria 7mmam l7ammam ferran lferran
        مدرسة المدرسة ثانوية الثانوية إعدادية الإعدادية مسجد المسجد الجامع جامع صيدلية الصيدلية مستشفى المستشفى السبيطار سبيطار سوق السوق محطة المحطة حديقة الحديقة ملعب الملعب مقهى القهوة كلية حمام الحمام الفران مستوصف
        """);

    static readonly WordSet numberWords = new("n no num numero ra9m raqm رقم nm");

    public static void Find(Utterance said, List<Entity> into)
    {
        for (var at = 0; at < said.WordList.Count; at++)
        {
            if ((Street(said, into, at) ?? Landmark(said, into, at)) is not var (first, last, skipped)) continue;
            // "rue 8 derb moulay cherif", "angle rue 40 et bd Okba" are one.
            var alone = quarters.Has(said.At(first)[skipped..]);
            while (!said.Ends(last) && Street(said, into, last + 1) is { } further && further.First <= last + 1 && further.Last > last)
            {
                alone &= quarters.Has(said.At(last + 1)[further.Skipped..]);
                last = further.Last;
            }
            at = last;
            if (alone && said.Number(last) is null) continue;
            if (first > 0 && joints.Has(said.At(first - 1)) && skipped == 0)
            {
                first--;
                if (said.At(last + 1) is "et" or "w" or "و" && Street(said, into, last + 2) is { } other && other.First == last + 2) last = other.Last;
            }
            TakeOver(said, into, said.Stretch(first, last, skipped));
            at = last;
        }
    }

    // What was found there already stays where it is an arrondissement; a neighbourhood may be part of an address, and a problem's word lies where it likes.
    static void TakeOver(Utterance said, List<Entity> into, (int Start, int Length) stretch)
    {
        var (start, length) = stretch;
        foreach (var each in into)
        {
            if (each.Start < start + length && start < each.Start + each.Length && !MayContain(each.Kind)) return;
        }
        into.Add(new(EntityKind.Address, said.Text.Substring(start, length), start, length));
    }

    static (int First, int Last, int Skipped)? Street(Utterance said, List<Entity> into, int at)
    {
        var word = said.At(at);
        if (word.IsEmpty) return null;
        var skipped = streets.Has(word) ? 0 : word.Length > 3 && word[0] is 'ب' or 'ف' or 'ل' or 'و' && streets.Has(word[1..]) ? 1 : -1;
        var kind = at;
        if (skipped < 0)
        {
            if (word is not ("rond" or "ron") || said.At(at + 1) is not ("point" or "pwan" or "poin")) return null;
            (kind, skipped) = (at + 1, 0);
        }
        if (said.Ends(kind) || said.At(at - 1) is "عن" || Name(said, into, kind + 1) is not { } last || arrondissements.Has(said.At(last))) return null;
        var its = word[skipped..];
        var counted = said.Number(kind + 1) is not null || said.Number(last) is not null;
        if (!counted && (definite.Has(its) || common.Has(its) && !connectors.Has(said.At(kind + 1)) && !IsCapital(said, last) && !IsNamed(said, kind + 1))) return null;
        var first = at;
        // 15 rue Lavoisier; رقم 71 شارع…; n° 40, bd …
        if (skipped == 0 && said.Number(at - 1) is not null && said.At(at - 1).Length <= 4 && IsOpen(said, into, at - 1) && Months.Of(said.At(at)) is null)
        {
            first = at - 1;
            if (numberWords.Has(said.At(first - 1))) first--;
        }
        // "rue Dinant 17", "زنقة الحجاز رقم 15", "bloc 15 ra9m 3"
        if (!said.Ends(last) && numberWords.Has(said.At(last + 1)) && said.Number(last + 2) is not null && IsOpen(said, into, last + 2)) last += 2;
        else if (!said.Ends(last) && said.Number(last) is null && said.Number(last + 1) is not null && said.At(last + 1).Length <= 3 && IsOpen(said, into, last + 1) && (last + 2 >= said.WordList.Count || said.Ends(last + 1))) last++;
        return (first, last, skipped);
    }

    static bool MayContain(EntityKind kind) => kind is EntityKind.Neighbourhood or EntityKind.Category;

    static bool IsOpen(Utterance said, List<Entity> into, int at)
    {
        var (start, length) = said.Stretch(at, at);
        foreach (var each in into)
        {
            if (each.Start < start + length && start < each.Start + each.Length && !MayContain(each.Kind)) return false;
        }
        return true;
    }

    // The last word of a name that begins there; null where none does.
    static int? Name(Utterance said, List<Entity> into, int at)
    {
        var first = at;
        while (at - first < 2 && connectors.Has(said.At(at)) && !said.Ends(at)) at++;
        if (numberWords.Has(said.At(at)) && said.Number(at + 1) is not null) return at + 1;
        if (at >= said.WordList.Count || !IsOpen(said, into, at) || stops.Has(said.At(at)) || IsVerb(said.At(at)) || near.Has(said.At(at)) || !char.IsLetterOrDigit(said.At(at)[0])) return null;
        if (streets.Has(said.At(at)) && !IsCapital(said, at)) return null;
        if (said.At(at)[0] is >= '0' and <= '9' && said.Number(at) is not null) return Months.Of(said.At(at + 1)) is not null ? at + 1 : at;
        var last = at;
        for (var more = 0; more < 5 && !said.Ends(last) && last + 1 < said.WordList.Count; more++)
        {
            var next = last + 1;
            if (!IsOpen(said, into, next) || stops.Has(said.At(next)) && !(connectors.Has(said.At(next)) && IsCapital(said, next + 1)) || streets.Has(said.At(next)) && !IsCapital(said, next)) break;
            var both = IsCapital(said, last) && IsCapital(said, next);
            var linked = IsCapital(said, last) && connectors.Has(said.At(next)) && IsCapital(said, next + 1) && !said.Ends(next);
            var single = goingOn.Has(said.At(last)) && (last == at || goingOn.Has(said.At(last - 1)) || IsCapital(said, last) == IsCapital(said, next) || !IsCapital(said, next));
            if (!both && !linked && !single) break;
            last = next;
        }
        return connectors.Has(said.At(last)) || said.At(last) is "el" or "ibn" ? (last > at ? last - 1 : null) : last;
    }

    static bool IsCapital(Utterance said, int at)
    {
        if (at >= said.WordList.Count) return false;
        return char.IsUpper(said.Text[said.Stretch(at, at).Start]);
    }

    static bool IsNamed(Utterance said, int at) => goingOn.Has(said.At(at)) && !connectors.Has(said.At(at));

    static bool IsVerb(ReadOnlySpan<char> word) => word.Length > 4 && (word.StartsWith("kay") || word.StartsWith("kat") || word.StartsWith("ghay") || word.StartsWith("ghat") || word.StartsWith("ghad") || word.StartsWith("ma") && word.EndsWith("ch"));

    // "7da lycée jaber", "devant l'école Al Amal", حدا مارجان: with a name, since "devant l'école" is nowhere.
    static (int First, int Last, int Skipped)? Landmark(Utterance said, List<Entity> into, int at)
    {
        if (!near.Has(said.At(at)) || said.Ends(at)) return null;
        var noun = at + 1;
        while (noun - at < 4 && connectors.Has(said.At(noun)) && !said.Ends(noun)) noun++;
        if (!landmarks.Has(said.At(noun)) || said.Ends(noun) || !IsOpen(said, into, noun)) return null;
        // With the Arabic article and no adjective it is the one that everybody knows; a name follows the bare word.
        var named = said.At(noun).StartsWith("ال") ? IsNamed(said, noun + 1) : IsCapital(said, noun + 1) || IsNamed(said, noun + 1) || said.At(noun)[0] >= 'ا' || said.At(at)[0] is '7' or '9' or 'h';
        return named && Name(said, into, noun + 1) is { } last && !said.At(last).StartsWith("و") ? (at, last, 0) : null;
    }
}
