namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// Places that everybody knows, beside which something is ("devant la mosquée", "7da lycée jaber", حدا السوق) or which have a name of their own (parc
/// Murdoch, مدرسة ابن سينا).
/// </summary>
static class Landmarks
{
    static readonly WordSet links = new("d de du des la le l el al les dyal dial ديال د");

    static readonly WordSet near = new("""
        devant derriere derrière 7da hda 7dda hdda pres proche cote face قربة بالقرب القرب 9dam 9oddam 9odam 9eddam 9ddam 9edam 9ddem qdam qoddam qodam qeddam 9bal 9bala qbala mora moura mor wra ora jnb jenb jamb 9rib qrib 9orb
        حدا قدام قرب أمام امام قبالة قبال ورا وراء مورا خلف بجوار جوار مور جنب بجنب بجانب بمحاذاة قريب تحت
        """);

    static readonly WordSet nouns = new("""
        ecole école ecoles lycée lycee collège college maternelle crèche creche lacreche lakrich université universite fac faculté bibliothèque médiathèque mosquée mosquee mosqué pharmacie hopital hôpital clinique dispensaire maternité chu
        marché marche souk souq sou9 so9 supermarché station gare arret arrêt parc jardin square stade terrain piscine poste café cafe hammam boulangerie épicerie epicerie banque cimetière cinéma cinema hotel hôtel kiosque kiosk commissariat
        complexe théâtre theatre musée musee tribunal préfecture prefecture commune mo9ata3a arrondissement foyer usine parking pont port plage phare château chateau four salle club restaurant wad oued ghaba snack
        medrassa medersa mederssa madrassa madrasa mdrasa mderssa mdersa lycé jame3 jami3 jam3 jamaa jama3 masjid sbitar sbitare kissaria kissariya kissariat 9issariat 9issaria 9issariya 9isaria 9ahwa 9hwa kahwa 7mmam 7ammam ferran fran hanout 7anout 7anot jarda jerda jrda
        boulanjerie farmasian farmasiane pharmacia l9bour ma9bara m9bra playa b7ar mersa usine lousine 9ntra kantra 9antra banka bank i3dadia idadia barid b7ar bhar rochers kabinet cabinet mosta3jalat
        مدرسة المدرسة ثانوية الثانوية إعدادية الإعدادية مسجد المسجد الجامع جامع صيدلية الصيدلية مستشفى المستشفى السبيطار سبيطار سوق السوق محطة المحطة حديقة الحديقة ملعب الملعب مقهى القهوة قهوة كلية الكلية حمام الحمام الفران فران مستوصف المستوصف
        الجردة جردة الليسي ليسي القيسارية قيسارية المقبرة مقبرة الصيدلية الفرمسيان البوسطة البوسطا البريد بريد المحكمة محكمة المقاطعة الملحقة المكتبة مكتبة القنطرة قنطرة الحضانة حضانة روض الروض لاكريش لكريش لاݣار لاكار الحانوت حانوت
        الكوافور الدوش المعمل معمل الجامعة جامعة المركز مركز المركب مركب السويقة الشاطئ شاطئ الفندق فندق مخبزة المخبزة البنك بنك موقف الموقف منتزه المنتزه متحف ضريح مطار المدار الستاسيون لاسطاسيون الفوروج البلدية التيران الكولف السينما مكتب كراج كاراج مارجان مرجان صخور
        """);

    // What is followed by a name.
    static readonly WordSet constructs = new("""
        jame3 jami3 masjid souk souq sou9 lycee cinema musee parc wad b7ar bhar kissariat 9issariat 9issariyat
        مدرسة ثانوية إعدادية مسجد جامع حديقة جردة سوق شاطئ متحف ضريح كلية مستشفى سبيطار صيدلية حمام مقهى قهوة كراج كاراج صخور قيسارية
        """);

    // "The school of the quarter" has no name.
    static readonly WordSet common = new("dial dyal l7ay l7ouma l7ar lhar ولدي ولادي بنتي جاري ديالو ديالها quartier public publique الحي الحومة الدرب المدينة خاصة عمومية ابتدائية علال علوم جديدة جديد قديم قديمة كبير كبيرة صغيرة عشوائي اسبوعي يوم اللي لي ولا");

