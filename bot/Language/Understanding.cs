using CasaServerless.Bot.Language.Entities;

namespace CasaServerless.Bot.Language;

/// <summary>Understands a message by itself: what it names, what must not be missed by rule, the rest by the model. Pure, and the same everywhere.</summary>
public static class Understanding
{
    /// <summary>What a message says.</summary>
    public static Understood Of(string text) => Of(text, LanguageModel.Own);

    /// <summary>What a message says that was written on a day, so that "tomorrow" is one.</summary>
    public static Understood Of(string text, DateOnly today) => Of(text, LanguageModel.Own, today);

    internal static Understood Of(string text, LanguageModel model, DateOnly? today = null)
    {
        var said = new Utterance(text) { Today = today };
        var entities = EntityFinder.In(said);
        Span<int> features = stackalloc int[Features.Most];
        var count = Features.Of(said, entities, features);
        Span<double> likely = stackalloc double[LanguageModel.Classes];
        model.Weigh(features[..count], likely);
        var intents = likely[..Intents.Count];
        var (first, second) = Best(intents);
        var (form, _) = Best(likely[Intents.Count..]);
        return new((Form)form, (Intent)first, intents[first], (Intent)second, entities);
    }

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
