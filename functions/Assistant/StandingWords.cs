using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Tickets;

namespace CasaServerless.Assistant;

/// <summary>Where a case stands, told in a few lines. Whoever reads has shown the case's code; names and papers are left out all the same, for others may look on.</summary>
static class StandingWords
{
    public static string Of(Services.Tickets.View.Told its, Language language)
    {
        var french = language == Language.French;
        string?[] lines =
        [
            french ? $"Signalement {its.Reference} : {its.Service.Name}" : $"التبليغ {Isolated(its.Reference)}: {its.Service.Name}",
            french ? $"État : {its.StatusText}." : $"الحالة: {its.StatusText}.",
            its.Outcome is { } outcome ? french ? $"Issue : {outcome.Words().Fr}." : $"النتيجة: {outcome.Words().Ar}." : null,
            its.PausedSince is not null ? french ? "Une question vous est posée sur la page de votre signalement." : "طُرح عليكم سؤال في صفحة تبليغكم." : null,
            its is { Outcome: null, PausedSince: null, MergedInto: null } && its.Status is TicketStatus.Received or TicketStatus.Assigned
                ? french ? $"Réponse attendue au plus tard le {Time(its.AnswerBy, language)}." : $"الجواب منتظر في أجل أقصاه {Time(its.AnswerBy, language)}." : null,
            its.MergedInto is { } other ? french ? $"Il est traité avec le signalement {other}." : $"يُعالج مع التبليغ {Isolated(other)}." : null,
            its.Messages.LastOrDefault(message => message.By == TicketAuthor.Operator) is { } last
                ? french ? $"Dernier message du service : {last.Text}" : $"آخر رسالة من المصلحة: {last.Text}" : null,
        ];
        return Told(lines);
    }

    public static string Of(Services.Legalisation.View.Told its, Language language)
    {
        var french = language == Language.French;
        string?[] lines =
        [
            french ? $"Demande {its.Reference} : {its.Kind.Words().Fr}" : $"الطلب {Isolated(its.Reference)}: {its.Kind.Words().Ar}",
            french ? $"État : {its.StatusText}." : $"الحالة: {its.StatusText}.",
            its.Refusal is { } refusal ? french ? $"Motif : {refusal.Sentence}" : $"السبب: {refusal.Sentence}" : null,
            its.Appointment is { } appointment ? french ? $"Rendez-vous le {Time(appointment.Start, language)}." : $"الموعد: {Time(appointment.Start, language)}." : null,
            its.RegisterNumber is { } number ? french ? $"Numéro au registre : {number}." : $"رقم السجل: {Isolated(number)}." : null,
        ];
        return Told(lines);
    }

    static string Told(string?[] lines) => string.Join('\n', lines.Where(line => line is not null));

    static string Time(DateTimeOffset time, Language language) => CityTime.In(time).ToString(
        language == Language.French ? "dddd d MMMM yyyy 'à' HH:mm" : "dddd d MMMM yyyy 'على الساعة' HH:mm",
        language.Culture());

    // A reference in a line from right to left: without a border its parts change places.
    static string Isolated(string reference) => $"\u2066{reference}\u2069";
}
