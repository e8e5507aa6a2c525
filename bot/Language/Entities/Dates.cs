namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// Days: 12/03, 5 mars, خمسة مارس, lundi prochain, نهار الثلاثاء, "b3d ghedda", dans trois jours. What is found holds nhar or يوم before
/// a weekday and what says which one after it; not the French article nor the part of the day. A day follows where the message was written on a known one:
/// a weekday is the next, unless it is said to be past.
/// </summary>
static class Dates
{
    static readonly WordSet today = new("aujourdhui ajd ajrd lyoum lyouma lyom lioum liyoum elyoum lyum lyouma lyoma lyawm اليوم ليوم اليوما ليوما يومه");
    static readonly WordSet tomorrow = new("demain 2main dmain dem1 ghedda ghda ghada ghdda gheda ghadda rdda gda lghedda lghdda غدا غدّا غدوة");
    static readonly WordSet yesterday = new("hier yer lbare7 lbareh lbara7 lbarh lbarah lbarih lbari7 elbare7 elbareh bare7 البارح لبارح البارحة أمس بالأمس lbar7 lbera7 lbrah lbrah barah");
    static readonly WordSet after = new("b3d be3d ba3d mora mnb3d بعد مورا");
    static readonly WordSet before = new("avant قبل 9bel");

    static readonly WordTable weekdays = new("""
        1 lundi lun ltnin tnin letnin tnine ltnine tnain letnain itnin ttnin letnine الاثنين الإثنين اثنين إثنين لاثنين التنين لتنين التّنين الاتنين لتانين تنين الثنين ثنين
        2 mardi tleta ltleta tlat ltlat tlata ltlata tlet ttlat tlate thlat الثلاثاء ثلاثاء الثلاثا التلات لتلات الثلاث تلات التلاثاء التلاتاء التلاتا التلاتة
        3 mercredi arbaa larbaa lerb3a larb3 larb3a l2arb3a larba3 larbe3 larbi3 lareb3 arb3a larb3aa lrb3 l2arbi3a الأربعاء أربعاء الاربع لاربع الأربع لربع لاربعاء الاربعا لارباع
        4 jeudi lkhmis khmis lkhmiss 5mis l5mis lkhemis lekhmis khmiss khamis lkhamis lkhms الخميس خميس لخميس
        5 vendredi jem3a ljem3a jm3a ljm3a jom3a ljom3a jmou3a joumou3a ljoumou3a jma3a jemaa ljemaa jemma jomaa joumaa jumua ljomaa الجمعة جمعة لجمعة الجمعه
        6 samedi sebet sebte lsebte sebt ssebt lsebt sabt ssabt essebt lssebt sbt ssbt السبت سبت لسبت
        0 dimanche lahad lhadd elhad l7ed lhed l7ad lhad el7ed l2a7ad l2ahad 7ed l7edd الأحد أحد لحد الحد لاحد
        """);

    // Weekdays that are something else as well, without "day" before them: a number, a limit, a square.
    static readonly WordSet doubtful = new("jma3a lun tlata ltlata arb3a larb3a khamis sabt 7ed lhad اثنين إثنين ثنين الثلاث تلات التلاتة خميس جمعة سبت الحد لاربع الأربع الاربع لربع الثلاثا tlet");

    // And these are mostly something else: somebody, a town.
    static readonly WordSet never = new("7ed أحد خميس khamis sabt arb3a التلاتة");

    static readonly WordSet dayWords = new("nhar nhr nnhar nehar youm yum ندار نهار يوم ليوم ايام أيام ليلة lilt");
    static readonly WordSet nexts = new("prochain prochaine suivant suivante pro proch jay jaya jai jaye lmo9bil lmo9bila lmoqbil ljay ljaya jayya ljayya jey ljey الجاي الجاية جاي جاية الجايه جايا الجايا المقبل المقبلة القادم القادمة التالي التالية الموالي");
    static readonly WordSet lasts = new("dernier dernière passé passée lfayt fayt lfayta fayta lfaita fat fatet fatt fatat ftat fate daz dazt dazet dazat داز دازت الماضي الماضية الفائت الفائتة الفارط الفارطة المنصرم المنصرمة السابق فات فاتت فايت فايتة الفايت الفايتة لفايت لفايتة السالف");
    static readonly WordSet which = new("li lli lly اللي لي اللّي ell");
    static readonly WordSet counted = new("iyam yam ayam marat mrat snin chhor chhour simanat nas dqayq أيام مرات دقايق ديال شهور سنين nsakh");

