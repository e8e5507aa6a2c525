using System.Globalization;

namespace CasaServerless.Bot.Language.Rules;

/// <summary>
/// What must not be missed, or is said plainly, decided by evidence that can be read. An emergency comes before all else. Pure.
/// </summary>
static class IntentRules
{
    const int Enough = 10, NoDanger = -3, NoneAtAll = -7;

    // A problem that is named weighs as much as one of the rule.
    const int Named = 5;
    const double Sure = 0.8, NotUnlikely = 0.1;

    // Of so few words the model alone is no reason for an alarm, unless it is sure.
    const int FewWords = 5;

    // The likelier the model finds an emergency, the less the signs need to weigh; where they weigh so much, the model is not asked. People, places, hurry and
    // pleading are no danger by themselves: one sign is to be of more than these, unless the model is of the same mind.
    const int Deciding = 13, MoreThanPeople = 4;
    const double SameMind = 0.5;
    static readonly (double Likely, int Weight)[] needed = [(0.9, 0), (0.7, 1), (0.5, 3), (0.2, 4), (0.1, 6), (0.05, 8), (0.02, 9), (0.01, 10), (0.003, 12)];

    static readonly Lexicon emergency = Read("emergency");

    // What happens to a body, and what burns; that it is now; that somebody calls; that they ask for help, which is no danger.
    static readonly UInt128 bodily = emergency.Named("gas", "shock", "drown", "breath", "faint", "heart", "birth", "bleed", "under", "poison", "suicide"), burning = emergency.Named("fire", "smoke"),
        now = emergency.Named("now"), asked = emergency.Named("please", "send"), call = asked | emergency.Named("cry", "sos", "rescue", "lost-in-fear", "scream", "trapped");

    // Where it happens, what else is there, what was.
    static readonly UInt128 place = emergency.Named("paper", "office"), things = emergency.Named("air", "smell", "traffic-light", "broken", "everyday"), everyday = emergency.Named("everyday"), past = emergency.Named("past"), over = emergency.Named("over");

    static readonly Lexicon greeting = Read("greeting"), hints = Read("hints"), missing = Read("missing"), report = Read("report_problem");
    static readonly UInt128 reporting = report.Named("report"), none = missing.Named("none"), code = missing.Named("code"), reference = missing.Named("reference");

    static readonly (string Name, Intent Intent, Lexicon Signs)[] plain =
        [("opt_out", Intent.OptOut, Read("opt_out")), ("change_language", Intent.ChangeLanguage, Read("change_language")), ("talk_to_human", Intent.TalkToHuman, Read("talk_to_human")),
         ("required_documents", Intent.RequiredDocuments, Read("required_documents"))];

    static readonly (string Name, Intent Intent, Lexicon Signs)[] nothingElse =
        [("stop", Intent.OptOut, Read("stop")), ("greeting", Intent.Greeting, greeting), ("thanks", Intent.Thanks, Read("thanks"))];

    /// <summary>What is decided by rule; null where the model decides.</summary>
    /// <param name="namesProblem">A problem of a category is named.</param>
    /// <param name="likely">The model's likelihoods of each intent.</param>
    public static Ruling? Of(Utterance said, bool namesProblem, ReadOnlySpan<double> likely)
    {
        Span<bool> seen = stackalloc bool[Lexicon.MostWords];
        if (Emergency(said, likely[(int)Intent.Emergency], seen) is { } danger) return danger;
        foreach (var (name, intent, signs) in plain)
        {
            if (signs.In(said, seen) is var found && signs.Weight(found) is >= Enough and var weight) return new(intent, name, Told(signs, found, weight));
        }
        if (Report(said, namesProblem, likely[(int)Intent.ReportProblem], seen) is { } reported) return reported;
        foreach (var (name, intent, signs) in nothingElse)
        {
            seen.Clear();
            if (signs.In(said, seen) is var found && signs.Weight(found) is >= Enough and var weight && All(said, seen)) return new(intent, name, Told(signs, found, weight));
        }
        return null;
    }

    /// <summary>With how many words a message greets before it comes to something else; none where it only greets.</summary>
    public static int Greeting(Utterance said)
    {
        Span<bool> seen = stackalloc bool[Lexicon.MostWords];
        if (greeting.Weight(greeting.In(said, seen)) < Enough) return 0;
        var words = 0;
        while (words < said.WordList.Count && words < seen.Length && seen[words]) words++;
        return words < said.WordList.Count ? words : 0;
    }

