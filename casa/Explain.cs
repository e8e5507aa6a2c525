using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CasaServerless.Common.Payments;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Fees;

namespace Casa;

/// <summary><c>explain</c>: a case told as a story, all of it in one language, in the words of the officers' page.</summary>
static class Explain
{
    public static Command Verb()
    {
        var reference = new Argument<string>("REFERENCE") { HelpName = "REFERENCE", Description = "such as LEG-7K3Q9-XM2PAV or TIC-…" };
        var at = new Option<DateTimeOffset?>("--at") { HelpName = "ISO", Description = "as it was told at that moment" };
        var lang = new Option<string>("--lang") { HelpName = "fr|ar", Description = "in which it is told (fr)", DefaultValueFactory = _ => "fr" };
        lang.AcceptOnlyFromAmong("fr", "ar");
        var port = CityClient.Port();
        var verb = new Command("explain", "a case as a story: what happened, who, when, what is awaited") { reference, at, lang, port };
        verb.SetAction(async (said, stop) =>
        {
            var code = said.GetValue(lang)!;
            using var city = new CityClient(said.GetValue(port), code);
            var its = Reference.Read(said.GetValue(reference)!) ?? throw new Failure($"{said.GetValue(reference)} is no reference: one letter or digit is wrong.");
            var language = code == "ar" ? Language.Arabic : Language.French;
            if (its.StartsWith("TIC-", StringComparison.Ordinal))
            {
                var ticket = await city.Call(HttpMethod.Get, $"/api/tickets/{its}", null, stop, Token.Make(Roles.Manager));
                ExplainTicket.Tell(ticket, said.GetValue(at) ?? DateTimeOffset.MaxValue, language, Console.Out);
                return 0;
            }
            var told = await city.Call(HttpMethod.Get, $"/api/legalisations/{its}", null, stop, Token.Make(Roles.Manager));
            var bureaus = (await city.Call(HttpMethod.Get, "/api/bureaus", null, stop))["items"]!.AsArray();
            var bureau = bureaus.FirstOrDefault(one => one!["id"]!.GetValue<string>() == told["bureau"]!.GetValue<string>())?["name"]?[code]?.GetValue<string>();
            Tell(told, bureau, said.GetValue(at) ?? DateTimeOffset.MaxValue, language, Console.Out);
            return 0;
        });
        return verb;
    }

    /// <param name="bureau">The bureau's name; its id is told where nobody knows it any more.</param>
    internal static void Tell(JsonNode told, string? bureau, DateTimeOffset until, Language language, TextWriter output)
    {
        var kind = KebabText.Read<PaperKind>(told["kind"]!.GetValue<string>())!.Value;
        output.WriteLine($"{told["reference"]} · {kind.Words().In(language)} · {bureau ?? told["bureau"]!.GetValue<string>()}");
        foreach (var line in told["history"]!.AsArray())
        {
            var when = DateTimeOffset.Parse(line!["at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            if (when > until) break;
            output.WriteLine($"  {Moment(when).In(language)}  {line["what"]} ({Who(line["by"]!.GetValue<string>()).In(language)})");
        }
        if (until < DateTimeOffset.MaxValue) return;
        var awaited = string.Join(language == Language.Arabic ? "، و" : ", et ", Awaits(told, kind).Select(one => one.In(language)));
        output.WriteLine($"  {told["statusText"]}{(told["registerNumber"] is { } number ? $" ({number})" : "")} · {awaited}");
    }

    // As the clocks of Casablanca showed it.
    internal static Bilingual Moment(DateTimeOffset instant)
    {
        var (day, hour) = (MoroccanDate.InWords(CityTime.Day(instant)), CityTime.In(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        return new($"{day.Fr} à {hour}", $"{day.Ar} على الساعة {hour}");
    }

    // A name stays what it is.
    static Bilingual Who(string by) => by switch
    {
        "citizen" => new("demandeur", "صاحب الطلب"),
        "officer" => new("officier", "الضابط"),
        "manager" => new("responsable", "المسؤول"),
        "party" => new("destinataire", "المرسل إليه"),
        "city" => new("système", "النظام"),
        _ => new(by, by),
    };

    // A fee stops nothing, so it is awaited beside whatever else is, and after the paper was certified alone.
    static IEnumerable<Bilingual> Awaits(JsonNode told, PaperKind kind)
    {
        var step = Awaited(told["status"]!.GetValue<string>(), kind);
        if (step is not null) yield return step;
        if (told["fee"]?["owed"]?.GetValue<decimal>() is > 0 and var owed)
        {
            var amount = new Money(owed, told["fee"]!["currency"]!.GetValue<string>()).Words();
            yield return new($"la taxe de {amount.Fr} est attendue", $"أداء الرسم، وقدره {amount.Ar}، منتظر");
        }
        else if (step is null)
        {
            yield return new("rien n’est attendu", "لا يُنتظر أي إجراء");
        }
    }

    static Bilingual? Awaited(string status, PaperKind kind) => status switch
    {
        "awaiting-document" => new("le document du demandeur est attendu, ou sa vérification", "في انتظار وثيقة صاحب الطلب أو فحصها"),
        "document-refused" => new("un autre document est attendu du demandeur", "في انتظار وثيقة أخرى من صاحب الطلب"),
        "submitted" when kind == PaperKind.Signature => new("le demandeur est attendu au bureau, pour signer", "في انتظار حضور صاحب الطلب إلى المكتب للتوقيع"),
        "submitted" => new("le demandeur est attendu au bureau, avec l’original", "في انتظار حضور صاحب الطلب إلى المكتب مصحوبا بالأصل"),
        "presented" => new("la décision de l’officier est attendue", "في انتظار قرار الضابط"),
        "certifying" => new("le scellement est attendu", "في انتظار الختم الإلكتروني"),
        _ => null,
    };
}
