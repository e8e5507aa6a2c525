using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Language.Rules;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Bot.Dialogs;

/// <summary>The conversation: what a message wants, a menu, where a case stands, a person, the language, silence. What it needs of the city it asks of its desk.</summary>
/// <param name="other">Who else may be asked what an unclear message means.</param>
public sealed class Assistant(ICityDesk desk, ISecondOpinion? other = null)
{
    readonly Wishes wishes = new(desk);

    /// <summary>The first word, before the person has said anything.</summary>
    public static Turn Greet(Tongue tongue)
    {
        var talk = new Talk(tongue);
        return Say(talk, Sentences.Welcome, menu: true);
    }

    /// <summary>
    /// Takes one message. The same message and the same memory give the same answer as long as the city, and whoever else is asked, say the same: a turn that died is simply taken
    /// again.
    /// </summary>
    /// <param name="talk">What is remembered; null for the first message.</param>
    /// <param name="known">The person's language, where their channel tells it; their own words overrule it.</param>
    public async Task<Turn> Take(Talk? talk, Said said, CancellationToken stop, Tongue known = Tongue.French)
    {
        var before = talk ?? new Talk(known);
        var act = Meant(before, said);
        var understood = act is null && said.Text.Any(char.IsLetterOrDigit) ? Understand(said.Text, desk.Today) : null;
        var wish = act is null ? null : Wishes.Of(act);
        var its = Heard(before, said, understood);
        // Before all else, whoever has the conversation.
        if ((wish?.Intent ?? understood?.Intent) == Intent.Emergency)
            return its.WithPerson ? new(its, [Warning(its.Tongue)]) : await Grant(its, Intent.Emergency, null, null, first: false, stop);
        if (its.WithPerson)
        {
            // Words that are clear by rule are obeyed as the plain ones are.
            return (wish?.Intent == Intent.OptOut || understood is { Intent: Intent.OptOut, Ruling: not null } ? Acts.Stop : act) switch
            {
                Acts.Assistant => Say(its with { WithPerson = false }, Sentences.Back, menu: true),
                // Whoever has the conversation, this is obeyed and confirmed.
                Acts.Stop => Say(its with { Quiet = true }, Sentences.Quiet),
                Acts.Start => Say(its with { Quiet = false }, Sentences.NotQuiet),
                _ => new(its, []),
            };
        }
        if (act == Acts.TellHere) return its.Shown is { } shown && await desk.TellHere(shown, stop)
            ? Say(its with { Quiet = false }, Sentences.WillTell, menu: true) : Say(its, Sentences.Unknown, menu: true);
        // Who has never written here is told first who answers.
        if (talk is null && (act is Acts.Menu or Acts.Hello or Acts.Peace)) act = Acts.Welcome;
        if (act is not null) return wish is var (chosen, about) ? await Grant(its, chosen, about, null, first: false, stop) : Do(act, its);
        if (said.Files > 0) return await Beside(its, understood, stop);
        if (said.Point is not null) return Say(its, Sentences.PlaceKept, menu: true);
        if (WrittenReference.In(said.Text) is { } named) return await Standing(its, named, WrittenCode.Beside(said.Text), stop);
        if (its.Expects == Expects.AccessCode && WrittenCode.Of(said.Text) is { } code) return await Standing(its, its.Reference!, code, stop);
        if (its.Expects == Expects.Reference && WrittenCode.Is(said.Text)) return Say(its, Sentences.ReferenceFirst, menu: true);
        if (LooksLikeReference(said.Text)) return await Standing(its, said.Text.Trim(), null, stop);
        if (understood is null) return Say(its, talk is null ? Sentences.Welcome : Sentences.NotUnderstood, menu: true);
        var (where, day) = (Wishes.Where(understood), Wishes.Day(understood, desk.Today));
        if (its.Expects == Expects.Arrondissement && (where is not null || day is not null) && (understood.Intent == Intent.OpeningHours || !LeadsAway(understood) && !SaysMore(said.Text, understood)))
            return await Grant(its, Intent.OpeningHours, where ?? its.Arrondissement, day ?? (understood.Entities.Any(each => each.Kind == EntityKind.Date) ? null : its.Day), first: false, stop);
        if (its.Expects == Expects.Act && understood is { Intent: Intent.LegaliseSignature or Intent.CertifyCopy, Confidence: >= Wishes.Sure })
            return await Grant(its, Intent.RequiredDocuments, understood.Intent.Id(), null, first: false, stop);
        var waits = its.Expects is Expects.AccessCode or Expects.Reference;
        if (waits && !LeadsAway(understood, said.Text)) return await AskAgain(its, said.Text, stop);
        if (understood.Intent is Intent.TrackRequest or Intent.TrackTicket && Missing(said.Text) is { } what) return Say(its with { Expects = Expects.Reference }, what, menu: true);
        if (understood.Confidence < Wishes.Needed(understood))
        {
            var opinion = other is null ? null : await other.Ask(said.Text, understood, stop);
            return Ask(its, understood.Confidence < Wishes.Least && opinion is null ? [] : Wishes.Offer(understood, opinion, its.Tongue), first: talk is null);
        }
        return await Grant(its, understood.Intent, Wishes.About(understood), day, first: talk is null, stop);
    }

