namespace CasaServerless.Bot.Language.Entities;

/// <summary>Names of streets and places, which have no list: where one ends.</summary>
static class StreetNames
{
    static readonly WordSet goingOn = new("""
        moulay mly my ibn ben bin bni beni el al abou abu abi abd abdel lalla sidi mohamed mohammed mohammad med hassan hadj prince ligue jean emile ali oued wad tit bir bab la le les de du des d ain 3in
        oum om rond hay docteur dr capitaine caporal allal allah ahmed omar moussa mustapha abdelkader abdelkrim abdellah grande hotel yacoub brahim ibrahim rahal jaafar salim mehdi el aziz saint driss idriss lahcen zone
        مولاي ابن بن بني أبو ابو أبي عبد سيدي لالة للا محمد الحسن علي الإمام الامام بئر بير يعقوب عقبة الجيش الأمم إدريس ادريس أم القائد الحزام العربي الدار إبراهيم ابراهيم الحاج أحمد رحال بوشعيب الأمير خالد عمر موسى واد وادي آيت ولاد أولاد باب مصطفى طه
        """);

    // Names of persons go on after these, whatever stands before.
    static readonly WordSet particles = new("ibn ben bin bnou abou abi ou el al بن ابن بنت أبو ابو أبي أو");

    static readonly WordSet stops = new("""
        m3a f fi w o et est sont a au aux depuis mn men b bla kayn kayna makayn makaynch li lli 3la dans sur avec pour par qui que ou où il elle on c ce ça ca svp 3afak 3afakom hadi had wach mazal rah ra fiha fih kaml kamel kamla kamlin kolha kolhom kol dyalna dyalhom dyali dyal
        hna hnaya tema lah allah ma mon mes ton son sa ses notre nos votre vos leur leurs ce cet cette ces quel quelle chaque autre mais car entre vers depuis chez nous moi toi lui tout toute toutes tous un une des pas plus encore en bas haut derriere devant 7da hda 9dam 9oddam 9eddam 9ddam pendant sans jusqu tafya tafi taffi mherres mhersa mherssa bzaf bezaf daba merci khasser m7efra me fait
        kbira sghira ghar9a jdid jdida 9dima khawi kayn nhar lil joj wa7ed wahed hata hta 7ta kif ki bach bghina bghit f'had hhh hh tal tay wla wlat wella b7al bhal hit 7it imta fo9 te7t west wast
        malgré malgre complètement totalement entièrement entierement partiellement alors depuis pourtant toujours souvent parfois pendant ensuite puis donc parce puisque quand lorsque sinon aussi même meme seulement vraiment gravement
        tayha tay7a plongée kolchi vous je tu ils elles khasshom khasha n ne très tres trop si entière entiere piétonne pietonne résidentielle commerçante étroite sonne devient vacille publique principale privée sale remplie matin soir nuit jour midi semaine les voitures voiture
        من في على منذ إلى عن مع هذا هذه هادي هاد اللي لي راه راها واش كل كاملة كامل كلها ديالنا ديالي ديال كاين كاينة ما ماكاين فيها فيه باش بلا بدون عافاكم عافاك شوفو هنا حنا تما و أو التي الذي قبل بعد حتى باقي باقا طافي طافية مظلمة مقطوعة كبيرة صغيرة خايبة زوين لا ولا المرجو المجاورة المجاور لأن لان كانت كان
        المؤدية المؤدي المحاذية المحاذي المقابل المقابلة الرئيسي الرئيسية المظلم ضيقة ضيق سكنية سكني عمومي عمومية حينا حيث يلعب تلعب مسدود مسدودة بأكملها بأكمله دون رغم خلال وقد والتي ليلا نهارا صباحا مساء
        عام شهر يوم أيام ايام أسبوع اليوم أمس البارح دابا الآن منين فين كيف بحال غير جوج ثلاث ثلاثة لم لن قد تم يتم يوجد توجد هناك تعطل معطلة معطل منقطعة تسبب
        """);

