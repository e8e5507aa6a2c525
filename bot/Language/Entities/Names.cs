using CasaServerless.Bot.Language.Names;

namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// What has a name and an id: arrondissements, places, procedures, taxes, means of transport and their lines, languages, and the category of a problem. The
/// names stand in <c>bot/Language/Names/*.txt</c>.
/// </summary>
static class Names
{
    // At the end of a section whose names are other words too: each must be the whole message.
    const string Alone = " alone";

    static readonly PhraseTable table = new();
    static readonly List<(EntityKind Kind, string Id, bool Alone)> known = [];

    static Names()
    {
        foreach (var file in (ReadOnlySpan<string>)["places.txt", "matters.txt"])
        {
            foreach (var (section, name, spellings) in DataFile.Read(file))
            {
                var alone = section.EndsWith(Alone, StringComparison.Ordinal);
                known.Add((KindOf(alone ? section[..^Alone.Length] : section), name.Split('@')[0].Trim(), alone));
                foreach (var spelling in spellings) table.Add(spelling, known.Count - 1);
            }
        }
    }

    public static void Find(Utterance said, List<Entity> into)
    {
        Span<SpokenWord> all = stackalloc SpokenWord[SpokenWord.MostWords];
        var words = all[..SpokenWord.Of(said, all)];
        var (first, paying) = (into.Count, false);
        for (var at = 0; at < words.Length;)
        {
            var (number, length) = table.Longest(words[at..]);
            if (number < 0 || known[number].Alone && length < words.Length)
            {
                at++;
                continue;
            }
            if (known[number].Id == "paying") paying = true;
            Add(said, at, length, known[number], into);
            at += length;
        }
        if (!paying || into.Exists(each => each.Kind == EntityKind.Tax && each.Value[0] != '?')) into.RemoveAll(each => each.Kind == EntityKind.Tax && each.Value[0] == '?');
        else KeepFirstGuess(into);
        // A birth or a marriage is written into the booklet.
        if (into.Exists(each => each is { Kind: EntityKind.Procedure, Value: "family_booklet" })) into.RemoveAll(each => each is { Kind: EntityKind.Procedure, Value: "birth_certificate" or "marriage_certificate" });
        TransportLines.Find(said, into);
        LanguageChoice.Settle(said, into, first);
        if (ProblemWords.Category(said, words) is { } category)
        {
            var (start, length) = said.Place(category.Word.Start, category.Word.Length);
            into.Add(new(EntityKind.Category, category.Id, start, length));
        }
    }

    // Of what may be taxed (a terrace, a plot of land) the first.
    static void KeepFirstGuess(List<Entity> into)
    {
        if (into.FindIndex(each => each.Kind == EntityKind.Tax) is not (>= 0 and var at)) return;
        into[at] = into[at] with { Value = into[at].Value[1..] };
        into.RemoveAll(each => each.Kind == EntityKind.Tax && each.Value[0] == '?');
    }

    /// <summary>Whether what stands before a word takes it back: ماشي, machi, pas.</summary>
    internal static bool IsDenied(Utterance said, int at)
    {
        for (var back = 1; back <= 3 && at - back >= 0; back++)
        {
            var word = said.Of(said.WordList[at - back]);
            if (word is "machi" or "mashi" or "machy" or "pas" or "not" or "ماشي" or "مشي" or "ليس" or "ليست" or "مش") return true;
            // Only a preposition may stand between.
            if (word is not ("f" or "fi" or "b" or "l" or "a" or "au" or "en" or "dans" or "le" or "la" or "d" or "de" or "du" or "dyal" or "ديال" or "في" or "ف" or "ب")) break;
        }
        return false;
    }

    static void Add(Utterance said, int at, int count, (EntityKind Kind, string Id, bool Alone) its, List<Entity> into)
    {
        if (its.Id is "-" or "paying") return;
        var (one, other) = (said.WordList[at], said.WordList[at + count - 1]);
        var (start, length) = said.Place(one.Start, other.Start + other.Length - one.Start);
        into.Add(new(its.Kind, its.Id, start, length) { Denied = its.Kind is EntityKind.Arrondissement or EntityKind.Neighbourhood && IsDenied(said, at) });
    }

    static EntityKind KindOf(string section) => section switch
    {
        "arrondissement" => EntityKind.Arrondissement,
        "place" => EntityKind.Neighbourhood,
        "procedure" => EntityKind.Procedure,
        "tax" => EntityKind.Tax,
        "mode" => EntityKind.Mode,
        "language" => EntityKind.Language,
        _ => throw new InvalidDataException($"Nothing is a “{section}”."),
    };
}