    static readonly WordSet units = new("jour jours iyam yam ayam أيام ايام يوم يوما");
    static readonly WordSet weeks = new("semaine semaines simanat simana سيمانات أسابيع اسابيع أسبوع");
    static readonly WordTable counts = new("""
        1 un une wa7ed wahed واحد
        2 deux jouj joj جوج
        3 trois tlata telt tlt ثلاثة ثلاث تلاتة تلت
        4 quatre rb3a أربعة ربعة
        5 cinq khamsa 5amsa خمسة khems
        6 six setta ستة
        7 sept seb3a سبعة
        8 huit tmnya ثمانية تمنية
        9 neuf ts3oud تسعة تسعود
        10 dix 3achra عشرة
        11 onze 7dach حداش
        12 douze tnach طناش
        15 quinze khmstach خمسطاش
        20 vingt 3achrin عشرين
        """);

    static readonly WordSet firsts = new("1er premier فاتح");
    static readonly WordSet monthLeads = new("en fin début debut depuis mois avant apres des courant mi f ف mn من شهر chher chhar chhr d hta 7ta ديال dyal");
    static readonly WordSet streets = new("rue bd boulevard avenue av place stade hôpital shari3 chari3 شارع زنقة ساحة ملعب مستشفى zan9a zen9a zanqa جسر السبيطار للسبيطار سبيطار lycée école مدرسة ثانوية 3anwan marche");
    public static void Find(Utterance said, List<Entity> into)
    {
        for (var at = 0; at < said.WordList.Count; at++)
        {
            if (Read(said, into, at) is { } read && into.Take(said, EntityKind.Date, said.Stretch(at, read.Last, read.Skipped), read.Day)) at = read.Last;
        }
    }

    /// <param name="Skipped">Of the first word's signs.</param>
    internal readonly record struct Named(int Last, DateOnly? Day = null, int Skipped = 0);

    static Named? Read(Utterance said, List<Entity> into, int at)
    {
        var word = said.At(at);
        if (char.IsAsciiDigit(word[0]) && InDigits(said, at) is { } digits) return digits;
        return OfMonth(said, at) ?? Relative(said, at) ?? Weekday(said, into, at) ?? Periods.Read(said, at);
    }

    // "لحد الآن" is until now, "hadi jm3a" a week ago, "صلاة الجمعة" a prayer.
    static bool IsOther(Utterance said, int at, int first) =>
        said.At(first) is "لحد" && said.At(first + 1) is "الان" or "الساعه" or "دابا" or "اليوم" || said.At(at - 1) is "hadi" or "hada" or "هادي" or "صلاه" or "صلات" or "souk" or "sou9" or "سوق";

    /// <summary>Whether the words from there on are a day in digits, with its month and perhaps its year.</summary>
    public static bool IsNumeric(Utterance said, int at) => Numeric(said, at) is not null;

    static Named? Numeric(Utterance said, int at)
    {
        if (said.Number(at) is not { } first || said.Joined(at - 1, "/-.:,")) return null;
        var three = said.Joined(at, "/-.") && said.Joined(at + 1, "/-.") && said.Number(at + 2) is not null;
        if (three && !said.Joined(at + 2, "/-_"))
        {
            var (second, third) = (said.Number(at + 1) ?? 0, said.Number(at + 2) ?? 0);
            var (day, month, year) = said.At(at).Length == 4 ? (third, second, first) : (first, second, third < 100 ? third + 2000 : third);
            return year is >= 1900 and <= 2100 && Exact(year, month, day) is { } exact ? new(at + 2, exact) : null;
        }
        if (!said.Joined(at, "/") || said.Joined(at + 1, "/-_") || said.Number(at + 1) is not { } its || said.At(at + 1).Length > 2) return null;
        // "7/7" and "24/24" are no days.
        if (first is < 1 or > 31 || its is < 1 or > 12 || first == 7 && its == 7 || first == 24 && its == 7) return null;
        return IsDay(first, its) ? new(at + 1, Coming(said, first, its)) : null;
    }

