using CasaServerless.Kernel;

namespace CasaServerless.Common.Referentiels;

/// <summary>The forms of the catalogue's services, of who solves what they report, and of the hours in which that is done.</summary>
public sealed partial class ReferentielForm
{
    const int MostKeywords = 60, MostAttributes = 20, MostChoices = 40;

    // In working hours: 60 days have no more.
    const int MostAnswerHours = 24 * 60;

    static CityService Check(CityService its)
    {
        Text(its.Name, "nom", "الاسم");
        Text(its.Description, "description", "الوصف");
        Must(ServiceFamilies.Names.ContainsKey(its.Family), "famille", "الصنف");
        Must(ServiceGroups.Names.ContainsKey(its.Group), "groupe", "المجموعة");
        Must(its.Keywords.Count <= MostKeywords && its.Keywords.All(word => PlainText.Read(word, 1, 60) == word), "mots-clés", "الكلمات المفتاحية");
        Must(its.AnswerHours is >= 1 and <= MostAnswerHours, "délai de réponse", "أجل الجواب");
        Must(its.Attributes.Count <= MostAttributes && its.Attributes.Select(one => one.Code).Distinct().Count() == its.Attributes.Count,
            "questions", "الأسئلة");
        foreach (var attribute in its.Attributes) Check(attribute);
        return its;
    }

    static void Check(ServiceAttribute its)
    {
        Must(Id().IsMatch(its.Code), "code de la question", "رمز السؤال");
        Must(ServiceAttribute.Datatypes.Contains(its.Datatype), "type de la question", "نوع السؤال");
        Text(its.Description, "question", "السؤال");
        if (its.Help is { } help) Text(help, "aide de la question", "شرح السؤال");
        var chosen = its.Datatype.EndsWith("valuelist", StringComparison.Ordinal);
        Must(chosen ? its.Values.Count is >= 1 and <= MostChoices : its.Values.Count == 0, "choix de la question", "اختيارات السؤال");
        Must(its.Values.All(one => Id().IsMatch(one.Key)) && its.Values.Select(one => one.Key).Distinct().Count() == its.Values.Count,
            "choix de la question", "اختيارات السؤال");
        foreach (var choice in its.Values) Text(choice.Name, "choix de la question", "اختيارات السؤال");
        Must(its.Variable || !its.Required, "question obligatoire", "سؤال إلزامي");
    }

    static Operator Check(Operator its)
    {
        Text(its.Name, "nom", "الاسم");
        Address(its.Email);
        Channel(its.TeamsChannel);
        return its;
    }

    OperatorRule Check(OperatorRule its)
    {
        Must(its.Service == OperatorRule.AnyService || solving.Services.Any(one => one.Id == its.Service), "service", "الخدمة");
        Must(its.Prefecture is null || arrondissements.Any(one => one.PrefectureId == its.Prefecture), "préfecture", "العمالة");
        Must(solving.Operators.Any(one => one.Id == its.Operator), "opérateur", "الجهة المكلفة");
        Must(its.From <= (its.Until ?? DateOnly.MaxValue), "période", "المدة");
        Text(its.Basis, "fondement", "السند");
        Must(!solving.Rules.Any(its.Contradicts), "période d’une autre règle", "مدة قاعدة أخرى");
        return its;
    }

    Agent Check(Agent its)
    {
        Must(solving.Operators.Any(one => one.Id == its.Operator), "opérateur", "الجهة المكلفة");
        Text(its.Name, "nom", "الاسم");
        return its;
    }

    static AnswerTemplate Check(AnswerTemplate its)
    {
        Text(its.Name, "nom", "الاسم");
        Must(((string[])[its.Text.Fr, its.Text.Ar]).All(text => PlainText.Read(text, 3, 2000, lines: true) == text), "réponse type", "الجواب النموذجي");
        return its;
    }

    EscalationLevel Check(EscalationLevel its)
    {
        Must(its.Percent is >= 1 and <= 1000 && !solving.Escalation.Any(other => other.Id != its.Id && other.Percent == its.Percent),
            "part du délai, en pour cent", "النسبة المئوية من الأجل");
        Text(its.Name, "nom", "الاسم");
        Address(its.Email);
        Channel(its.TeamsChannel);
        return its;
    }

    static void Address(string? email) => Must(email is null || Kernel.Identity.EmailAddress.IsOne(email), "adresse électronique", "البريد الإلكتروني");

    static void Channel(string? teams) => Must(teams is null || TeamsChannel().IsMatch(teams), "canal Teams", "قناة Teams");

    WorkingHours Check(WorkingHours its)
    {
        Hours(its.Hours);
        Must(its.From <= (its.Until ?? DateOnly.MaxValue), "période", "المدة");
        Text(its.Basis, "fondement", "السند");
        Must(!solving.Hours.Any(its.Contradicts), "période d’autres horaires", "مدة أوقات عمل أخرى");
        return its;
    }
}
