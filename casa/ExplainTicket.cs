using System.Globalization;
using System.Text.Json.Nodes;
using CasaServerless.Kernel;
using CasaServerless.Services.Tickets;

namespace Casa;

/// <summary>A ticket told as a story, in one language, as the desk tells it.</summary>
static class ExplainTicket
{
    internal static void Tell(JsonNode told, DateTimeOffset until, Language language, TextWriter output)
    {
        var kind = KebabText.Read<TicketType>(told["kind"]!.GetValue<string>())!.Value;
        output.WriteLine($"{told["reference"]} · {kind.Words().In(language)} · {told["service"]!["name"]} · {told["operator"]!["name"]}");
        foreach (var line in told["history"]!.AsArray())
        {
            var when = DateTimeOffset.Parse(line!["at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            if (when > until) break;
            output.WriteLine($"  {Explain.Moment(when).In(language)}  {line["what"]} ({Who(line["by"]!.GetValue<string>()).In(language)})");
        }
        if (until < DateTimeOffset.MaxValue) return;
        output.WriteLine($"  {told["statusText"]} · {Awaited(told).In(language)}");
    }

    static Bilingual Awaited(JsonNode told)
    {
        var due = Explain.Moment(DateTimeOffset.Parse(told["answerBy"]!.GetValue<string>(), CultureInfo.InvariantCulture));
        return told["status"]!.GetValue<string>() switch
        {
            "received" or "assigned" => new($"une réponse est attendue de l’opérateur avant le {due.Fr}", $"في انتظار جواب الجهة المكلفة قبل {due.Ar}"),
            "awaiting-reporter" => new("une précision est attendue de l’auteur ; le délai est suspendu", "في انتظار توضيح من صاحب التبليغ؛ الأجل متوقف"),
            "merged" => new($"une suite est attendue du signalement {told["mergedInto"]}", $"في انتظار مآل التبليغ {told["mergedInto"]}"),
            _ => new("rien n’est attendu", "لا يُنتظر أي إجراء"),
        };
    }

    // A name stays what it is.
    static Bilingual Who(string by) => by switch
    {
        "citizen" => new("auteur", "صاحب التبليغ"),
        "agent" => new("agent", "أحد الأعوان"),
        "manager" => new("responsable", "المسؤول"),
        "operator" => new("système de l’opérateur", "نظام الجهة المكلفة"),
        "partner" => new("partenaire", "شريك"),
        "city" => new("système", "النظام"),
        _ => new(by, by),
    };
}