    static Named? InDigits(Utterance said, int at)
    {
        if (Numeric(said, at) is { } numeric) return numeric;
        var word = said.At(at);
        var number = word is "1er" ? 1 : said.Number(at);
        if (number is not (>= 1 and <= 31 and var day) || IsOfStreet(said, at)) return null;
        // The second of March is a quarter and an avenue.
        if (number == 2 && said.At(at + 1) is "mars" or "مارس" && !(said.At(at - 1) is "le" or "du" or "يوم" or "nhar" or "نهار" or "rdv") && said.Number(at + 2) is not >= 1950) return null;
        // 5 mars 2026; "nhar 17"; "le 22" where nothing is counted.
        if (Months.Of(said.At(at + 1)) is { } month && IsDay(day, month)) return WithYear(said, at + 1, day, month);
        return null;
    }

    static Named? OfMonth(Utterance said, int at)
    {
        var word = said.At(at);
        if (Months.Of(said.At(at + 1)) is { } its && !IsOfStreet(said, at))
        {
            if (firsts.Has(word)) return WithYear(said, at + 1, 1, its);
            if (counts.Of(word) is { } spoken && IsDay(spoken, its)) return WithYear(said, at + 1, spoken, its);
            if (word is "شهر" or "لشهر") return new(at + 1, Skipped: word.Length - 3);
            if (word is "fin" or "debut" or "mi") return new(at + 1);
        }
        // "nhar 2 avril", يوم 20 ماي
        if (word is "nhar" or "نهار" or "يوم" && Months.Of(said.At(at + 2)) is not null && InDigits(said, at + 1) is { } whole) return whole;
        if (dayWords.Has(word) && said.Number(at + 1) is { } day and >= 1 and <= 31 && said.At(at + 1).Length <= 2 && !said.Joined(at + 1, "/-") && Months.Of(said.At(at + 2)) is null
            && word is "nhar" or "نهار" or "يوم" && !counted.Has(said.At(at + 2)))
            return new(at + 1, OfThisMonth(said, day));
        if (word is "le" or "l" && said.Number(at + 1) is { } only and >= 1 and <= 31 && IsAlone(said, at + 1))
            return new(at + 1, OfThisMonth(said, only), word.Length + 1);
        if (word is "chher" or "chhar" or "شهر" && said.Number(at + 1) is >= 1 and <= 12) return new(at + 1);
        // A month alone, after a word that makes it one: "mars" and "mai" are other things, too.
        if (Months.Of(word) is null || word.Length < 3 || word is "may" or "mar" or "dec" or "oct" or "jan") return null;
        if (word.Length > 5 && word is not ("octobre" or "juillet") && !IsOfStreet(said, at) && said.Number(at - 1) is null) return new(at);
        return monthLeads.Has(said.At(at - 1)) && !streets.Has(said.At(at - 2)) ? new(at) : null;
    }

    // Streets, schools and hospitals have days for names: شارع 2 مارس, "Al Fida / 2 Mars".
    static bool IsOfStreet(Utterance said, int at)
    {
        var word = said.At(at - 1);
        if (word is "ديال" or "dyal" or "du" or "d" or "de" && streets.Has(said.At(at - 2))) return true;
        return streets.Has(word) || word.Length > 3 && word[0] is 'ب' or 'ف' or 'ل' && streets.Has(word[1..]) || said.At(at - 2).IsEmpty is false && said.Text[said.Stretch(at - 1, at - 1).Start..said.Stretch(at, at).Start].Contains('/');
    }

