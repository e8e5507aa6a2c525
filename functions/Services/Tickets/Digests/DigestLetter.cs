using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>A digest's words in both languages: how many of each, and the first of them by reference, service, arrondissement and term.</summary>
sealed record DigestLetter(Bilingual Subject, IReadOnlyList<Bilingual> Paragraphs)
{
    /// <summary>How many of each, for where many read along: the desk shows which.</summary>
    public IReadOnlyList<Bilingual> InShort => [.. Paragraphs.Skip(1).Select(paragraph => new Bilingual(paragraph.Fr.Split('\n')[0], paragraph.Ar.Split('\n')[0]))];

    public static async Task<DigestLetter> Of(DigestEvent.Written written, Bilingual addressee, TicketDesk desk, CancellationToken stop)
    {
        var services = (await desk.Referentiels.Services(stop)).ToDictionary(one => one.Id, one => one.Name);
        var arrondissements = (await desk.Referentiels.Arrondissements(stop)).ToDictionary(one => one.Id, one => one.Name);
        var (its, day) = (written.Digest, MoroccanDate.InWords(written.Day));
        var since = MoroccanDate.InWords(CityTime.Day(its.Since));
        var parts = new (DigestPart Part, Bilingual Words)[]
        {
            (its.Late, new("En retard", "متأخرة")),
            (its.DueToday, new("À répondre aujourd’hui", "يحل أجل الجواب عنها اليوم")),
            (its.DueSoon, new("À répondre dans les sept jours", "يحل أجل الجواب عنها خلال الأيام السبعة المقبلة")),
            (its.Reopened, new($"Rouverts depuis le {since.Fr}", $"أُعيد فتحها منذ {since.Ar}")),
            (its.New, new($"Nouveaux depuis le {since.Fr}", $"جديدة منذ {since.Ar}")),
            (its.AwaitingReporter, new("En attente d’une précision de l’auteur", "في انتظار توضيح من صاحب التبليغ")),
        };
        return new(
            new($"Signalements du {day.Fr} : {addressee.Fr}", $"تبليغات {day.Ar}: {addressee.Ar}"),
            [
                new("Bonjour,", "تحية طيبة،"),
                new($"Signalements ouverts confiés à {addressee.Fr} : {its.Open}.", $"عدد التبليغات المفتوحة المحالة على {addressee.Ar}: {its.Open}."),
                .. parts.Where(one => one.Part.Count > 0).Select(one => Paragraph(one.Part, one.Words)),
            ]);

        Bilingual Paragraph(DigestPart part, Bilingual words) => new(
            string.Join('\n', [$"{words.Fr} : {part.Count}", .. part.First.Select(item => Line(item).Fr), .. Others(part, "… et {0} de plus")]),
            string.Join('\n', [$"{words.Ar}: {part.Count}", .. part.First.Select(item => Line(item).Ar), .. Others(part, "… و{0} أخرى")]));

        Bilingual Line(DigestItem item)
        {
            var (service, due) = (services.GetValueOrDefault(item.Service) ?? new(item.Service, item.Service), MoroccanDate.InWords(CityTime.Day(item.AnswerBy)));
            var place = item.Arrondissement is { } id ? arrondissements.GetValueOrDefault(id) : null;
            return new(
                $"{item.Reference} · {(item.Urgent ? "URGENT · " : "")}{service.Fr}{(place is null ? "" : $" · {place.Fr}")} · réponse due le {due.Fr}",
                $"{item.Reference} · {(item.Urgent ? "مستعجل · " : "")}{service.Ar}{(place is null ? "" : $" · {place.Ar}")} · أجل الجواب: {due.Ar}");
        }
    }

    static IEnumerable<string> Others(DigestPart part, string words) => part.Count == part.First.Count ? []
        : [string.Format(System.Globalization.CultureInfo.InvariantCulture, words, part.Count - part.First.Count)];
}
