using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>Days and hours in all four ways of writing, resolved on Monday 30 November 2026.</summary>
public sealed class DayTests
{
    static readonly DateOnly today = new(2026, 11, 30);

    static Entity Only(string text, EntityKind kind) => Assert.Single(Understanding.Of(text, today).Entities, each => each.Kind == kind);

    [Theory]
    [InlineData("rdv aujourd'hui svp", "aujourd'hui", "2026-11-30")]
    [InlineData("wach kheddamin lyouma", "lyouma", "2026-11-30")]
    [InlineData("اليوم واش خدامين", "اليوم", "2026-11-30")]
    [InlineData("ghedda m3a 10", "ghedda", "2026-12-01")]
    [InlineData("بدلوه ليا لغدا", "غدا", "2026-12-01")]
    [InlineData("demain matin", "demain", "2026-12-01")]
    [InlineData("يوم غد إن شاء الله", "يوم غد", "2026-12-01")]
    [InlineData("b3d ghedda", "b3d ghedda", "2026-12-02")]
    [InlineData("après-demain", "après-demain", "2026-12-02")]
    [InlineData("بعد غد", "بعد غد", "2026-12-02")]
    [InlineData("depuis hier", "hier", "2026-11-29")]
    [InlineData("طافي من البارح", "البارح", "2026-11-29")]
    [InlineData("avant-hier", "avant-hier", "2026-11-28")]
    [InlineData("الجمعة الجاية", "الجمعة الجاية", "2026-12-04")]
    [InlineData("lundi prochain", "lundi prochain", "2026-12-07")]
    [InlineData("nhar tlat", "nhar tlat", "2026-12-01")]
    [InlineData("يوم الثلاثاء المقبل", "يوم الثلاثاء المقبل", "2026-12-01")]
    [InlineData("samedi dernier", "samedi dernier", "2026-11-28")]
    [InlineData("نهار الجمعة اللي فاتت", "نهار الجمعة اللي فاتت", "2026-11-27")]
    [InlineData("blassa lkhmis 3afak", "lkhmis", "2026-12-03")]
    [InlineData("le 12/03 si possible", "12/03", "2027-03-12")]
    [InlineData("le 12/03/2028", "12/03/2028", "2028-03-12")]
    [InlineData("٠٥/١٢", "٠٥/١٢", "2026-12-05")]
    [InlineData("le 5 mars", "5 mars", "2027-03-05")]
    [InlineData("خمسة مارس", "خمسة مارس", "2027-03-05")]
    [InlineData("يوم 8 دجنبر", "يوم 8 دجنبر", "2026-12-08")]
    [InlineData("1er janvier 2027", "1er janvier 2027", "2027-01-01")]
    [InlineData("nhar 2 avril", "nhar 2 avril", "2027-04-02")]
    [InlineData("vendredi 18", "vendredi 18", "2026-12-18")]
    [InlineData("lundi 12 janvier", "lundi 12 janvier", "2027-01-12")]
    [InlineData("29 février", "29 février", "2028-02-29")]
    [InlineData("dans trois jours", "dans trois jours", "2026-12-03")]
    [InlineData("ce soir", "ce soir", "2026-11-30")]
    [InlineData("nhar 17", "nhar 17", "2026-12-17")]
    public void A_day_is_found_and_resolved(string text, string words, string day)
    {
        var its = Only(text, EntityKind.Date);
        Assert.Equal((words, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), (its.Value, its.Day));
    }

    [Theory]
    [InlineData("cette semaine")]
    [InlineData("le mois dernier")]
    [InlineData("نهار عاشوراء")]
    [InlineData("نهار المسيرة الخضراء")]
    [InlineData("يوم عيد الاستقلال")]
    [InlineData("la nuit dernière")]
    [InlineData("السيمانة الجاية")]
    [InlineData("chher li jay")]
    [InlineData("الأسبوع الماضي")]
    public void A_period_is_a_date_without_a_day(string text)
    {
        var its = Only(text, EntityKind.Date);
        Assert.Equal((text, null), (its.Value, its.Day));
    }

