namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// Hours: 15h30, 8:30, midi, "m3a l3achra w nss", الساعة الثالثة زوالا. What is found is the hour with its half or quarter; whether it is of the morning
/// is read from the words after it, and where they say nothing, an hour from one to six is of the afternoon, when offices are open.
/// </summary>
static class Times
{
    static readonly WordTable hours = new("""
        1 واحدة وحدة we7da wehda wa7da wahda wa7eda wehda
        2 ثانية جوج زوج jouj joj juj zouj jouje
        3 ثالثة تالتة ثلاثة تلاتة ثلاتة tlata telata thlata
        4 رابعة ربعة أربعة rb3a reb3a arb3a rab3a arba3a
        5 خامسة خمسة khamsa 5amsa khemsa 5emsa khmsa 5msa
        6 سادسة ستة ستا setta sta steta sitta
        7 سابعة سبعة seb3a sb3a sab3a
        8 ثامنة ثمنية تمنية ثمانية تمانية tmnya tmenya tmania tmanya tmnia temnya
        9 تاسعة تسعود تسعة ts3oud ts3od tes3oud ts3a tes3a tes3od
        10 عاشرة عشرة 3achra 3chra 3echra 3ashra achra
        11 حداش حضاش احداش 7dach hdach 7dech 7adach 7dach
        12 طناش اطناش تناش tnach tnash ttnach
        """);

    static readonly WordTable french = new("""
        1 une
        2 deux
        3 trois
        4 quatre
        5 cinq
        6 six
        7 sept
        8 huit
        9 neuf
        10 dix
        11 onze
        12 douze
        """);

    // Words after which a number is an hour, and words after which one in letters is.
    static readonly WordSet strong = new("m3a ma3a ma3 wm3a مع معا ومع الساعة للساعة بالساعة ssa3a lsa3a saa msa3a وقت");
    static readonly WordSet weak = new("من mn men حتى حتا 7ta hta 7tal htal tal ta على 3la f ف في ب b بعد b3d be3d ba3d mora mor mour مورا مور قبل 9bel qbel 9bl 9bal عند إلى منذ حوالي l ل vers à avant après apres a jusqu 7wali ولا wla أو بين bin w و غير ghir");
    static readonly WordSet until = new("l ل ta tal 7ta hta حتى حتا إلى à a");
    static readonly WordSet from = new("mn men من de entre bin بين");
    static readonly WordSet between = new("entre bin bine bayn ben mabin بين مابين");

    static readonly WordSet links = new("d dyal dial ديال د du de f ف في l le la ل فال");
    static readonly WordSet mornings = new("sba7 sbah sbe7 ssba7 ssbah sabah dsba7 dsbah matin mat matinée صباح الصباح صباحا فالصباح فجرا الفجر lfjer fjer lfjr");
    static readonly WordSet afternoons = new("3chiya l3chiya l3achiya 3chia l3chia dl3chiya 3achiya aprem soir soirée العشية عشية فالعشية مساء المساء زوالا الزوال ظهرا بعدالزوال nhar nnhar نهار النهار العصر dnhar");
    static readonly WordSet nights = new("lil llil lila dlil layl nuit ليل الليل ليلا فالليل بالليل");

    static readonly WordSet ands = new("و w o ou u et");
    // Minutes, also with the "and" that is written with them.
    static readonly WordTable minutes = new("""
        30 نص نصف النصف nss nes noss nos ns nouss nous nuss nesf nisf nasf demie demi
        15 ربع الربع rb3 rba3 rbe3 reb3 rob3 roub3 rbo3 quart
        20 ثلث تلت الثلث telt tolot toulout
        """);
    static readonly WordSet lacking = new("الا إلا ila illa 9el 9ell qel moins قل غير ghir ghi");
    static readonly WordSet visits = new("rdv vous رونديفو الرونديفو رونديڤو الرونديڤو موعد الموعد لموعد موعدي maw3id lmaw3id lmow3id rendezvous rondivo");

