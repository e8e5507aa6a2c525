namespace CasaServerless.Bot.Language.Names;

/// <summary>A stretch of letters as a number that can be put together with the next: the number of "ain" and "sebaa" together is that of "ainsebaa".</summary>
readonly record struct Letters(ulong Number, ulong Power, int Length)
{
    const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>None.</summary>
    public static readonly Letters None = new(0, 1, 0);

    public static Letters Of(ReadOnlySpan<char> letters)
    {
        var its = None;
        foreach (var letter in letters) its = its.And(letter);
        return its;
    }

    public Letters And(char letter) => new(Number * Step + letter, Power * Step, Length + 1);

    public Letters And(Letters next) => new(Number * next.Power + next.Number, Power * next.Power, Length + next.Length);
}

/// <summary>A word of a message as names are looked up by it.</summary>
/// <param name="Sound">Without its article.</param>
/// <param name="Bones">Its consonants.</param>
/// <param name="BareSound">Without a preposition; empty where it has none.</param>
/// <param name="BarerSound">Also without an article that is written as one letter.</param>
/// <param name="Raw">As it is written, without its article.</param>
/// <param name="BareRaw">As it is written, without a preposition.</param>
/// <param name="Linking">An article or a preposition: it may stand within a name or be left out of it.</param>
readonly record struct SpokenWord(Letters Sound, Letters Bones, Letters BareSound, Letters BareBones, Letters BarerSound, ulong Raw, ulong BareRaw, bool Linking)
{
    /// <summary>Nobody names anything after so many.</summary>
    public const int MostWords = 200;

    /// <summary>Of each word of a message; answers of how many.</summary>
    public static int Of(Utterance said, Span<SpokenWord> into)
    {
        var words = said.WordList;
        var count = Math.Min(words.Count, Math.Min(MostWords, into.Length));
        for (var at = 0; at < count; at++) into[at] = Of(said.Of(words[at]));
        return count;
    }

    static SpokenWord Of(ReadOnlySpan<char> word)
    {
        if (word.Length > Sounds.Longest) word = word[..Sounds.Longest];
        Span<char> letters = stackalloc char[Sounds.Longest];
        var whole = Sounds.WithoutArticle(word);
        var bare = Sounds.WithoutPreposition(word);
        var barer = bare.Length > 3 && bare[0] == 'ل' ? bare[1..] : [];
        return new(
            Letters.Of(letters[..Sounds.Of(whole, letters)]),
            Letters.Of(letters[..Sounds.Bones(whole, letters)]),
            bare.IsEmpty ? Letters.None : Letters.Of(letters[..Sounds.Of(bare, letters)]),
            bare.IsEmpty ? Letters.None : Letters.Of(letters[..Sounds.Bones(bare, letters)]),
            barer.IsEmpty ? Letters.None : Letters.Of(letters[..Sounds.Of(barer, letters)]),
            Letters.Of(whole).Number,
            Letters.Of(bare).Number,
            IsLinking(word));
    }

    static bool IsLinking(ReadOnlySpan<char> word) => word.Length <= 5 && word is
        "l" or "el" or "al" or "ed" or "es" or "ech" or "er" or "ez" or "d" or "de" or "du" or "des" or "la" or "le" or "les" or "dl" or "dyal" or "dial" or "dyl" or "ال" or "د" or "ديال" or "دال";
}
