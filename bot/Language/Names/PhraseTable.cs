namespace CasaServerless.Bot.Language.Names;

/// <summary>
/// Phrases, each with a number, found in a message by how they sound or by their consonants. Built once; looking up makes nothing on the heap.
/// </summary>
sealed class PhraseTable
{
    // With fewer, chance alone would find them in other words: "sur" sounds as سور, "par" as "bar". Such are found as they are written.
    const int FewestLetters = 4, FewestBones = 6;

    // A name of one word that sounds shorter is not put together from several: "ma réf" is no Maarif.
    const int FewestTogether = 6;

    // Names have at most so many words, linking ones counted.
    const int MostWords = 8;

    readonly NumberTable sounds = new(), single = new(), bones = new(), stems = new(), written = new();
    int shortestStem = int.MaxValue;

    /// <summary>
    /// Adds a spelling: <c>word</c> is found by its sound and, where it has six consonants, by them; <c>~word</c> always also by its consonants;
    /// <c>=word</c>, and what sounds too short, only as it is written, <c>=several words</c> only by their sound; <c>word*</c> with whatever ending.
    /// </summary>
    public void Add(string spelling, int number)
    {
        var (byBones, isStem) = (spelling.StartsWith('~'), spelling.EndsWith('*'));
        var said = new Utterance(spelling);
        if (isStem)
        {
            var stem = StemLetters(said);
            stems.Add(stem.Number, number);
            shortestStem = Math.Min(shortestStem, stem.Length);
            return;
        }
        var (sound, consonants, only) = Whole(said);
        if (IsWritten(only, spelling, sound))
        {
            written.Add(Raw(said, only), number);
            return;
        }
        Heard(only, sound).Add(sound.Number, number);
        if (byBones || spelling[0] != '=' && consonants.Length >= FewestBones) bones.Add(consonants.Number, number);
    }

    /// <summary>The number under which a spelling is known already, by its sound or as a stem; −1 where it is not.</summary>
    public int Number(string spelling)
    {
        var said = new Utterance(spelling);
        if (spelling.EndsWith('*')) return stems.Of(StemLetters(said).Number);
        var (sound, _, only) = Whole(said);
        return IsWritten(only, spelling, sound) ? written.Of(Raw(said, only)) : Heard(only, sound).Of(sound.Number);
    }

    /// <summary>The longest phrase that begins with a word: its number and how many words it takes; none is −1.</summary>
    public (int Number, int Words) Longest(ReadOnlySpan<SpokenWord> words)
    {
        var (first, best) = (words[0], (Number: -1, Words: 0));
        if (first.Linking) return best;
        if (written.Of(first.Raw) is >= 0 and var whole) best = (whole, 1);
        else if (first.BareRaw != 0 && written.Of(first.BareRaw) is >= 0 and var bare) best = (bare, 1);
        From(first.Sound, first.Bones, words, ref best);
        if (first.BareSound.Length > 0) From(first.BareSound, first.BareBones, words, ref best);
        if (first.BarerSound.Length > 0) From(first.BarerSound, Letters.None, words, ref best);
        return best;
    }

    /// <summary>The number of the longest stem with which a folded word begins, −1 where with none.</summary>
    public int Stem(ReadOnlySpan<char> word)
    {
        if (word.Length > Sounds.Longest) word = word[..Sounds.Longest];
        var found = StemOf(Sounds.WithoutArticle(word));
        return found >= 0 ? found : StemOf(Sounds.WithoutPreposition(word));
    }

    NumberTable Heard(int only, Letters sound) => only >= 0 && sound.Length < FewestTogether ? single : sounds;

    static bool IsWritten(int only, string spelling, Letters sound) => only >= 0 && spelling[0] != '~' && (spelling[0] == '=' || sound.Length < FewestLetters);

    static ulong Raw(Utterance said, int only) => Letters.Of(Sounds.WithoutArticle(said.Of(said.WordList[only]))).Number;

    static Letters StemLetters(Utterance said)
    {
        Span<char> letters = stackalloc char[Sounds.Longest];
        return Letters.Of(letters[..Sounds.Of(Sounds.WithoutArticle(said.Of(said.WordList[0])), letters, stem: true)]);
    }

    // Only: which word, where the others only link (l'oasis); −1 where several stand.
    static (Letters Sound, Letters Bones, int Only) Whole(Utterance said)
    {
        Span<SpokenWord> words = new SpokenWord[SpokenWord.MostWords];
        var (sound, bones, only, main) = (Letters.None, Letters.None, -1, 0);
        var count = SpokenWord.Of(said, words);
        for (var at = 0; at < count; at++)
        {
            if (words[at].Linking) continue;
            (sound, bones) = (sound.And(words[at].Sound), bones.And(words[at].Bones));
            only = main++ == 0 ? at : -1;
        }
        return (sound, bones, only);
    }

    int StemOf(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty) return -1;
        Span<char> letters = stackalloc char[Sounds.Longest];
        var length = Sounds.Of(word, letters, stem: true);
        var (found, so) = (-1, Letters.None);
        foreach (var letter in letters[..length])
        {
            so = so.And(letter);
            if (so.Length >= shortestStem && stems.Of(so.Number) is >= 0 and var number) found = number;
        }
        return found;
    }

    void From(Letters sound, Letters consonants, ReadOnlySpan<SpokenWord> words, ref (int Number, int Words) best)
    {
        var withBones = consonants.Length > 0;
        for (var at = 0; ;)
        {
            if (at + 1 > best.Words)
            {
                if (at == 0 && single.Of(sound.Number) is >= 0 and var one) best = (one, 1);
                else if (sounds.Of(sound.Number) is >= 0 and var heard) best = (heard, at + 1);
                // A word without consonants adds nothing to them.
                else if (withBones && (at == 0 || words[at].Bones.Length > 0) && bones.Of(consonants.Number) is >= 0 and var seen) best = (seen, at + 1);
            }
            if (++at >= Math.Min(words.Length, MostWords)) return;
            while (words[at].Linking)
            {
                if (++at >= Math.Min(words.Length, MostWords)) return;
            }
            sound = sound.And(words[at].Sound);
            if (withBones) consonants = consonants.And(words[at].Bones);
        }
    }
}

/// <summary>Numbers by numbers, open addressing. The first that is added for a key stays.</summary>
sealed class NumberTable
{
    ulong[] keys = new ulong[1024];
    int[] values = new int[1024];
    int count;

    public void Add(ulong key, int value)
    {
        if (++count * 3 > keys.Length) Grow();
        Put(key, value);
    }

    /// <summary>−1 where there is none.</summary>
    public int Of(ulong key)
    {
        for (var at = Start(key); ; at = (at + 1) & (keys.Length - 1))
        {
            if (keys[at] == key) return values[at] - 1;
            if (values[at] == 0) return -1;
        }
    }

    void Put(ulong key, int value)
    {
        var at = Start(key);
        while (values[at] != 0 && keys[at] != key) at = (at + 1) & (keys.Length - 1);
        if (values[at] == 0) (keys[at], values[at]) = (key, value + 1);
    }

    void Grow()
    {
        var (oldKeys, oldValues) = (keys, values);
        (keys, values) = (new ulong[oldKeys.Length * 2], new int[oldKeys.Length * 2]);
        for (var at = 0; at < oldKeys.Length; at++)
        {
            if (oldValues[at] != 0) Put(oldKeys[at], oldValues[at] - 1);
        }
    }

    int Start(ulong key) => (int)((key ^ (key >> 32)) * 0x9E3779B1 >> 12) & (keys.Length - 1);
}