    static readonly WordSet units = new("jours jour minutes minute min mn ans mois semaines iyam yam ayam snin 3am chhor chhour chher simana simanat nas wlad drari d9aye9 d9i9a d9ay9 marat mrat personnes أيام ايام يام سنين عام شهور شهر سيمانات دقائق دقايق دقيقة ناس دراري مرات m metres km kg m2 percent درجات étages etage copies وراق نسخ");
    static readonly WordSet lasting = new("pendant durant attendu attends attendre attente fait dure duree chaque toutes perdu plus moins sous vitesse");

    public static void Find(Utterance said, List<Entity> into)
    {
        for (var at = 0; at < said.WordList.Count; at++)
        {
            if (Read(said, at) is not { } read) continue;
            var hour = Hour(said, read);
            if (hour is { } its && into.Take(said, EntityKind.Time, said.Stretch(at, read.Last, read.Skipped), hour: its)) at = read.Last;
        }
    }

    readonly record struct Clock(int Last, int Hours, int Minutes, int Skipped = 0, bool Exact = false);

    static Clock? Read(Utterance said, int at)
    {
        var word = said.At(at);
        if (word is "midi" && !(said.At(at - 1) is "apres" or "ce" or "après" or "aprem")) return Tailed(said, new(at, 12, 0, Exact: true));
        if (word is "minuit") return Tailed(said, new(at, 0, 0, Exact: true));
        if (char.IsAsciiDigit(word[0]) && InDigits(said, at) is { } digits) return digits;
        // "entre midi et deux"
        if (said.At(at - 1) is "et" && said.At(at - 2) is "midi" && french.Of(word) is { } late && said.At(at + 1) is not ("heures" or "heure")) return new(at, late, 0);
        if (french.Of(word) is { } spoken && said.At(at + 1) is "heures" or "heure" && !lasting.Has(said.At(at - 1)))
            return french.Of(word) is { } its && IsClockBefore(said, at) ? Tailed(said, new(at + 1, its, 0)) : null;
        // "l4 d sba7", حتى ل4, بين 10 و12
        var signs = word.StartsWith("ال") || word.StartsWith("لل") ? 2 : word[0] is 'l' or 'ل' or 'و' or 'ف' or 'ب' ? 1 : 0;
        if (signs > 0 && word.Length - signs is 1 or 2 && Reading.Number(word[signs..]) is >= 1 and <= 12 and var called && (IsPart(said, at) || signs == 2 && strong.Has(said.At(at - 1)) || IsEnd(said, at, word[0])))
            return Tailed(said, new(at, called, 0, signs));
        return InWords(said, at);
    }

    static Clock? InDigits(Utterance said, int at)
    {
        var word = said.At(at);
        var digits = word.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : word.Length;
        if (digits > 2 || Reading.Number(word[..digits]) is not (>= 0 and <= 24 and var hours)) return null;
        if (said.Joined(at - 1, "/-:.,") && !IsSpan(said, at - 1) || said.Joined(at, "/-_") && !IsSpan(said, at)) return null;
        var rest = word[digits..];
        if (rest.IsEmpty)
        {
            if (said.Joined(at, ":") && Minutes(said.At(at + 1)) is { } minutes) return new(at + 1, hours, minutes, Exact: digits == 2);
            // 15 h 30
            if (said.At(at + 1) is "h" or "heures" or "heure" or "hr")
                return said.At(at + 1) is ['h', 'e', ..] && hours < 6 && !IsClockBefore(said, at) ? null : lasting.Has(said.At(at - 1)) || IsWaiting(said, at + 1) || hours == 24 ? null
                    : Minutes(said.At(at + 2)) is { } after && !said.Ends(at + 1) ? new(at + 2, hours, after) : Tailed(said, new(at + 1, hours, 0));
            return hours is >= 1 and <= 24 && IsHourAround(said, at) ? Tailed(said, new(at, hours, 0, Exact: hours > 12)) : null;
        }
        if (rest[0] != 'h') return null;
        if (lasting.Has(said.At(at - 1)) || IsWaiting(said, at) || hours == 24) return null;
        if (rest is "h" or "heures" or "heure" or "hs" or "hr") return Tailed(said, new(at, hours, 0, Exact: digits == 2 && word[0] == '0'));
        if (Minutes(rest[1..]) is { } joined) return new(at, hours, joined, Exact: digits == 2 && word[0] == '0');
        // 10hdu mat
        return null;
    }

