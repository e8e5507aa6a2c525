namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// Of several languages that a message names the one to talk in: "je ne comprends pas le français, en arabe svp". The others are denied.
/// </summary>
static class LanguageChoice
{
    public static void Settle(Utterance said, List<Entity> found, int first)
    {
        var (some, wanted) = (0, 0);
        // Darija "in Latin letters" is the letters.
        if (found.Exists(each => each.Kind == EntityKind.Language && each.Value == "arabizi") && found.RemoveAll(each => each.Kind == EntityKind.Language && each.Value != "arabizi") > 0) return;
        for (var at = first; at < found.Count; at++)
        {
            if (found[at].Kind != EntityKind.Language) continue;
            some++;
            var refused = IsRefused(said, found, found[at]);
            if (!refused) wanted++;
            found[at] = found[at] with { Denied = refused };
        }
        if (some < 2 || wanted == 1) return;
        // All refused or several wanted: where a wish stands before one, that.
        for (var at = first; at < found.Count; at++)
        {
            if (found[at].Kind != EntityKind.Language) continue;
            found[at] = found[at] with { Denied = !IsWished(said, found[at]) && wanted > 1 && AnyWished(said, found, first) };
        }
    }

    static bool AnyWished(Utterance said, List<Entity> found, int first)
    {
        for (var at = first; at < found.Count; at++)
        {
            if (found[at].Kind == EntityKind.Language && IsWished(said, found[at])) return true;
        }
        return false;
    }

    static bool IsRefused(Utterance said, List<Entity> found, Entity its)
    {
        var at = WordAt(said, its.Start);
        // Before it: "ne comprends pas le", "لا أجيد", "machi b", "بدل".
        for (var back = 1; back <= 3 && at - back >= 0; back++)
        {
            var word = said.Of(said.WordList[at - back]);
            if (word is "pas" or "machi" or "mashi" or "ماشي" or "لا" or "bla" or "بلا" or "sans" or "ne" or "لست" or "blast" or "lieu" or "عوض" or "3iwad" or "fblast" or "fblaset" or "not" or "rien" or "ni" || IsNegatedVerb(word)) return true;
            if (IsBreak(said, at - back) || IsNamed(said, found, at - back)) break;
        }
        // After it: "l3arbiya ma kan9rahach".
        for (var next = 1; next <= 3 && at + next < said.WordList.Count; next++)
        {
            if (IsBreak(said, at + next - 1)) break;
            if (IsNamed(said, found, at + next)) break;
            var word = said.Of(said.WordList[at + next]);
            // "en arabe, ma kan3refch français": that is of the next.
            if (IsNegatedVerb(word) && at + next + 1 < said.WordList.Count && IsNamed(said, found, at + next + 1)) break;
            if (IsNegatedVerb(word) || word is "s3iba" or "s3ib" or "صعيبه" or "صعيب" or "صعبه" or "9lila" or "poor" or "مقلوبه" or "مقلوب" || next == 1 && (word is "ما" or "ma")) return true;
        }
        return false;
    }

    static bool IsNamed(Utterance said, List<Entity> found, int at)
    {
        var start = said.Place(said.WordList[at].Start, 1).Start;
        return found.Exists(each => each.Kind == EntityKind.Language && start >= each.Start && start < each.Start + each.Length);
    }

    // مافهمتش, makanfhemch: ma … ch in one word.
    static bool IsNegatedVerb(ReadOnlySpan<char> word) => word.Length > 5 &&
        (word[0] == 'm' && (word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal)) || word.StartsWith("ما", StringComparison.Ordinal) && word[^1] == 'ش')
        || word.Length > 5 && word.StartsWith("ka", StringComparison.Ordinal) && word.EndsWith("ch", StringComparison.Ordinal) || word.Length > 5 && word[0] == 'ك' && word[^1] == 'ش';

    static bool IsWished(Utterance said, Entity its)
    {
        var at = WordAt(said, its.Start);
        var word = said.Of(said.WordList[at]);
        if (word is "b" or "ب" || word.Length > 1 && word[0] is 'ب' or 'ل' && word[1] == 'ا' || word.StartsWith("لل", StringComparison.Ordinal) || word[0] == 'b' && word.Length > 5) return true;
        return at > 0 && said.Of(said.WordList[at - 1]) is "en" or "in" or "b" or "bel" or "bl" or "to" or "الي" or "ب" or "parler" or "parle" or "parlez" or "hder" or "rje3" or "jawb" or "jawbni" or "kteb" or "كتب" or "هضر" or "استعمل" or "au" || at > 1 && said.Of(said.WordList[at - 1]) is "l" && said.Of(said.WordList[at - 2]) is "b" or "a";
    }

    static bool IsBreak(Utterance said, int at)
    {
        var word = said.WordList[at];
        var (start, length) = said.Place(word.Start, word.Length);
        var after = start + length;
        while (after < said.Text.Length && said.Text[after] == ' ') after++;
        return after < said.Text.Length && said.Text[after] is ',' or '.' or '،' or '!' or '?' or '؟' or ';' or '\n' or ':';
    }

    static int WordAt(Utterance said, int start)
    {
        var at = 0;
        while (at + 1 < said.WordList.Count && said.Place(said.WordList[at + 1].Start, 1).Start <= start) at++;
        return at;
    }
}