    // Each is the only one, or the nearest is meant.
    static readonly WordSet own = new("corniche lcorniche الكورنيش كورنيش marjane mrjan مرجان مارجان technopark marina lmarina donor دونور مورينا");

    // What kind of a place it is.
    static readonly WordSet kinds = new("""
        primaire secondaire maternelle publique public municipal municipale central centrale universitaire technique coranique culturel culturelle voisin voisine ancien ancienne principal principale commercial
        ibtida2iya ibtidaiya l9dim l9dima lkbir lkbira jdid ljdid
        الابتدائية الإبتدائية الإعدادية الثانوية التأهيلية البلدي البلدية المركزي المركزية الكبير الكبيرة القديم القديمة الجديد الجديدة النموذجي العمومي العمومية الإدارية الوسائطية الجماعاتية الثقافي المجاور المجاورة الجامعي الدولي
        """);

    // What it is of.
    static readonly WordSet matters = new("""
        tram tramway bus busway taxi taxis taxiyat tobis train sport foot proximité l9oreb droit médecine sciences lettres gros poisson jeux eau enfants femmes quartier 7ay l7ay autoroute voyageurs poste police soir justice chabab lamane sport
        القطار القطارات الترام الترامواي الطرام الحافلة الحافلات الطاكسيات الطوبيس البريد الأطفال الدراري الحي القرب الوقود الجملة العلوم الحقوق الآداب الطب الشباب الخضرة الولادة الشباب الثقافة
        """);

    // They have the names of the quarters in which they are.
    static readonly WordSet markets = new("سوق so9 sou9 souk marché plage playa gare شاطئ");

    // Doors and corners that stand before a place.
    static readonly WordSet doors = new("باب مدخل سور");

    /// <summary>What something is beside, where that has a name: "7da lycée jaber", "devant l'école Al Amal", حدا سوق الأحد. Which side is not of the address.</summary>
    public static Place? Beside(Utterance said, List<Entity> into, int at)
    {
        var word = said.At(at);
        if (word.IsEmpty || !near.Has(word) || said.Ends(at)) return null;
        var noun = at + 1;
        while (noun - at < 5 && (links.Has(said.At(noun)) || said.At(noun) is "mn" or "من") && !said.Ends(noun)) noun++;
        if (noun >= said.WordList.Count || !Addresses.IsOpen(said, into, noun)) return null;
        if (doors.Has(Bare(said.At(noun))) && !said.Ends(noun) && IsNoun(said.At(noun + 1))) noun++;
        if (said.Number(noun) is not null)
            return said.At(noun - 1) is "le" && said.At(noun).Length < 4 && word is "devant" or "derriere" or "face" or "pres" && !Addresses.IsKind(said.At(noun + 1)) ? new(at, noun, 0, PlaceKind.Landmark) : null;
        if (IsNoun(said.At(noun))) return Whole(said, into, noun, true) is (var whole, true) ? new(noun, whole, 0, PlaceKind.Landmark) : null;
        if (own.Has(said.At(noun))) return new(noun, noun, 0, PlaceKind.Landmark);
        // "7da Marjane", "9dam Roud".
        return said.IsCapital(noun) && !StreetNames.IsStop(said, noun) && !Addresses.IsKind(said.At(noun)) && StreetNames.Rest(said, into, noun) is { } last ? new(noun, last, 0, PlaceKind.Landmark) : null;
    }

    /// <summary>A landmark with a name of its own: mosquée Errahma, parc Murdoch, مدرسة الإمام البخاري.</summary>
    public static Place? Named(Utterance said, List<Entity> into, int at)
    {
        var word = said.At(at);
        if (word.Length < 3 || said.Ends(at)) return null;
        var skipped = word[0] is 'ب' or 'ف' or 'ل' && nouns.Has(word[1..]) ? 1 : 0;
        if (!nouns.Has(word[skipped..]) || !Addresses.IsOpen(said, into, at)) return null;
        return Whole(said, into, at, false, skipped) is (var last, true) ? new(at, last, skipped, PlaceKind.Landmark) : null;
    }