    static int? Minutes(ReadOnlySpan<char> word) => word.Length == 2 && Reading.Number(word) is < 60 and var minutes ? minutes : null;

    static bool IsWaiting(Utterance said, int last) => said.At(last + 1) is "dattente" or "par" || said.At(last + 1) is "d" or "de" && said.At(last + 2) is "attente" or "attendre" or "queue" or "retard" || said.At(last + 1) is "24";

    // A bare number is an hour after "m3a", before "of the morning", or as an end of "from 9 to 3".
    static bool IsHourAround(Utterance said, int at)
    {
        var next = said.At(at + 1);
        if (units.Has(next) || Amounts.IsUnit(next) || Addresses.IsNumberWord(said.At(at - 1)) || next is "7" && said.Number(at) is 7 or 24) return false;
        if (next is "d" or "dyal" or "ديال" or "د" && units.Has(said.At(at + 2))) return false;
        if (IsPart(said, at)) return true;
        if (strong.Has(said.At(at - 1)) || IsOfVisit(said, at)) return true;
        if (said.At(at - 1) is "l" or "ل" or "ta" or "ال" && strong.Has(said.At(at - 2))) return true;
        if (Fraction(next) == 30 || ands.Has(next) && Fraction(said.At(at + 2)) == 30 && (weak.Has(said.At(at - 1)) || said.Ends(at + 2) || IsPart(said, at + 2))) return true;
        if (lacking.Has(next) && Fraction(said.At(at + 2)) == 15) return true;
        if (IsSpan(said, at) || IsSpan(said, at - 1)) return true;
        // "entre 10 et 11h", "bin 12 w 2"
        if (between.Has(said.At(at - 1)) && ands.Has(next)) return said.At(at + 2) is "midi" or "minuit" || IsClock(said.At(at + 2)) && (said.Number(at + 2) is null || IsFreeAfter(said, at + 2));
        if (between.Has(said.At(at - 1)) && next is ['و', _, ..] && IsClock(next[1..])) return IsFreeAfter(said, at + 1);
        if (ands.Has(said.At(at - 1)) && between.Has(said.At(at - 3)) && IsClock(said.At(at - 2))) return IsFreeAfter(said, at);
        // mn 9 l 3
        var step = until.Has(said.At(at + 2)) && said.Number(at + 3) is not null ? 3 : until.Has(said.At(at + 1)) ? 2 : 0;
        if (from.Has(said.At(at - 1)) && step > 0 && IsClock(said.At(at + step))) return IsFreeAfter(said, at + step);
        if (until.Has(said.At(at - 1)) && IsClock(said.At(at - 2)) && from.Has(said.At(at - 3))) return IsFreeAfter(said, at);
        // "7ta l 4", "حتى ل 5"; "men be3d 11", where nothing is counted.
        var back = said.At(at - 1) is "l" or "ل" && said.At(at - 2) is "7ta" or "hta" or "حتى" or "حتي" or "حتا" or "ta";
        if (back || said.At(at - 1) is "7tal" or "htal" or "tal") return IsFreeAfter(said, at);
        // "3la 8:30 wla 9"
        return said.At(at - 1) is "b3d" or "be3d" or "mora" or "9bel" or "9bl" or "بعد" or "قبل" or "مورا" && IsFreeAfter(said, at);
    }