    [Theory]
    [InlineData("fuite au boulevard 2 Mars")]
    [InlineData("ouvert 24/7 ou 7/7")]
    [InlineData("chi 7ed yjawbni")]
    [InlineData("لم يصب أحد")]
    [InlineData("لا أرغب في أي إشعار بعد اليوم")]
    [InlineData("il marche mal")]
    [InlineData("zbel f 2 mars")]
    [InlineData("بعد صلاة الجمعة")]
    [InlineData("لحد الآن والو")]
    public void What_is_no_day_is_none(string text) => Assert.DoesNotContain(Understanding.Of(text, today).Entities, each => each.Kind == EntityKind.Date);

    [Fact]
    public void A_day_needs_a_today() => Assert.Null(Assert.Single(Understanding.Of("ghedda").Entities).Day);

    [Theory]
    [InlineData("rdv à 15h30", "15h30", "15:30")]
    [InlineData("ghedda m3a 10", "10", "10:00")]
    [InlineData("m3a l3achra w nss", "l3achra w nss", "10:30")]
    [InlineData("الساعة الثالثة زوالا", "الثالثة", "15:00")]
    [InlineData("10h du mat", "10h", "10:00")]
    [InlineData("8:30", "8:30", "08:30")]
    [InlineData("m3a 3", "3", "15:00")]
    [InlineData("مع العشرة إلا ربع", "العشرة إلا ربع", "09:45")]
    [InlineData("الثامنة والنصف صباحا", "الثامنة والنصف", "08:30")]
    [InlineData("jusqu'à 2h du matin", "2h", "02:00")]
    [InlineData("m3a jouj d lil", "jouj", "02:00")]
    [InlineData("9 d lil", "9", "21:00")]
    [InlineData("على الساعة الحادية عشرة", "الحادية عشرة", "11:00")]
    [InlineData("vers 16 h 15", "16 h 15", "16:15")]
    [InlineData("à midi", "midi", "12:00")]
    [InlineData("passez à midi et demi", "midi et demi", "12:30")]
    [InlineData("vers minuit moins le quart", "minuit moins le quart", "23:45")]
    [InlineData("à 10h et demie", "10h et demie", "10:30")]
    [InlineData("nji m3a 10 w nss", "10 w nss", "10:30")]
    [InlineData("nji m3a 10 wnss", "10 wnss", "10:30")]
    [InlineData("nwsel m3a 10 ghir rbe3", "10 ghir rbe3", "09:45")]
    [InlineData("غادي نوصل مع العشرة غير ربع", "العشرة غير ربع", "09:45")]
    [InlineData("m3a 9 w 20", "9 w 20", "09:20")]
    [InlineData("محلول حتى ل4", "4", "16:00")]
    public void An_hour_is_found_and_resolved(string text, string words, string hour)
    {
        var its = Only(text, EntityKind.Time);
        Assert.Equal((words, TimeOnly.Parse(hour, System.Globalization.CultureInfo.InvariantCulture)), (its.Value, its.Hour));
    }

    [Theory]
    [InlineData("créneau 14h-15h", "14h 15h")]
    [InlineData("lundi 8h30-16h30", "8h30 16h30")]
    [InlineData("de 9-12h", "9 12h")]
    [InlineData("entre 10h et midi", "10h midi")]
    [InlineData("entre 10 et 11h", "10 11h")]
    [InlineData("entre midi et deux", "midi deux")]
    [InlineData("bin 12 w 2", "12 2")]
    [InlineData("بين 10 و12", "10 12")]
    [InlineData("ouvert 10:00-12:00", "10:00 12:00")]
    public void Both_ends_of_a_span_are_hours(string text, string hours) =>
        Assert.Equal(hours, string.Join(' ', Understanding.Of(text, today).Entities.Where(each => each.Kind == EntityKind.Time).Select(each => each.Value)));

    [Theory]
    [InlineData("entre 10 et 12 personnes")]
    [InlineData("entre 2 et 3 jours")]
    [InlineData("4h d'attente")]
    [InlineData("pendant 3h")]
    [InlineData("ouvert 24h/24")]
    [InlineData("m3a 3 dyal nas")]
    [InlineData("b3d 3 iyam")]
    [InlineData("للمرة الثالثة")]
    [InlineData("جوج بولات")]
    [InlineData("أخروا موعدي ساعة واحدة")]
    public void What_is_no_hour_is_none(string text) => Assert.DoesNotContain(Understanding.Of(text, today).Entities, each => each.Kind == EntityKind.Time);
}