    // While something else is waited for, only what is clear leads away from it.
    static bool LeadsAway(Understood its) => its.Confidence >= Wishes.Clear && IsElsewhere(its);

    // A sentence without a digit is no try at a reference, and need not be as clear.
    static bool LeadsAway(Understood its, string text) => LeadsAway(its) || !Tries(text) && its.Confidence >= Wishes.Needed(its) && IsElsewhere(its);

    static bool IsElsewhere(Understood its) => its.Intent is not (Intent.TrackRequest or Intent.TrackTicket or Intent.OutOfScope);

    // Whether it is meant to be a reference or a code, rightly written or not. In a sentence digits may be letters (« bghit nsignaler 7ofra »): there it takes more.
    static bool Tries(string text) => Words(text) switch
    {
        > 2 => text.Split(' ').Any(word => word.Any(char.IsDigit) && (word.Any(char.IsAsciiLetterUpper) || word.Any("014".Contains) || word.Length > 3 && word.All(char.IsDigit))),
        1 when text.All(sign => !char.IsLetter(sign) || char.IsAsciiLetter(sign)) => true,
        _ => text.Any(char.IsDigit),
    };

    // What is said of what somebody has not.
    static Words? Missing(string text) => IntentRules.Missing(new(text)) switch
    {
        "code" => Sentences.WhereCode,
        "reference" => Sentences.WhereReference,
        _ => null,
    };

    async Task<Turn> AskAgain(Talk talk, string text, CancellationToken stop) => (Tries(text), talk.Expects) switch
    {
        (false, _) => Say(talk, Missing(text) ?? (talk.Expects == Expects.AccessCode ? Sentences.WhereCode : Sentences.WhereReference), menu: true),
        (true, Expects.AccessCode) => Say(talk, Sentences.NotACode, menu: true),
        _ => await Standing(talk, text.Trim(), null, stop),
    };

    // Beside a place something else may be told (« le tram ne passe plus à Anfa »), which need not be as clear.
    static bool SaysMore(string text, Understood its) => its.Confidence >= Wishes.Likely && Words(Wishes.BesidePlaces(text, its)) > 2;