    // The other end of what has begun: "حتى ل4", "بين 10 و12".
    static bool IsEnd(Utterance said, int at, char glued) => IsFreeAfter(said, at)
        && (glued is 'l' or 'ل' ? said.At(at - 1) is "حتي" or "حتا" or "7ta" or "hta" : glued == 'و' && between.Has(said.At(at - 2)) && IsClock(said.At(at - 1)));

    /// <summary>Whether two words are hours with a hyphen between them: 14h-15h, 9-12h, 10:00-12:00.</summary>
    public static bool IsSpan(Utterance said, int first)
    {
        if (!said.Joined(first, "-/–")) return false;
        var one = said.At(first);
        var other = said.At(first + 1);
        if (said.Joined(first - 1, ":") && said.Joined(first + 1, ":")) return Minutes(one) is not null && IsClock(other);
        return IsClock(one) && IsClock(other) && (one.Contains('h') || other.Contains('h')) && one is not ("24h" or "24") && other is not "24";
    }

    static bool IsFreeAfter(Utterance said, int at) => said.Ends(at) || IsPart(said, at) || said.At(at + 1) is "dyal" or "d" or "wla" or "ولا" or "w" or "o" or "و" or "3afak" or "svp" or "صحيح";

    static bool IsClock(ReadOnlySpan<char> word)
    {
        var digits = word.IndexOf('h') is > 0 and var h ? word[..h] : word;
        return Reading.Number(digits) is >= 1 and <= 24 && (digits.Length == word.Length || digits.Length + 1 == word.Length || Minutes(word[(digits.Length + 1)..]) is not null);
    }

    // "rdv dyal 10", الرونديفو ديال الجوج
    static bool IsOfVisit(Utterance said, int at) => said.At(at - 1) is "dyal" or "ديال" or "d" or "د" && visits.Has(said.At(at - 2)) && !units.Has(said.At(at + 1));

    // الثالثة, l3achra, jouj: with the article after a preposition, or before "of the night".
    static Clock? InWords(Utterance said, int at)
    {
        var word = said.At(at);
        var (skipped, called) = (0, false);
        if (word.Length > 4 && word[0] is 'ف' or 'ب' && word[1..].StartsWith("ال")) (skipped, called) = (1, true);
        var bare = word[skipped..];
        var article = false;
        if (hours.Of(bare) is null)
        {
            var signs = bare.Length <= 3 ? 0 : bare.StartsWith("ال") || bare.StartsWith("لل") ? 2 : bare[0] is 'ل' or 'l' or 'ف' or 'ب' ? 1 : 0;
            if (signs > 0)
            {
                article = bare[0] is not ('ف' or 'ب');
                called |= bare.StartsWith("لل") || !article;
                if (!article) skipped = 1;
                bare = bare[signs..];
            }
        }
        if (hours.Of(bare) is not { } hour && !IsTenth(said, at, bare)) return null;
        var last = at;
        hour = hours.Of(bare) ?? 11;
        // الحادية عشرة, الثانية عشرة
        if (said.At(at + 1) is "عشره" or "عشر" && (bare is "حاديه" or "ثانيه")) (hour, last) = (bare is "حاديه" ? 11 : 12, at + 1);
        else if (bare is "حاديه") return null;
        var before = said.At(at - 1);
        if (before is "l" or "ل" or "el")
        {
            article = true;
            before = said.At(at - 2);
        }
        if (units.Has(said.At(last + 1)) || Months.Of(said.At(last + 1)) is not null) return null;
        if (said.At(last + 1) is "d" or "dyal" or "ديال" or "د" && !IsPart(said, last)) return null;
        var tailed = Tailed(said, new(last, hour, 0, skipped));
        // Somebody's age.
        if (said.At(last + 1) is "من" && said.At(last + 2).StartsWith("عمر")) return null;
        // "تمنية ونص", "التسعود ونص" is nothing else.
        if (tailed.Last > last && (weak.Has(before) || article)) return tailed;
        if (strong.Has(before) || IsOfVisit(said, at) && !Dates.IsWeekday(word) || IsPart(said, tailed.Last) && (article || called || weak.Has(before) || at == 0)) return tailed;
        // "على الجوج", "ما بين التاسعة والعاشرة"; in Latin letters only by what stands after, since "l3achra" is ten of anything.
        var counted = said.At(last + 1) is { IsEmpty: false } && !said.Ends(last) && bare is "واحده" or "وحده" && !until.Has(before);
        return (article || called) && (weak.Has(before) || called) && !counted && !(called && !article) ? tailed : null;
    }