    static bool IsAlone(Utterance said, int at) => said.Ends(at) && !said.Joined(at, ":.,") || said.At(at + 1) is "alors" or "pour" or "a" or "au" or "svp" or "ou" or "et" or "du" or "avancez" && Months.Of(said.At(at + 2)) is null;

    static Named? WithYear(Utterance said, int last, int day, int month)
    {
        if (said.Number(last + 1) is >= 1950 and <= 2100 and var year && said.At(last + 1).Length == 4) return new(last + 1, Exact(year, month, day));
        return new(last, Coming(said, day, month));
    }

    static Named? Relative(Utterance said, int at)
    {
        var word = said.At(at);
        var next = said.At(at + 1);
        if (word is "aujourd" && next is "hui" or "8") return new(at + 1, Ahead(said, 0));
        if (word is "aujourd" or "ojourd8" or "aujourdui") return new(at, Ahead(said, 0));
        if (word is "apres" && tomorrow.Has(next)) return new(at + 1, Ahead(said, 2));
        if (after.Has(word) && (tomorrow.Has(next) || next is "غد")) return new(at + 1, Ahead(said, 2));
        if (word is "avant" && yesterday.Has(next)) return new(at + 1, Ahead(said, -2));
        if (word is "يوم" && next is "غد" or "الغد") return new(at + 1, Ahead(said, 1));
        if (word is "اول" && yesterday.Has(next)) return new(at + 1, Ahead(said, -2));
        if (word is "dans" or "d" or "ف" or "من" or "mn" && Count(said, at + (next is "daba" or "دابا" ? 2 : 1)) is { } count && (word is "dans" || next is "daba" or "دابا"))
        {
            var unit = at + (next is "daba" or "دابا" ? 3 : 2);
            if (units.Has(said.At(unit))) return new(unit, Ahead(said, count));
            if (weeks.Has(said.At(unit))) return new(unit, Ahead(said, count * 7));
        }
        var skipped = word.Length > 3 && word[0] is 'ل' or 'ف' or 'ب' or 'و' ? 1 : 0;
        // "No more from today on", "a day", "the same day".
        if (word is "لليوم" || word is "ليوم" && next is "واحد" || word is "اليوم" && (said.At(at - 1) is "بعد" or "الي" or "حتي" or "في" or "نفس" || next is "الواحد" or "نفسه")) return null;
        if (today.Has(word)) return word is "ليوم" && weekdays.Of(next) is not null ? null : new(at, Ahead(said, 0));
        if (word is "الليله" && !(said.At(at - 1) is "ف" or "في" or "كل")) return Qualified(said, at) is (var night, true) ? new(night, Ahead(said, -1)) : new(at, Ahead(said, 0));
        if (tomorrow.Has(word)) return new(at, Ahead(said, 1));
        if (yesterday.Has(word)) return new(at, Ahead(said, -1));
        if (skipped == 0) return null;
        if (today.Has(word[1..])) return new(at, Ahead(said, 0), 1);
        if (tomorrow.Has(word[1..])) return new(at, Ahead(said, 1), 1);
        return yesterday.Has(word[1..]) ? new(at, Ahead(said, -1), 1) : null;
    }

    static int? Count(Utterance said, int at) => said.Number(at) is >= 1 and <= 99 and var number ? number : counts.Of(said.At(at));