    static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));

    // What stands beside a file may be a wish; the file is told to have come all the same.
    async Task<Turn> Beside(Talk talk, Understood? understood, CancellationToken stop)
    {
        if (understood is null || understood.Confidence < Wishes.Needed(understood) || !IsElsewhere(understood) || understood.Intent is Intent.Greeting or Intent.Thanks)
            return Say(talk, Sentences.FileKept, menu: true);
        var turn = await Grant(talk, understood.Intent, Wishes.About(understood), Wishes.Day(understood, desk.Today), first: false, stop);
        return turn.CallsPerson ? turn : turn with { Replies = [.. turn.Replies.Select(reply => reply with { Text = $"{reply.Text}\n\n{Sentences.FileKept.In(turn.Next.Tongue)}" })] };
    }

    async Task<Turn> Grant(Talk talk, Intent intent, string? about, DateOnly? day, bool first, CancellationToken stop)
    {
        var answer = await wishes.Grant(intent, about, day, talk.Tongue, stop);
        if (answer.Act is { } act) return Do(first && act is Acts.Hello ? Acts.Welcome : act, talk);
        var text = first && !answer.Urgent ? Introduced(answer.Text!, talk) : answer.Text!;
        var hours = intent == Intent.OpeningHours;
        var next = talk with { Expects = answer.Expects, Reference = null, Arrondissement = hours ? about : null, Day = hours ? day : null };
        return Offer(next, text, answer.Choices, answer.Whole ? Sentences.Whole : Sentences.Always);
    }

    static Turn Ask(Talk talk, IReadOnlyList<Choice> likely, bool first)
    {
        var mutes = likely is [{ Id: var id }, ..] && id == Wishes.ToStop;
        var words = mutes ? Sentences.WantsQuiet : first ? Sentences.Welcome : likely.Count > 0 ? Sentences.Unsure : Sentences.NotUnderstood;
        var text = words.In(talk.Tongue);
        return Offer(talk with { Expects = Expects.Anything, Reference = null }, first && mutes ? Introduced(text, talk) : text, likely, likely.Count > 0 ? Sentences.Always : Sentences.Whole);
    }

    static string Introduced(string text, Talk talk) => $"{Sentences.Introduction.In(talk.Tongue)}\n\n{text}";

    // What is offered for the moment, before the menu.
    static Turn Offer(Talk talk, string text, IReadOnlyList<Choice> now, IEnumerable<(string Id, Words Title)> menu)
    {
        Choice[] choices = [.. now, .. menu.Select(one => new Choice(one.Id, one.Title.In(talk.Tongue)))];
        return new(talk with { Offered = [.. choices.Select(one => one.Id)] }, [new(text, talk.Tongue) { Choices = choices }]);
    }

    /// <summary>The emergency numbers, where a message that cannot be taken tells of a life in danger; null where it does not.</summary>
    public static Reply? Warning(string text, Tongue tongue) => Understand(text).Intent == Intent.Emergency ? Warning(tongue) : null;

    /// <summary>The language in which a message is answered that cannot be taken.</summary>
    public static Tongue TongueOf(Talk? talk, Said said, Tongue known) => Heard(talk ?? new Talk(known), said, said.Text.Length > 0 ? Understand(said.Text) : null).Tongue;

    /// <summary>An agent speaks: they have the conversation, and what was asked before waits for no answer any more.</summary>
    public static Talk TakenBy(Talk talk) => talk with { WithPerson = true, Expects = Expects.Anything, Reference = null, Offered = null };

    // What is read of a message ends somewhere; who tells much may tell the worst last.
    static Understood Understand(string text, DateOnly? today = null)
    {
        var its = Understanding.Of(text, today);
        return text.Length > Utterance.MostSigns && its.Intent != Intent.Emergency && Understanding.Of(text[^Utterance.MostSigns..]) is { Intent: Intent.Emergency } worst ? worst : its;
    }

    static Reply Warning(Tongue tongue) => new(Sentences.Emergency.In(tongue), tongue);

    /// <summary>Nobody is there to take the conversation: says so, and offers when somebody is.</summary>
    public static Turn NobodyThere(Talk talk, Words words) =>
        Offer(talk with { WithPerson = false }, words.In(talk.Tongue), [Wishes.Choice(Intent.OpeningHours, null, talk.Tongue)], Sentences.Always.Where(one => one.Id != Acts.Person));

    /// <summary>A person of the city gives the conversation back.</summary>
    public static Turn GiveBack(Talk talk) => talk.WithPerson ? Say(talk with { WithPerson = false }, Sentences.Back, menu: true) : new(talk, []);

    static Turn Do(string act, Talk talk)
    {
        var free = talk with { Expects = Expects.Anything, Reference = null };
        return act switch
        {
            Acts.Standing => Say(free with { Expects = Expects.Reference }, Sentences.WhichReference),
            Acts.Person => Say(free with { WithPerson = true }, Sentences.PersonCalled) with { CallsPerson = true },
            Acts.Stop => Say(free with { Quiet = true }, Sentences.Quiet),
            Acts.Start => Say(free with { Quiet = false }, Sentences.NotQuiet, menu: true),
            Acts.Hello => Say(free, Sentences.Hello, menu: true),
            Acts.Peace => Say(free, Sentences.Peace, menu: true),
            Acts.Thanks => Say(free, Sentences.Welcomes, menu: true),
            Acts.Welcome => Say(free, Sentences.Welcome, menu: true),
            Acts.Tongue => Speak(free, talk.Tongue == Tongue.French ? Tongue.Arabic : Tongue.French),
            $"{Acts.Tongue}:fr" => Speak(free, Tongue.French),
            $"{Acts.Tongue}:ar" => Speak(free, Tongue.Arabic),
            _ => Say(free, Sentences.Menu, menu: true),
        };
    }

    static Turn Speak(Talk talk, Tongue tongue) => Say(talk with { Tongue = tongue, TongueChosen = true }, Sentences.TongueIs, menu: true);

    async Task<Turn> Standing(Talk talk, string reference, string? code, CancellationToken stop)
    {
        if (Sentences.Examples.Contains(reference)) return Say(talk with { Expects = Expects.Reference, Reference = null }, Sentences.IsExample, menu: true);
        var told = await desk.StandingOf(reference, code, talk.Tongue, stop);
        var free = talk with { Expects = Expects.Anything, Reference = null };
        return told.Found switch
        {
            StandingFound.Told => Told(free with { Shown = reference }, told),
            StandingFound.NeedsCode => Say(talk with { Expects = Expects.AccessCode, Reference = reference }, Sentences.WhichCode),
            StandingFound.NotAReference => Say(talk with { Expects = Expects.Reference, Reference = null }, Sentences.NotAReference, menu: true),
            // The code can be written again, without the reference.
            StandingFound.Unknown when code is not null => Say(talk with { Expects = Expects.AccessCode, Reference = reference }, Sentences.WrongCode, menu: true),
            _ => Say(free, Sentences.Unknown, menu: true),
        };
    }

    static Turn Told(Talk talk, Standing told) => Offer(talk, told.Text!, told.GoesOn ? [new(Acts.TellHere, Sentences.TellHere.In(talk.Tongue))] : [], Sentences.Always);

    /// <summary>In the language of what was written, until the person chooses one.</summary>
    static Talk Heard(Talk its, Said said, Understood? understood)
    {
        // The letters of references and codes are Latin in either language, so are words such as STOP, and a choice was worded by us.
        if (its.TongueChosen || said.Chosen is not null || PlainWords.IsEitherTongues(said.Text)) return its;
        var words = WrittenReference.Without(said.Text);
        if (LooksLikeReference(words) || PlainWords.IsArabic(words) is not { } arabic) return its;
        if (!arabic)
        {
            if (its.Expects is Expects.Reference or Expects.AccessCode && Tries(said.Text)) return its;
            // Names of places are written in Latin letters by everybody.
            if (understood is not null) words = WrittenReference.Without(Wishes.BesidePlaces(said.Text, understood));
            if (PlainWords.IsArabic(words) is null) return its;
            // Darija in Latin letters is Arabic, where there are words enough to tell or Arabic is spoken already; between French and Darija nobody changes the language.
            arabic = understood?.Form switch
            {
                Form.Arabizi => its.Tongue == Tongue.Arabic || Words(words) > 2,
                Form.Mixed => its.Tongue == Tongue.Arabic,
                _ => false,
            };
        }
        return its with { Tongue = arabic ? Tongue.Arabic : Tongue.French };
    }

    static string? Meant(Talk talk, Said said)
    {
        if (said.Chosen is { } chosen) return chosen;
        if (PlainWords.ActOf(said.Text) is { } act) return act;
        // The title of a choice as it was shown, which is what web chat sends of a touch, or its number.
        if (PlainWords.Are(said.Text, Sentences.TellHere)) return Acts.TellHere;
        if (Wishes.Titled(said.Text, talk.Offered ?? []) is { } titled) return titled;
        if (Sentences.Whole.FirstOrDefault(one => PlainWords.Are(said.Text, one.Title)) is { Id: { } id }) return id;
        var offered = talk.Offered ?? [];
        if (PlainWords.NumberOf(said.Text) is { } number) return number >= 1 && number <= offered.Count ? offered[number - 1] : null;
        // What mutes us was asked back; nothing else of ours is answered by yes or no, and what there is is shown.
        if (PlainWords.IsYes(said.Text)) return offered is [var first, ..] && first == Wishes.ToStop ? first : Acts.Menu;
        return PlainWords.IsNo(said.Text) ? Acts.Menu : null;
    }

    // One word with a hyphen near its beginning and a digit after it: « est-ce que BW1 » is none.
    static bool LooksLikeReference(string text)
    {
        var word = text.Trim();
        return word.IndexOf('-', StringComparison.Ordinal) is >= 2 and <= 5 and var hyphen && word.Length <= 40 && word[hyphen..].Any(char.IsAsciiDigit)
            && word.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-');
    }

    static Turn Say(Talk talk, Words words, bool menu = false) =>
        menu ? Offer(talk, words.In(talk.Tongue), [], Sentences.Whole) : new(talk with { Offered = null }, [new(words.In(talk.Tongue), talk.Tongue)]);
}