    static bool IsTenth(Utterance said, int at, ReadOnlySpan<char> bare) => bare is "حاديه" && said.At(at + 1) is "عشره" or "عشر";

    static bool IsClockBefore(Utterance said, int at) => said.At(at - 1) is "a" or "vers" or "des" or "avant" or "apres" or "qu" or "m3a" || said.At(at - 1) is "depuis" or "de" && said.At(at) is not ("une" or "deux" or "trois");

    static Clock Tailed(Utterance said, Clock clock)
    {
        var next = clock.Last + 1;
        var word = said.At(next);
        // "ونص" in one word, "w nss" in two, "إلا ربع", "3 w 20".
        if (word.Length > 2 && word[0] is 'و' or 'w' or 'o' && Fraction(word[1..]) is { } joined) return clock with { Last = next, Minutes = joined };
        var second = said.At(next + 1);
        if (ands.Has(word) && Fraction(second) is { } part && !units.Has(said.At(next + 2))) return clock with { Last = next + 1, Minutes = part };
        if (ands.Has(word) && strong.Has(said.At(clock.Last - 1)) && Minutes(second) is { } counted && counted % 5 == 0 && !units.Has(said.At(next + 2)) && !Amounts.IsUnit(said.At(next + 2)))
            return clock with { Last = next + 1, Minutes = counted };
        if (!lacking.Has(word)) return clock;
        var far = second is "le" ? next + 2 : next + 1;
        if (Fraction(said.At(far)) is not { } less || less > 20) return clock;
        return clock with { Last = far, Hours = clock.Hours switch { 0 => 23, 1 => 12, var hours => hours - 1 }, Minutes = 60 - less };
    }

    static int? Fraction(ReadOnlySpan<char> word) => minutes.Of(word);

    static bool IsPart(Utterance said, int last) => Part(said, last) != Day.Unsaid;

    enum Day { Unsaid, Morning, Afternoon, Night }

    static Day Part(Utterance said, int last)
    {
        for (var (at, steps) = (last + 1, 0); steps < 3; at++, steps++)
        {
            var word = said.At(at);
            if (mornings.Has(word)) return Day.Morning;
            if (afternoons.Has(word) || word is "apres" && said.At(at + 1) is "midi") return Day.Afternoon;
            if (nights.Has(word)) return Day.Night;
            if (!links.Has(word) || word.IsEmpty) return Day.Unsaid;
        }
        return Day.Unsaid;
    }

    static TimeOnly? Hour(Utterance said, Clock clock)
    {
        var hour = clock.Hours;
        var part = Part(said, clock.Last);
        // "غدا العشية مع 4", "ghedda sba7 m3a 10": said before the hour.
        hour = part switch
        {
            Day.Morning => hour == 12 ? 0 : hour,
            Day.Afternoon => hour < 12 ? hour + 12 : hour,
            Day.Night => hour == 12 ? 0 : hour is >= 6 and < 12 ? hour + 12 : hour,
            _ => !clock.Exact && hour is >= 1 and <= 6 ? hour + 12 : hour,
        };
        return hour is >= 0 and <= 24 ? new TimeOnly(hour % 24, clock.Minutes) : null;
    }
}