    /// <summary>The last word of a name that begins there; null where none does.</summary>
    public static int? From(Utterance said, List<Entity> into, int at)
    {
        var first = at;
        while (at - first < 2 && Landmarks.IsLink(said.At(at)) && !said.Ends(at)) at++;
        if (Addresses.IsNumberWord(said.At(at)) && said.Number(at + 1) is not null) return at + 1;
        // على, "on", is written as the name علي is.
        var isAli = said.At(at) is "علي" && !said.At(at + 1).StartsWith("ال");
        if (at >= said.WordList.Count || !Addresses.IsOpen(said, into, at) || !isAli && IsStop(said, at) || Landmarks.IsNear(said.At(at)) || !char.IsLetterOrDigit(said.At(at)[0])) return null;
        // "la rue s'affaisse"
        if (said.At(at).Length == 1 && said.Joined(at, "'’")) return null;
        if (Addresses.IsKind(said.At(at)) && !said.IsCapital(at) || at > 0 && said.IsArabic(at) != said.IsArabic(at - 1) && said.Number(at) is null && !said.IsCapital(at)) return null;
        if (said.At(at)[0] is >= '0' and <= '9' && said.Number(at) is not null) return Months.Of(said.At(at + 1)) is not null ? at + 1 : at;
        return Rest(said, into, at, ofStreet: true);
    }

    /// <summary>How far a name goes that a word has begun.</summary>
    public static int? Rest(Utterance said, List<Entity> into, int at, bool ofStreet = false)
    {
        var last = at;
        for (var more = 0; more < 5 && !said.Ends(last) && last + 1 < said.WordList.Count; more++)
        {
            var next = last + 1;
            if (!Addresses.IsOpen(said, into, next) || Landmarks.IsNear(said.At(next))) break;
            // Léon l'Africain, Oqba ibn Nafii, "chouhada w".
            if (next + 1 < said.WordList.Count && !said.Ends(next) && Addresses.IsOpen(said, into, next + 1)
                && (said.IsCapital(last) && Landmarks.IsLink(said.At(next)) && said.IsCapital(next + 1) || particles.Has(said.At(next)) && (said.IsCapital(next + 1) || said.At(next) is not ("ou" or "el" or "al" or "او") && !IsStop(said, next + 1))))
            {
                last = next + 1;
                continue;
            }
            if (IsStop(said, next) || Addresses.IsKind(said.At(next)) && !said.IsCapital(next)) break;
            if (said.At(next) is "casa" or "casablanca" or "كازا" && !(said.At(next + 1) is "port" or "voyageurs" or "voyageur" or "sud")) break;
            var both = said.IsCapital(last) && said.IsCapital(next);
            var single = goingOn.Has(said.At(last)) && (last == at || goingOn.Has(said.At(last - 1)) || said.IsCapital(last) == said.IsCapital(next) || !said.IsCapital(next));
            // عبد الله الصنهاجي, المسيرة الخضراء.
            var called = said.At(next).StartsWith("ال") && said.IsArabic(last) && said.Number(last) is null;
            if (!both && !single && !called)
            {
                // In small letters nothing tells a name's second word but that nothing follows: "fuite rue taha hussein".
                if (ofStreet && EndsName(said, next)) last = next;
                break;
            }
            last = next;
        }
        return Landmarks.IsLink(said.At(last)) || said.At(last) is "el" or "ibn" ? (last > at ? last - 1 : null) : last;
    }

    static bool EndsName(Utterance said, int next) => said.Ends(next) && said.At(next).Length > 2 && char.IsLetter(said.At(next)[^1]) && said.Number(next) is null && said.Number(next - 1) is null && !said.IsArabic(next) && !said.IsArabic(next - 1)
        && said.IsCapital(next) == said.IsCapital(next - 1);

    /// <summary>Whether a word begins names.</summary>
    public static bool IsOne(Utterance said, int at) => goingOn.Has(said.At(at)) && !Landmarks.IsLink(said.At(at));

    /// <summary>Whether a word is small, or does something: no name.</summary>
    public static bool IsStop(Utterance said, int at) => stops.Has(said.At(at)) || IsVerb(said.At(at));

    static bool IsVerb(ReadOnlySpan<char> word) => word.Length > 4 && (word.StartsWith("kay") || word.StartsWith("kat") || word.StartsWith("ghay") || word.StartsWith("ghat") || word.StartsWith("ghad") || word.StartsWith("ma") && word.EndsWith("ch")
        || word.StartsWith("tay") || word.StartsWith("kan")
        || word.StartsWith("كي") || word.StartsWith("كت") || word.StartsWith("كن") || word.StartsWith("غا") || word.StartsWith("ما") && word.EndsWith("ش"));
}