    /// <summary>A street with what stands in it: "devant la pharmacie rue Mozart", حدا الكوافور زنقة 44.</summary>
    public static Place InStreet(Utterance said, Place street)
    {
        var noun = street.First - 1;
        if (street.Skipped > 0 || noun < 1 || said.Ends(noun) || !IsNoun(said.At(noun))) return street;
        var before = noun - 1;
        while (noun - before < 4 && (links.Has(said.At(before)) || said.At(before) is "mn" or "من")) before--;
        return near.Has(said.At(before)) ? street with { First = noun } : street;
    }

    public static bool IsLink(ReadOnlySpan<char> word) => links.Has(word);

    public static bool IsNear(ReadOnlySpan<char> word) => near.Has(word);

    // Also with the article that Latin letters write with it.
    static bool IsNoun(ReadOnlySpan<char> word) => nouns.Has(word) || word.Length > 3 && word[0] == 'l' && nouns.Has(word[1..]) || word.Length > 4 && word[1] == word[0] && nouns.Has(word[1..]);

    static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word) => word.Length > 4 && word.StartsWith("ال") ? word[2..] : word.Length > 3 && word[0] == 'l' ? word[1..] : word;

    // How far the place goes: of what kind it is, of what, its name.
    static (int Last, bool Named) Whole(Utterance said, List<Entity> into, int noun, bool beside, int skipped = 0)
    {
        var last = noun;
        for (var more = 0; more < 4 && !said.Ends(last) && last + 1 < said.WordList.Count; more++)
        {
            var next = last + 1;
            if (Reading.Holding(said, into, next) is { Kind: EntityKind.Arrondissement } quarter && (beside || last > noun) && !said.At(next).StartsWith("ب")) return (said.LastIn(quarter, next), true);
            // "arrêt d tram attacharouk"
            if (last > noun && Reading.Holding(said, into, next) is { Kind: EntityKind.Neighbourhood } there) return (said.LastIn(there, next), true);
            if (!Addresses.IsOpen(said, into, next)) break;
            if (kinds.Has(said.At(next)) || matters.Has(said.At(next)) || said.Number(next) is not null && Months.Of(said.At(next + 1)) is not null)
            {
                last = said.Number(next) is null ? next : next + 1;
                continue;
            }
            var of = next;
            while (of - next < 2 && links.Has(said.At(of)) && !said.Ends(of)) of++;
            // "plage d'Aïn Diab", السوق ديال القريعة; but "the school, that of Maârif" has no name.
            var isMarket = markets.Has(Bare(said.At(noun)[skipped..]));
            if (of > next && (isMarket || said.At(next) is not ("ديال" or "dyal" or "dial")) && Reading.Holding(said, into, of) is { } place
                && (place.Kind == EntityKind.Neighbourhood || place.Kind == EntityKind.Arrondissement && (beside || isMarket))) return (said.LastIn(place, of), true);
            if (of >= said.WordList.Count || !Addresses.IsOpen(said, into, of) || StreetNames.IsStop(said, of) || near.Has(said.At(of))) break;
            if (said.Number(of) is not null && Months.Of(said.At(of + 1)) is not null) return (of + 1, true);
            if (of > next && (matters.Has(said.At(of)) || IsNoun(said.At(of)))) last = of;
            else if ((said.IsCapital(of) || StreetNames.IsOne(said, of)) && StreetNames.Rest(said, into, of) is { } named) return (named, true);
            else if (of == next && IsCalled(said, noun, next, skipped)) last = next;
            else break;
        }
        return (last, last > noun && !kinds.Has(said.At(last)) && !matters.Has(said.At(last)) && !IsNoun(said.At(last)));
    }

    // مدرسة الزيتون, "jame3 nour"; but a place that has its article has been named.
    static bool IsCalled(Utterance said, int noun, int next, int skipped)
    {
        var its = said.At(noun)[skipped..];
        if (next != noun + 1) return said.At(next).StartsWith("ال") && said.IsArabic(next - 1) && !its.StartsWith("ال");
        if (Addresses.IsKind(said.At(next)) || said.Number(next) is not null || said.IsArabic(noun) != said.IsArabic(next) || said.At(next).Length < 3) return false;
        return constructs.Has(its) && !common.Has(said.At(next));
    }
}
