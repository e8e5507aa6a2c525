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
    static readonly WordSet strong = new("m3a ma3a ma3 مع معا الساعة للساعة بالساعة ssa3a lsa3a saa msa3a وقت");
    static readonly WordSet weak = new("من mn men حتى حتا 7ta hta 7tal htal tal ta على 3la f ف في ب b بعد b3d be3d ba3d mora مورا قبل 9bel qbel 9bl 9bal عند إلى منذ حوالي l ل vers à avant après apres a jusqu 7wali ولا wla أو بين bin w و غير ghir");
    static readonly WordSet until = new("l ل ta tal 7ta hta حتى حتا إلى à a");
    static readonly WordSet from = new("mn men من de entre bin بين");

    static readonly WordSet links = new("d dyal dial ديال د du de f ف في l le la ل فال");
    static readonly WordSet mornings = new("sba7 sbah sbe7 ssba7 ssbah sabah dsba7 dsbah matin mat matinée صباح الصباح صباحا فالصباح فجرا الفجر lfjer fjer lfjr");
    static readonly WordSet afternoons = new("3chiya l3chiya l3achiya 3chia l3chia dl3chiya 3achiya aprem soir soirée العشية عشية فالعشية مساء المساء زوالا الزوال ظهرا بعدالزوال nhar nnhar نهار النهار العصر dnhar");
    static readonly WordSet nights = new("lil llil lila dlil layl nuit ليل الليل ليلا فالليل بالليل");

    static readonly WordSet ands = new("و w o ou u et");
    static readonly WordSet halves = new("نص نصف النصف ونص ونصف والنصف nss nes noss nos ns nouss nous demie demi nasf");
    static readonly WordSet quarters = new("ربع الربع وربع والربع rb3 rba3 rob3 roub3 quart");
    static readonly WordSet lacking = new("الا إلا ila illa 9el qel moins قل");

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
        if (word is "midi" && !(said.At(at - 1) is "apres" or "ce" or "après" or "aprem")) return new(at, 12, 0, Exact: true);
        if (word is "minuit") return new(at, 0, 0, Exact: true);
        if (char.IsAsciiDigit(word[0]) && InDigits(said, at) is { } digits) return digits;
        if (french.Of(word) is { } spoken && said.At(at + 1) is "heures" or "heure" && !lasting.Has(said.At(at - 1)))
            return french.Of(word) is { } its && IsClockBefore(said, at) ? Tailed(said, new(at + 1, its, 0)) : null;
        // "l4 d sba7"
        if (word.Length is 2 or 3 && word[0] == 'l' && Reading.Number(word[1..]) is >= 1 and <= 12 and var called && IsPart(said, at)) return new(at, called, 0, 1);
        return InWords(said, at);
    }

    static Clock? InDigits(Utterance said, int at)
    {
        var word = said.At(at);
        var digits = word.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : word.Length;
        if (digits > 2 || Reading.Number(word[..digits]) is not (>= 0 and <= 24 and var hours)) return null;
        if (said.Joined(at - 1, "/-:.,") || said.Joined(at, "/-_")) return null;
        var rest = word[digits..];
        if (rest.IsEmpty)
        {
            if (said.Joined(at, ":") && Minutes(said.At(at + 1)) is { } minutes) return new(at + 1, hours, minutes, Exact: digits == 2);
            // 15 h 30
            if (said.At(at + 1) is "h" or "heures" or "heure" or "hr")
                return lasting.Has(said.At(at - 1)) || IsWaiting(said, at + 1) || hours == 24 ? null
                    : Minutes(said.At(at + 2)) is { } after && !said.Ends(at + 1) ? new(at + 2, hours, after) : new Clock(at + 1, hours, 0);
            return hours is >= 1 and <= 24 && IsHourAround(said, at) ? Tailed(said, new(at, hours, 0, Exact: hours > 12)) : null;
        }
        if (rest[0] != 'h') return null;
        if (lasting.Has(said.At(at - 1)) || IsWaiting(said, at) || hours == 24) return null;
        if (rest is "h" or "heures" or "heure" or "hs" or "hr") return new(at, hours, 0, Exact: digits == 2 && word[0] == '0');
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
        if (units.Has(next) || Amounts.IsUnit(next) || next is "7" && said.Number(at) is 7 or 24) return false;
        if (next is "d" or "dyal" or "ديال" or "د" && units.Has(said.At(at + 2))) return false;
        if (IsPart(said, at)) return true;
        if (strong.Has(said.At(at - 1))) return true;
        if (said.At(at - 1) is "l" or "ل" or "ta" or "ال" && strong.Has(said.At(at - 2))) return true;
        if (halves.Has(next) || ands.Has(next) && halves.Has(said.At(at + 2)) && (weak.Has(said.At(at - 1)) || strong.Has(said.At(at - 1)))) return true;
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

    static bool IsFreeAfter(Utterance said, int at) => said.Ends(at) || IsPart(said, at) || said.At(at + 1) is "dyal" or "d" or "wla" or "ولا" or "w" or "و" or "3afak" or "svp" or "صحيح";

    static bool IsClock(ReadOnlySpan<char> word)
    {
        var digits = word.IndexOf('h') is > 0 and var h ? word[..h] : word;
        return Reading.Number(digits) is >= 1 and <= 24 && (digits.Length == word.Length || digits.Length + 1 == word.Length || Minutes(word[(digits.Length + 1)..]) is not null);
    }

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
        if (strong.Has(before) || IsPart(said, tailed.Last) && (article || called || weak.Has(before) || at == 0)) return tailed;
        // "على الجوج", "ما بين التاسعة والعاشرة"; in Latin letters only by what stands after, since "l3achra" is ten of anything.
        var counted = said.At(last + 1) is { IsEmpty: false } && !said.Ends(last) && bare is "واحده" or "وحده";
        return (article || called) && (weak.Has(before) || called) && !counted && !(called && !article) ? tailed : null;
    }

    static bool IsTenth(Utterance said, int at, ReadOnlySpan<char> bare) => bare is "حاديه" && said.At(at + 1) is "عشره" or "عشر";

    static bool IsClockBefore(Utterance said, int at) => said.At(at - 1) is "a" or "vers" or "des" or "depuis" or "avant" or "apres" or "qu" or "de" or "m3a";

    static Clock Tailed(Utterance said, Clock clock)
    {
        var next = clock.Last + 1;
        var word = said.At(next);
        // "ونص" in one word, "w nss" in two, "إلا ربع".
        if (halves.Has(word) && word.Length > 1 && word[0] is 'و') return clock with { Last = next, Minutes = 30 };
        if (quarters.Has(word) && word[0] is 'و') return clock with { Last = next, Minutes = 15 };
        var second = said.At(next + 1);
        if (ands.Has(word) && halves.Has(second)) return clock with { Last = next + 1, Minutes = 30 };
        if (ands.Has(word) && quarters.Has(second)) return clock with { Last = next + 1, Minutes = 15 };
        if (!lacking.Has(word)) return clock;
        var far = second is "le" ? next + 2 : next + 1;
        return quarters.Has(said.At(far)) ? clock with { Last = far, Hours = clock.Hours - 1, Minutes = 45 } : clock;
    }

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
