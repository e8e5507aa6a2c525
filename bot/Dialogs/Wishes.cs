using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Language.Names;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Bot.Dialogs;

/// <summary>What is answered to what a person wants, as it was understood.</summary>
sealed class Wishes(ICityDesk desk)
{
    /// <summary>Below <see cref="Sure"/> the person is asked which of two they meant; below <see cref="Least"/> nothing is worth being offered.</summary>
    public const double Least = 0.3, Sure = 0.5, Likely = 0.7, Clear = 0.9;

    /// <summary>Of two acts, where it is not said which.</summary>
    public const string Either = "either";

    /// <summary>The choice that mutes us.</summary>
    public static string ToStop { get; } = Act(Intent.OptOut);

    /// <summary>How sure a wish must be that is granted without asking: what mutes us is never guessed, and what is none of our words may look like a greeting.</summary>
    public static double Needed(Understood its) => its.Intent switch
    {
        Intent.OptOut when its.Ruling is null => double.PositiveInfinity,
        Intent.Greeting or Intent.Thanks or Intent.TalkToHuman => Clear,
        _ => Sure,
    };

    /// <summary>What comes of a wish.</summary>
    /// <param name="about">What it is about, by id: a problem's category, an act, an arrondissement, a language, a hint.</param>
    /// <param name="day">The day that is asked of.</param>
    public async Task<Answer> Grant(Intent intent, string? about, DateOnly? day, Tongue tongue, CancellationToken stop) => intent switch
    {
        Intent.Emergency => new() { Urgent = true, Text = Sentences.Emergency.In(tongue), Choices = [Choice(Intent.ReportProblem, null, tongue)] },
        Intent.LegaliseSignature or Intent.CertifyCopy => await Legalise(intent, about == Either, tongue, stop),
        Intent.BookOrChangeAppointment => Links(tongue, (Sentences.Book, CityPage.Legalise), (Sentences.Move, CityPage.FollowRequest)),
        Intent.CancelRequest => Links(tongue, (Sentences.CallOff, CityPage.FollowRequest)),
        Intent.ComplaintService => Links(tongue, (Sentences.Complain, CityPage.Complain)),
        Intent.TrackRequest or Intent.TrackTicket => new() { Act = Acts.Standing },
        Intent.ReportProblem => Report(await desk.ReportOf(about, tongue, stop), tongue),
        Intent.OpeningHours => await Hours(about, day, tongue, stop),
        Intent.RequiredDocuments => await Papers(about, tongue, stop),
        Intent.TalkToHuman => new() { Act = Acts.Person },
        Intent.ChangeLanguage => InTongue(about, tongue),
        Intent.Greeting => new() { Act = Acts.Hello },
        Intent.Thanks => new() { Act = Acts.Thanks },
        Intent.OptOut => new() { Act = Acts.Stop },
        Intent.OutOfScope => new() { Text = Sentences.Hints.GetValueOrDefault(about ?? "", Sentences.NotOurs).In(tongue), Whole = true },
        _ => new() { Text = Sentences.NotYet.In(tongue) },
    };

    /// <summary>What a wish is about, of all that a message names.</summary>
    public static string? About(Understood its) => its.Intent switch
    {
        // A wrong category is worse than none: the person chooses it with a touch.
        Intent.ReportProblem => its.CategoryConfidence >= Sure ? Named(its, EntityKind.Category) : null,
        Intent.OpeningHours => Where(its),
        Intent.RequiredDocuments => Named(its, EntityKind.Procedure),
        Intent.ChangeLanguage => Named(its, EntityKind.Language),
        Intent.OutOfScope => its.Hint,
        _ => null,
    };

    /// <summary>The arrondissement that is named, or in which a place lies that is.</summary>
    public static string? Where(Understood its) => Named(its, EntityKind.Arrondissement) ?? (Named(its, EntityKind.Neighbourhood) is { } place ? Places.ArrondissementOf(place) : null);

    /// <summary>The one day that is named; null where none is, or several are: « du lundi au vendredi » asks for the week.</summary>
    public static DateOnly? Day(Understood its, DateOnly today) =>
        its.Entities.Where(each => each.Kind == EntityKind.Date && !each.Denied).Select(each => each.Day).OfType<DateOnly>().Distinct().ToList() switch
        {
            [var day] => day,
            // « aujourd’hui lundi ».
            [var day, var week] when day == today && week == today.AddDays(7) => day,
            _ => null,
        };