    /// <summary>An emergency that the model sees, and of which the signs say that it is none, or that is a guess and has no sign.</summary>
    public static bool IsNoEmergency(Utterance said, double likely)
    {
        var found = Danger(said, stackalloc bool[Lexicon.MostWords]);
        var weight = emergency.Weight(found);
        return weight <= (likely < Sure ? NoDanger : NoneAtAll) || !HasDanger(found) && (likely < SameMind || likely < Sure && (weight < 0 || said.WordList.Count < FewWords));
    }

    /// <summary>A wish that the model sees, and whose own rule says that it is denied or another's.</summary>
    public static bool IsDenied(Utterance said, Intent wish)
    {
        Span<bool> seen = stackalloc bool[Lexicon.MostWords];
        foreach (var (_, intent, signs) in plain)
        {
            if (intent == wish && signs.Weight(signs.In(said, seen)) <= -Enough) return true;
        }
        return false;
    }

    /// <summary>What can be told to somebody whose message is none of the city's matters: the name of the first sign that it shows; null where it shows none.</summary>
    public static string? Hint(Utterance said)
    {
        var found = hints.In(said, stackalloc bool[Lexicon.MostWords]);
        return found == 0 ? null : hints.Signs[(int)UInt128.TrailingZeroCount(found)].Name;
    }

    /// <summary>What a message says that its writer has not: <c>code</c> or <c>reference</c>; null where it does not say so.</summary>
    public static string? Missing(Utterance said)
    {
        var found = missing.In(said, stackalloc bool[Lexicon.MostWords]);
        return (found & none) == 0 ? null : (found & code) != 0 ? "code" : (found & reference) != 0 ? "reference" : null;
    }

    /// <summary>What speaks for an emergency and against it, whether or not it decides.</summary>
    public static string Evidence(Utterance said)
    {
        var found = Danger(said, stackalloc bool[Lexicon.MostWords]);
        return Told(emergency, found, emergency.Weight(found));
    }

    static Ruling? Emergency(Utterance said, double likely, Span<bool> seen)
    {
        var found = Danger(said, seen);
        var weight = emergency.Weight(found);
        if (weight >= Deciding) return new(Intent.Emergency, "emergency", Told(emergency, found, weight));
        foreach (var (least, enough) in needed)
        {
            if (likely >= least && weight >= enough && (likely >= SameMind || HasDanger(found))) return new(Intent.Emergency, "emergency with the model", Told(emergency, found, weight));
        }
        return null;
    }

    // Who reports a danger is not sent to a form.
    static Ruling? Report(Utterance said, bool namesProblem, double likely, Span<bool> seen)
    {
        var found = report.In(said, seen);
        var weight = report.Weight(found) + (namesProblem ? Named : 0);
        return weight >= Enough && (found & reporting) != 0 && (namesProblem || likely >= NotUnlikely) && !HasDanger(Danger(said, seen))
            ? new(Intent.ReportProblem, "report_problem", Told(report, found, weight)) : null;
    }

    // The signs that count. People faint at counters too, and who was only ill yesterday may be dying now: where somebody is hurt and it is now, or they call, or it is
    // told twice, it counts no more where it happens, what else is there and what was.
    static UInt128 Danger(Utterance said, Span<bool> seen)
    {
        var found = emergency.In(said, seen);
        var (hurt, burns, isNow, calls) = (UInt128.PopCount(found & bodily), (found & burning) != 0, (found & now) != 0, (found & call) != 0);
        if (hurt > 1 || hurt == 1 && (isNow || calls) || burns && calls) found &= ~(place | things);
        if (isNow && hurt > 0) found &= ~(past | over);
        if (isNow && burns) found &= ~(past | place);
        if (burns) found &= ~everyday;
        return found;
    }

    static bool HasDanger(UInt128 found) => emergency.Heaviest(found & ~asked) >= MoreThanPeople;

    // Only what stands with a greeting makes it more than a greeting.
    static bool All(Utterance said, ReadOnlySpan<bool> seen) => said.WordList.Count <= Lexicon.MostWords && !seen[..said.WordList.Count].Contains(false);

    static string Told(Lexicon signs, UInt128 found, int weight) => string.Create(CultureInfo.InvariantCulture, $"{signs.Told(found)} = {weight}");

    static Lexicon Read(string name)
    {
        using var file = typeof(IntentRules).Assembly.GetManifestResourceStream($"rules/{name}.txt") ?? throw new InvalidDataException($"There is no rule {name}.");
        using var text = new StreamReader(file);
        return Lexicon.Read(text);
    }
}
