using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Language.Rules;

namespace CasaServerless.Bot.Language;

/// <summary>Understands a message by itself: what it names, what must not be missed by rule, the rest by the model. Pure, and the same everywhere.</summary>
public static class Understanding
{
    // What the model must be surer by than the words of problems, where they differ.
    const double SurerBy = 3;

    /// <summary>What a message says.</summary>
    /// <param name="today">The day on which it was written, so that "tomorrow" is one.</param>
    public static Understood Of(string text, DateOnly? today = null) => Of(text, LanguageModel.Own, today);

    internal static Understood Of(string text, LanguageModel model, DateOnly? today = null)
    {
        var said = new Utterance(text) { Today = today };
        var entities = EntityFinder.In(said);
        Span<uint> all = stackalloc uint[Features.Most];
        var features = all[..Features.Of(said, entities, all)];
        Span<double> intents = stackalloc double[Intents.Count], forms = stackalloc double[LanguageModel.Forms];
        model.Weigh(features, intents, forms);
        var ((first, second), (form, _)) = (Best(intents), Best(forms));
        var namesProblem = entities.Exists(each => each.Kind == EntityKind.Category);
        if (IntentRules.Of(said, namesProblem, intents) is { } ruling)
        {
            var category = ruling.Intent == Intent.ReportProblem && namesProblem ? GiveCategory(entities, features, model, text) : 0;
            return new((Form)form, ruling.Intent, 1, (Intent)(first == (int)ruling.Intent ? second : first), Kept(entities, ruling.Intent)) { Ruling = ruling, CategoryConfidence = category };
        }
        Span<double> left = stackalloc double[Intents.Count];
        intents.CopyTo(left);
        var likeliest = first;
        for (; IsDenied(said, (Intent)first, intents); first = Best(left).First) left[first] = -1;
        if (first != likeliest) second = likeliest;
        var sure = first == (int)Intent.ReportProblem ? GiveCategory(entities, features, model, text) : 0;
        return new((Form)form, (Intent)first, intents[first], (Intent)second, Kept(entities, (Intent)first))
        {
            CategoryConfidence = sure,
            Hint = first == (int)Intent.OutOfScope ? IntentRules.Hint(said) : null,
        };
    }

    static bool IsDenied(Utterance said, Intent intent, ReadOnlySpan<double> likely) =>
        intent == Intent.Emergency ? IntentRules.IsNoEmergency(said, likely[(int)intent]) : IntentRules.IsDenied(said, intent);

    // The words of problems and the model know different things: where they differ, the model has to be so much surer. Answers how sure it is.
    static double GiveCategory(List<Entity> entities, ReadOnlySpan<uint> features, LanguageModel model, string text)
    {
        Span<double> likely = stackalloc double[Categories.Ids.Count];
        model.WeighProblems(features, likely);
        var at = entities.FindIndex(each => each.Kind == EntityKind.Category);
        if (at >= 0) likely[Categories.IndexOf(entities[at].Value)] *= SurerBy;
        var (best, sum) = (Best(likely).First, 0.0);
        foreach (var each in likely) sum += each;
        var id = Categories.Ids[best];
        if (at < 0) entities.Insert(0, new(EntityKind.Category, id, 0, text.Length));
        else entities[at] = entities[at] with { Value = id };
        return likely[best] / sum;
    }

    // A category is of a report and a language of the wish to talk in it; elsewhere they only helped to weigh.
    static IReadOnlyList<Entity> Kept(IReadOnlyList<Entity> entities, Intent intent) => [.. entities.Where(each => each.Kind switch
    {
        EntityKind.Category => intent == Intent.ReportProblem,
        EntityKind.Language => intent == Intent.ChangeLanguage,
        // A bus that is in the way is nobody's means of transport.
        EntityKind.Mode => intent is not Intent.ReportProblem,
        // The intent says it already; what the paper is about is not asked for.
        EntityKind.Procedure => intent is Intent.RequiredDocuments or Intent.TrackRequest or Intent.BookOrChangeAppointment or Intent.CancelRequest or Intent.OpeningHours
            or Intent.ComplaintService or Intent.OpenData or Intent.TalkToHuman,
        EntityKind.Tax => intent is Intent.TaxInfo or Intent.TaxPayment,
        // Where a problem is, people say by what stands there; elsewhere a mosque is only a mosque.
        EntityKind.Address => !each.Landmark || intent is Intent.ReportProblem or Intent.Emergency or Intent.TransportInfo,
        _ => true,
    })];

    static (int First, int Second) Best(ReadOnlySpan<double> likely)
    {
        var (first, second) = (0, -1);
        for (var at = 1; at < likely.Length; at++)
        {
            if (likely[at] > likely[first]) (first, second) = (at, first);
            else if (second < 0 || likely[at] > likely[second]) second = at;
        }
        return (first, second);
    }
}