    /// <summary>The last of a kind that its writer has not taken back.</summary>
    public static string? Named(Understood its, EntityKind kind) => its.Entities.LastOrDefault(each => each.Kind == kind && !each.Denied) is { Value: { } value } ? value : null;

    /// <summary>The two likeliest as choices; an emergency that may be one comes first, then what somebody else thinks.</summary>
    public static IReadOnlyList<Choice> Offer(Understood its, Intent? opinion, Tongue tongue)
    {
        // What mutes us is not offered by the way.
        List<Intent> likely = its.Second == Intent.OptOut ? [its.Intent] : [its.Intent, its.Second];
        if (opinion is { } third) likely.Insert(0, third);
        return [.. likely.Where(Titles.ContainsKey).Distinct().OrderByDescending(intent => intent == Intent.Emergency).Take(2)
            .Select(intent => Choice(intent, intent == its.Intent ? About(its) : null, tongue))];
    }

    /// <summary>The wish of a choice; null where it is none.</summary>
    public static (Intent Intent, string? About)? Of(string act) =>
        act.Split(':') is [Acts.Wish, var id, .. var rest] && Intents.Of(id) is { } intent ? (intent, rest is [var about] ? about : null) : null;

    /// <summary>
    /// The choice that is worded so: first among those offered, of which several of one wish are worded after what they are about; then the wish of that title, whenever it was shown.
    /// </summary>
    public static string? Titled(string text, IReadOnlyList<string> offered)
    {
        foreach (var id in offered)
        {
            if (Of(id) is not var (intent, about)) continue;
            var title = about is not null && offered.Count(other => Of(other)?.Intent == intent) > 1 && Intents.Of(about) is { } act ? act : intent;
            if (Titles.TryGetValue(title, out var words) && PlainWords.Are(text, words)) return id;
        }
        foreach (var (intent, words) in Titles)
        {
            if (PlainWords.Are(text, words)) return Act(intent);
        }
        return null;
    }

    /// <summary>What a message says beside the places that it names.</summary>
    public static string BesidePlaces(string text, Understood its)
    {
        foreach (var place in its.Entities.Where(each => each.Kind is EntityKind.Arrondissement or EntityKind.Neighbourhood).OrderByDescending(each => each.Start))
        {
            if (place.Start + place.Length <= text.Length) text = text.Remove(place.Start, place.Length).Insert(place.Start, " ");
        }
        return text;
    }

    /// <summary>A wish as a choice.</summary>
    public static Choice Choice(Intent intent, string? about, Tongue tongue) => new(Act(intent, about), Titles[intent].In(tongue));

    /// <summary>The id of a wish as a choice.</summary>
    public static string Act(Intent intent, string? about = null) => $"{Acts.Wish}:{intent.Id()}{(about is null ? "" : ":" + about)}";

    Answer Links(Tongue tongue, params ReadOnlySpan<(Words Words, CityPage Page)> links)
    {
        var text = new List<string>();
        foreach (var (words, page) in links) text.Add($"{words.In(tongue)}\n{desk.AddressOf(page, tongue)}");
        return new() { Text = string.Join("\n\n", text) };
    }

    // What it costs and what to bring is asked next, and whoever has something to sign often has something to copy.
    async Task<Answer> Legalise(Intent act, bool orTheOther, Tongue tongue, CancellationToken stop)
    {
        List<string> fees = [];
        foreach (var each in (Intent[])[act, act == Intent.CertifyCopy ? Intent.LegaliseSignature : Intent.CertifyCopy])
        {
            if (await desk.FeeFor(each.Id(), tongue, stop) is { } fee) fees.Add(fee);
        }
        var its = Links(tongue, (Sentences.Legalise, CityPage.Legalise)) with { Choices = [Choice(Intent.RequiredDocuments, orTheOther ? null : act.Id(), tongue)] };
        return fees.Count > 0 ? its with { Text = $"{its.Text}\n\n{string.Join('\n', fees)}" } : its;
    }

