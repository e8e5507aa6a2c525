namespace CasaServerless.Bot.Language.Entities;

/// <summary>Weeks, months, years, and parts of today, where it is said which: cette semaine, "chher li jay", هاد الصباح, le mois dernier.</summary>
static class Periods
{
    static readonly WordSet these = new("ce cette cet ces had هاد هذا هذه هد هذ");
    static readonly WordSet spans = new("semaine sem simana smana semana weekend week wikend wikand ويكاند الويكاند السيمانة سيمانة الأسبوع اسبوع الموسم الليلة mois chher chhar chhr chahr الشهر شهر année an l3am 3am العام عام السنة سنة osbo3 l2osbo3 lousbou3 lyamat ليامات اليومين يومين");
    static readonly WordSet seasons = new("été ete hiver sif lsif صيف الصيف saison");
    static readonly WordSet parts = new("matin soir midi nuit lil llil sba7 sbah lsbah ssbah 3chiya l3chiya l3achiya الصباح العشية الليلة ليلة المساء nhar nnhar النهار");
    static readonly WordSet nights = new("nuit lila ليلة الليلة");
    static readonly WordSet days = new("nhar يوم نهار");
    static readonly WordSet feasts = new("عيد العيد 3id l3id aid عاشوراء 3achoura المسيرة ذكرى");

    // Which feast it is.
    static readonly WordSet names = new("الفطر الأضحى الكبير الصغير المسيرة الخضراء الاستقلال العرش الشباب المولد النبوي lkbir sghir l3erch lfitr lmassira");

    // Weeks, months, years, seasons and parts of today: only where it is said which.
    public static Dates.Named? Read(Utterance said, int at)
    {
        var word = said.At(at);
        // The day of a feast is a day, a feast may be a season.
        if (days.Has(word) && !said.Ends(at) && feasts.Has(said.At(at + 1)))
        {
            var feast = at + 1;
            while (feast < at + 3 && names.Has(said.At(feast + 1)) && !said.Ends(feast)) feast++;
            return new(feast);
        }
        var near = word is "لهذا" or "لهذه" or "فهاد" or "لهاد" or "بهاد" or "بهذا" or "وهاد" ? 1 : 0;
        if (these.Has(word[near..]))
        {
            var next = said.At(at + 1);
            if (spans.Has(next))
            {
                var last = next is "week" && said.At(at + 2) is "end" ? at + 2 : at + 1;
                if (next is "mois" && said.At(at + 2) is "ci") last = at + 2;
                return new(Dates.Qualified(said, last).Last, null, near);
            }
            if (next is "derniers" && said.At(at + 2) is "jours") return new(at + 2, null, near);
            if (seasons.Has(next)) return new(at + 1, null, near);
            if (next is "apres" && said.At(at + 2) is "midi") return new(at + 2, Dates.Ahead(said, 0));
            if (next is "l" && parts.Has(said.At(at + 2))) return new(at + 2, Dates.Ahead(said, 0));
            return parts.Has(next) ? new(at + 1, Dates.Ahead(said, 0), near) : null;
        }
        var (first, skipped) = (at, word.Length > 4 && word[0] is 'ل' or 'ف' or 'ب' or 'و' && !spans.Has(word) ? 1 : 0);
        if (word is "la" or "l" || word is "le" && said.At(at + 1) is "mois") (first, skipped) = (at + 1, 0);
        var span = first > at ? said.At(first) : word[skipped..];
        if (!spans.Has(span) && !nights.Has(span)) return null;
        if (span is "week" && said.At(first + 1) is "end") first++;
        if (span is "week" or "weekend" or "wikend" or "wikand" or "ويكاند" or "الويكاند" && Dates.Qualified(said, first) is var (weekend, which)) return first > at && word is "la" ? null : new(weekend, null, skipped);
        var (end, past) = Dates.Qualified(said, first);
        return past is null ? null : new(end, null, skipped);
    }
}