    static Named? Weekday(Utterance said, List<Entity> into, int at)
    {
        var (first, skipped) = (at, 0);
        var word = said.At(at);
        var (day, marked) = (-1, false);
        if (word is "لنهار" or "فنهار" or "بنهار")
        {
            skipped = 1;
            word = word[1..];
        }
        if (dayWords.Has(word))
        {
            first = at + 1;
            if (said.At(first) is "l" or "ل") first++;
            (day, marked) = (Of(said.At(first), out _), true);
            // "ليوم الاثنين": the preposition is not of the day.
            if (word is "ليوم") skipped = 1;
            if (word is "ايام" or "ليله" or "lilt") return null;
        }
        else
        {
            day = Of(word, out skipped);
            if (day >= 0 && (never.Has(word[skipped..]) || doubtful.Has(word[skipped..]) && !IsCued(said, at))) return null;
        }
        if (day < 0 || !marked && counted.Has(said.At(first + 1)) || !marked && IsOther(said, at, first)) return null;
        var (last, past) = Qualified(said, first);
        if (past is null && !said.Ends(first) && OfMonthAfter(said, into, first + 1) is { } its) return its with { Skipped = skipped };
        return new(last, Weekday(said, day, past), skipped);
    }

    // "vendredi 18", "lundi 12 janvier"; but "lundi 9" where nine was found to be an hour.
    static Named? OfMonthAfter(Utterance said, List<Entity> into, int at)
    {
        if (said.Number(at) is not (>= 1 and <= 31 and var day) || said.At(at).Length > 2 || said.Stretch(at, at) is var (start, length) && !into.IsFree(start, length)) return null;
        return InDigits(said, at) ?? (IsAlone(said, at) ? new(at, OfThisMonth(said, day)) : null);
    }

    static bool IsCued(Utterance said, int at) => said.At(at - 1) is "mn" or "l" or "f" or "d" or "hta" or "7ta" or "من" or "ف" or "dyal" or "ديال" or "حتى" or "حتي" or "wach" or "واش" or "kol" or "rdv" or "had" or "b" or "9bel"
        || nexts.Has(said.At(at + 1)) || lasts.Has(said.At(at + 1)) || which.Has(said.At(at + 1));

    /// <summary>Whether a word names a weekday, perhaps with a preposition written with it.</summary>
    public static bool IsWeekday(ReadOnlySpan<char> word) => Of(word, out _) >= 0;

    static int Of(ReadOnlySpan<char> word, out int skipped)
    {
        skipped = 0;
        if (weekdays.Of(word) is { } day) return day;
        if (word.Length < 5) return -1;
        if (word.StartsWith("لل") && weekdays.Of(word[1..]) is { } called) return called;
        if (word[0] is 'ف' or 'ب' or 'و' or 'ل' && weekdays.Of(word[1..]) is { } its)
        {
            skipped = 1;
            return its;
        }
        return -1;
    }

    // "prochain", "li jay", "الماضي": which one it is.
    internal static (int Last, bool? Past) Qualified(Utterance said, int last)
    {
        var at = last + 1;
        if (which.Has(said.At(at))) at++;
        var word = said.At(at);
        if (nexts.Has(word)) return (at, false);
        if (word is "d" && said.At(at + 1) is "apres" && said.Joined(at, "'’")) return (at + 1, false);
        return lasts.Has(word) ? (at, true) : (last, null);
    }

    internal static DateOnly? Ahead(Utterance said, int days) => said.Today?.AddDays(days);

    static DateOnly? Weekday(Utterance said, int day, bool? past)
    {
        if (said.Today is not { } its) return null;
        var ahead = (day - (int)its.DayOfWeek + 7) % 7;
        return past == true ? its.AddDays(ahead - 7) : its.AddDays(ahead == 0 ? 7 : ahead);
    }

    static bool IsDay(int day, int month) => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month);

    static DateOnly? Exact(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    // A day without its year is the next of that name; the 29th of February waits for its year.
    static DateOnly? Coming(Utterance said, int day, int month)
    {
        if (said.Today is not { } its) return null;
        for (var year = its.Year; year <= its.Year + 8; year++)
        {
            if (Exact(year, month, day) is { } exact && exact >= its) return exact;
        }
        return null;
    }

    static DateOnly? OfThisMonth(Utterance said, int day)
    {
        if (said.Today is not { } its) return null;
        for (var (year, month) = (its.Year, its.Month); ; (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1))
        {
            if (Exact(year, month, day) is { } exact && exact >= its) return exact;
        }
    }
}