    static Answer Report(ReportPlace its, Tongue tongue)
    {
        List<string> parts = [];
        if (its.DangerToLife) parts.Add(Sentences.Emergency.In(tongue));
        if (its.Named is { } named) parts.Add($"{Sentences.UnderstoodAs.In(tongue)} {named}.");
        parts.Add($"{Sentences.Report.In(tongue)}\n{its.Address}");
        return new() { Text = string.Join("\n\n", parts), Urgent = its.DangerToLife };
    }

    async Task<Answer> Hours(string? arrondissement, DateOnly? day, Tongue tongue, CancellationToken stop)
    {
        var hours = await desk.HoursOf(arrondissement, day, tongue, stop);
        // Whoever has asked of one bureau may ask of another by its name alone.
        return new() { Text = arrondissement is null ? $"{hours}\n\n{Sentences.WhichArrondissement.In(tongue)}" : hours, Expects = Expects.Arrondissement };
    }

    async Task<Answer> Papers(string? procedure, Tongue tongue, CancellationToken stop)
    {
        if (procedure is not null) return new() { Text = await desk.PapersFor(procedure, tongue, stop) ?? Sentences.NotYet.In(tongue) };
        return new() { Text = Sentences.WhichPaper.In(tongue), Choices = [For(Intent.LegaliseSignature), For(Intent.CertifyCopy)], Expects = Expects.Act };

        Choice For(Intent act) => new(Act(Intent.RequiredDocuments, act.Id()), Titles[act].In(tongue));
    }

    static Answer InTongue(string? language, Tongue tongue) => language switch
    {
        "fr" => new() { Act = $"{Acts.Tongue}:fr" },
        // Who asks for Darija is answered in the Arabic that the city writes.
        "ar" or "darija" or "arabizi" => new() { Act = $"{Acts.Tongue}:ar" },
        _ => new() { Text = Sentences.TwoTongues.In(tongue) },
    };

    // A line of a WhatsApp list has 24 signs.
    internal static Dictionary<Intent, Words> Titles { get; } = new()
    {
        [Intent.LegaliseSignature] = new("Légaliser ma signature", "تصحيح الإمضاء"),
        [Intent.CertifyCopy] = new("Copie conforme", "نسخة مطابقة للأصل"),
        [Intent.TrackRequest] = new("Suivre ma demande", "تتبع طلبي"),
        [Intent.BookOrChangeAppointment] = new("Prendre, changer un RDV", "حجز موعد أو تغييره"),
        [Intent.CancelRequest] = new("Annuler une demande", "إلغاء طلب أو موعد"),
        [Intent.ReportProblem] = new("Signaler un problème", "التبليغ عن مشكل"),
        [Intent.TrackTicket] = new("Suivre mon signalement", "تتبع تبليغي"),
        [Intent.OpeningHours] = new("Heures d’ouverture", "أوقات العمل"),
        [Intent.RequiredDocuments] = new("Pièces à fournir", "الوثائق المطلوبة"),
        [Intent.TaxInfo] = new("Taxes locales", "الرسوم المحلية"),
        [Intent.TaxPayment] = new("Payer une taxe", "أداء رسم"),
        [Intent.TransportInfo] = new("Transports", "النقل العمومي"),
        [Intent.AirQuality] = new("Qualité de l’air", "جودة الهواء"),
        [Intent.TourismInfo] = new("Visiter la ville", "زيارة المدينة"),
        [Intent.OpenData] = new("Données ouvertes", "البيانات المفتوحة"),
        [Intent.OptOut] = new("Arrêter les messages", "إيقاف الرسائل"),
        [Intent.ComplaintService] = new("Une réclamation", "شكاية بشأن مصلحة"),
        [Intent.Emergency] = new("Une vie en danger", "حياة في خطر"),
    };
}

/// <summary>What comes of a wish: an act of the menu, or something that is said.</summary>
sealed record Answer
{
    public string? Act { get; init; }

    public string? Text { get; init; }

    /// <summary>Offered before those of the menu.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>The person is asked to choose: the whole menu is shown.</summary>
    public bool Whole { get; init; }

    /// <summary>Lives may be in danger: nothing is said before it.</summary>
    public bool Urgent { get; init; }

    public Expects Expects { get; init; }
}
