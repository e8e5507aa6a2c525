using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Common.Referentiels;

/// <summary>
/// The forms that entries of the référentiels must have, so that nothing enters that an act would later stumble over: what is printed can be
/// drawn, what is named exists, and no period ends before it begins. Pure but for the data that it is given.
/// </summary>
public sealed partial class ReferentielForm(
    IReadOnlyList<Arrondissement> arrondissements, IReadOnlyList<Bureau> bureaus, IReadOnlyList<Officer> officers, IReadOnlyList<Tariff> tariffs,
    Solving solving)
{
    /// <summary>An entry's JSON is at most this long.</summary>
    public const int MostCharacters = 8000;

    static readonly string[] week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>The kinds that managers keep.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "bureaus", "officers", "delegations", "tariffs", "holidays", "ramadan-hours", "guidance", "retention",
        "services", "operators", "operator-rules", "agents", "working-hours", "escalation", "partners", "answer-templates",
    ];

    /// <summary>The row that an entry lies in, and its value as it will be written.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="id">As the address names it; the value's own is not looked at.</param>
    /// <param name="before">The value as it is; null for a new entry.</param>
    /// <exception cref="Refusal"><c>REF-003</c> names the field; <c>REF-008</c>: a delegation that was revoked.</exception>
    public (string Key, string Json) Read(string kind, string id, JsonElement value, string? before)
    {
        if (!Id().IsMatch(id)) throw ReferentielRefusals.Invalid("identifiant (minuscules, chiffres et tirets)", "المعرف (حروف لاتينية صغيرة وأرقام وشرطات)");
        var (key, json) = kind switch
        {
            "bureaus" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Bureau)), ReferentielJson.Default.Bureau),
            "officers" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Officer)), ReferentielJson.Default.Officer),
            "tariffs" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Tariff)), ReferentielJson.Default.Tariff),
            "holidays" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Holiday)), ReferentielJson.Default.Holiday),
            "ramadan-hours" => Write(id, Check(Parse(value, id, ReferentielJson.Default.RamadanHours)), ReferentielJson.Default.RamadanHours),
            "retention" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Retention)), ReferentielJson.Default.Retention),
            "partners" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Partner)), ReferentielJson.Default.Partner),
            "guidance" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Guidance)), ReferentielJson.Default.Guidance),
            "services" => Write(id, Check(Parse(value, id, ReferentielJson.Default.CityService)), ReferentielJson.Default.CityService),
            "operators" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Operator)), ReferentielJson.Default.Operator),
            "operator-rules" => Write(id, Check(Parse(value, id, ReferentielJson.Default.OperatorRule)), ReferentielJson.Default.OperatorRule),
            "agents" => Write(id, Check(Parse(value, id, ReferentielJson.Default.Agent)), ReferentielJson.Default.Agent),
            "working-hours" => Write(id, Check(Parse(value, id, ReferentielJson.Default.WorkingHours)), ReferentielJson.Default.WorkingHours),
            "answer-templates" => Write(id, Check(Parse(value, id, ReferentielJson.Default.AnswerTemplate)), ReferentielJson.Default.AnswerTemplate),
            "escalation" => Write(id, Check(Parse(value, id, ReferentielJson.Default.EscalationLevel)), ReferentielJson.Default.EscalationLevel),
            "delegations" => Delegated(Check(Parse(value, id, ReferentielJson.Default.Delegation), before)),
            _ => throw ReferentielRefusals.UnknownKind(),
        };
        return json.Length <= MostCharacters ? (key, json) : throw ReferentielRefusals.Invalid("longueur", "الطول");
    }

    /// <summary>A delegation's row: its officer leads the key, so that a certification reads no other's.</summary>
    public static (string Key, string Json) Delegated(Delegation act) => Write($"{act.Officer}|{act.Id}", act, ReferentielJson.Default.Delegation);

    Bureau Check(Bureau its)
    {
        Must(arrondissements.Any(one => one.Id == its.Arrondissement), "arrondissement", "المقاطعة");
        Printed(its.Name, "nom", "الاسم");
        Text(its.Address, "adresse", "العنوان");
        Hours(its.Hours);
        Must(its.Services.All(Id().IsMatch) && its.Services.Distinct().Count() == its.Services.Count, "services", "الخدمات");
        Must(its.Capacity is null or { SlotMinutes: >= 5 and <= 120, PerSlot: >= 1 and <= 50 }, "capacité", "الطاقة الاستيعابية");
        return its;
    }

    Officer Check(Officer its)
    {
        Must(bureaus.Any(one => one.Id == its.Bureau), "bureau", "المكتب");
        Printed(its.Name, "nom", "الاسم");
        Printed(its.Function, "qualité", "الصفة");
        return its;
    }

    Delegation Check(Delegation its, string? before)
    {
        var known = before is null ? null : JsonSerializer.Deserialize(before, ReferentielJson.Default.Delegation);
        if (known?.RevokedAt is not null) throw ReferentielRefusals.Revoked();
        Must(officers.Any(one => one.Id == its.Officer && one.Bureau == its.Bureau), "officier de ce bureau", "ضابط هذا المكتب");
        // The officer is in the row's key, and a delegation never passes from one to another.
        Must(known is null || known.Officer == its.Officer, "officier", "الضابط");
        Must(Number().IsMatch(its.Number) && SealArtist.CanDraw(its.Number), "numéro de l’arrêté", "رقم القرار");
        Must(its.Dated <= its.From && its.From <= its.Until, "dates de la délégation", "تواريخ التفويض");
        Must(its.RevokedAt is null, "retrait", "السحب");
        return its;
    }

    Tariff Check(Tariff its)
    {
        Must(Id().IsMatch(its.Procedure), "procédure", "المسطرة");
        Must(its.Amount is >= 0 and <= 100_000 && decimal.Round(its.Amount, 2) == its.Amount, "montant", "المبلغ");
        Must(its.Currency == "MAD", "monnaie", "العملة");
        Text(its.Basis, "fondement", "السند");
        Must(its.From <= (its.Until ?? DateOnly.MaxValue), "période", "المدة");
        Must(!tariffs.Any(its.Contradicts), "période d’un autre tarif", "مدة تعريفة أخرى");
        return its;
    }

    Holiday Check(Holiday its)
    {
        Period(its.From, its.Until, 366);
        Text(its.Name, "nom", "الاسم");
        Text(its.Basis, "fondement", "السند");
        Must(its.Bureau is null || bureaus.Any(one => one.Id == its.Bureau), "bureau", "المكتب");
        return its;
    }

    Guidance Check(Guidance its)
    {
        Must(Id().IsMatch(its.Procedure), "procédure", "المسطرة");
        Must(its.From <= (its.Until ?? DateOnly.MaxValue), "période", "المدة");
        Must(its.Bring.Count is >= 1 and <= 12, "pièces à apporter", "ما يجب إحضاره");
        Must(its.Know.Count <= 12, "choses à savoir", "ما يجب معرفته");
        foreach (var line in its.Bring) Text(line, "pièces à apporter", "ما يجب إحضاره");
        foreach (var line in its.Know) Text(line, "choses à savoir", "ما يجب معرفته");
        Text(its.Basis, "fondement", "السند");
        Must(its.Bureau is null || bureaus.Any(one => one.Id == its.Bureau), "bureau", "المكتب");
        return its;
    }

    static RamadanHours Check(RamadanHours its)
    {
        Period(its.From, its.Until, 31);
        Hours(its.Hours);
        Text(its.Basis, "fondement", "السند");
        return its;
    }

    static Retention Check(Retention its)
    {
        Must(Id().IsMatch(its.Outcome), "issue du dossier", "مآل الملف");
        Must(its.Months is >= 1 and <= 600, "durée en mois", "المدة بالأشهر");
        Must(its.From <= (its.Until ?? DateOnly.MaxValue), "période", "المدة");
        Text(its.Basis, "fondement", "السند");
        return its;
    }

    static Partner Check(Partner its)
    {
        Text(its.Name, "nom", "الاسم");
        Must(its.KeySha256 is null || Sha256().IsMatch(its.KeySha256), "empreinte SHA-256 de la clé", "بصمة SHA-256 للمفتاح");
        Must(its.PerDay is >= 1 and <= 1_000_000, "nombre par jour", "العدد في اليوم");
        Must(its.From <= (its.Until ?? DateOnly.MaxValue), "période", "المدة");
        return its;
    }

    static void Hours(IReadOnlyList<OpeningHours> hours)
    {
        Must(hours.Count is >= 1 and <= 14, "horaires", "أوقات العمل");
        Must(hours.All(open => open.Opens < open.Closes && open.Days.Count > 0 && open.Days.All(week.Contains)), "horaires", "أوقات العمل");
        var spans = hours.SelectMany(open => open.Days.Select(day => (day, open.Opens, open.Closes))).ToList();
        Must(!spans.Where((one, index) => spans.Skip(index + 1).Any(other => other.day == one.day && other.Opens < one.Closes && one.Opens < other.Closes)).Any(),
            "horaires qui se chevauchent", "أوقات عمل متداخلة");
    }

    static void Period(DateOnly from, DateOnly until, int most) =>
        Must(from <= until && until.DayNumber - from.DayNumber < most, "période", "المدة");

    static void Text(Bilingual text, string fr, string ar) =>
        // As it is kept, space around it and all: a line separator is space to some and a new line to others.
        Must(((string[])[text.Fr, text.Ar]).All(one => PlainText.Read(one, 1, 300) is not null && PlainText.IsPlain(one)), fr, ar);

    static void Printed(Bilingual text, string fr, string ar)
    {
        Text(text, fr, ar);
        Must(SealArtist.CanDraw(text.Fr) && SealArtist.CanDraw(text.Ar), fr, ar);
    }

    static void Must(bool holds, string fr, string ar)
    {
        if (!holds) throw ReferentielRefusals.Invalid(fr, ar);
    }

    // The address says which entry it is, whatever the value says.
    static T Parse<T>(JsonElement value, string id, JsonTypeInfo<T> json)
    {
        try
        {
            var named = System.Text.Json.Nodes.JsonObject.Create(value) ?? throw new JsonException();
            named["id"] = id;
            return named.Deserialize(json) ?? throw new JsonException();
        }
        // An object that names a property twice is an ArgumentException.
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            throw ReferentielRefusals.Invalid("forme de l’élément", "صيغة العنصر");
        }
    }

    static (string, string) Write<T>(string key, T value, JsonTypeInfo<T> json) => (key, JsonSerializer.Serialize(value, json));

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,79}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();

    /// <summary>As Teams names a channel, such as <c>19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2</c>.</summary>
    [GeneratedRegex(@"^19:[A-Za-z0-9_-]{1,100}@thread\.(tacv2|skype)\z", RegexOptions.CultureInvariant)]
    private static partial Regex TeamsChannel();

    [GeneratedRegex(@"^[\p{L}0-9][\p{L}0-9 ./-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
