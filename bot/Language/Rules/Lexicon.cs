namespace CasaServerless.Bot.Language.Rules;

/// <summary>
/// The signs of one rule and the words that they are seen by, from its file:
/// <code>
/// [fire 7]
/// incendie, flamme*, ~7ri9, le feu + dans
/// </code>
/// A word stands for itself, <c>flamme*</c> for all that begins so, <c>~7ri9</c> for all that sounds so in either script (<c>~7ri9*</c> for all that begins to).
/// Words after one another may have one word between them; after a + up to four. A picture (🚑) stands for itself too, also within a word that it was written to.
/// </summary>
sealed class Lexicon
{
    /// <summary>Words of a message that are read.</summary>
    public const int MostWords = 1000;

    const int MostTokens = 12, LongestWord = 40, MostBetween = 4, MostParts = 7;
    readonly Tree words = new(), bones = new();
    readonly List<Sign> signs = [];
    readonly List<List<Phrase>> begunBy = [];
    bool hasPictures;

    Lexicon()
    {
    }

    /// <summary>The signs, at most 128.</summary>
    public IReadOnlyList<Sign> Signs => signs;

    /// <summary>Reads a rule's file.</summary>
    /// <exception cref="InvalidDataException">Words stand before the first sign, or there are too many signs.</exception>
    public static Lexicon Read(TextReader file)
    {
        var lexicon = new Lexicon();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        while (file.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line is ['[', .. var head, ']'] && head.Split(' ') is [var name, var weight]) lexicon.signs.Add(new(name, int.Parse(weight, System.Globalization.CultureInfo.InvariantCulture)));
            else if (line is not ("" or ['#', ..])) lexicon.Put(line, numbers);
        }
        return lexicon.signs.Count <= 128 ? lexicon : throw new InvalidDataException("A rule has at most 128 signs.");
    }

    /// <summary>Which signs a message shows, a bit each; <paramref name="seen"/> is told how far each word belongs to one (one entry a word, at most <see cref="MostWords"/>).</summary>
    public UInt128 In(Utterance said, Span<bool> seen)
    {
        var count = Math.Min(said.WordList.Count, MostWords);
        Span<short> tokens = stackalloc short[count * MostTokens];
        Span<int> many = stackalloc int[count];
        for (var at = 0; at < count; at++) many[at] = Tokens(said.Of(said.WordList[at]), tokens.Slice(at * MostTokens, MostTokens));
        var found = UInt128.Zero;
        for (var at = 0; at < count; at++)
        {
            foreach (var token in tokens.Slice(at * MostTokens, many[at]))
            {
                foreach (var phrase in begunBy[token])
                {
                    if (End(phrase, at, tokens, many) is not (>= 0 and var end)) continue;
                    found |= UInt128.One << phrase.Sign;
                    seen[at..(end + 1)].Fill(true);
                }
            }
        }
        return found;
    }

    /// <summary>Signs by their names.</summary>
    /// <exception cref="InvalidDataException">There is none of a name.</exception>
    public UInt128 Named(params ReadOnlySpan<string> names)
    {
        var bits = UInt128.Zero;
        foreach (var name in names) bits |= signs.FindIndex(sign => sign.Name == name) is >= 0 and var at ? UInt128.One << at : throw new InvalidDataException($"There is no sign {name}.");
        return bits;
    }

    /// <summary>What the signs weigh together.</summary>
    public int Weight(UInt128 found)
    {
        var weight = 0;
        for (var at = 0; at < signs.Count; at++)
        {
            if ((found >> at & 1) != 0) weight += signs[at].Weight;
        }
        return weight;
    }

    /// <summary>What the weightiest of them weighs.</summary>
    public int Heaviest(UInt128 found)
    {
        var heaviest = 0;
        for (var at = 0; at < signs.Count; at++)
        {
            if ((found >> at & 1) != 0) heaviest = Math.Max(heaviest, signs[at].Weight);
        }
        return heaviest;
    }

    /// <summary>Their names and weights, to be read by people.</summary>
    public string Told(UInt128 found) => string.Join(' ', signs.Where((_, at) => (found >> at & 1) != 0).Select(sign => $"{sign.Name}{(sign.Weight < 0 ? "" : "+")}{sign.Weight}"));

    static int End(Phrase phrase, int start, ReadOnlySpan<short> tokens, ReadOnlySpan<int> many)
    {
        var at = start;
        foreach (var part in phrase.Rest)
        {
            var last = Math.Min(at + 1 + part.Between, many.Length - 1);
            do at++;
            while (at <= last && !tokens.Slice(at * MostTokens, many[at]).Contains(part.Token));
            if (at > last) return -1;
        }
        return at;
    }

    // Only where the file names pictures: other rules take a word with one for the word that it is.
    int Tokens(ReadOnlySpan<char> word, Span<short> into)
    {
        var count = 0;
        while (hasPictures && word.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (at > 0) count = Letters(word[..at], into, count);
            var picture = word.Slice(at, Math.Min(2, word.Length - at));
            count = words.Find(picture, into, count);
            word = word[(at + picture.Length)..];
        }
        return word.IsEmpty ? count : Letters(word, into, count);
    }

    int Letters(ReadOnlySpan<char> word, Span<short> into, int count)
    {
        if (word.Length > LongestWord) word = word[..LongestWord];
        Span<int> starts = stackalloc int[Clitics.Most];
        Span<char> bare = stackalloc char[LongestWord];
        count = words.Find(word, into, count);
        count = bones.Find(bare[..Bones.Of(word, bare)], into, count);
        foreach (var start in starts[..Clitics.Of(word, starts)])
        {
            count = words.Find(word[start..], into, count);
            count = bones.Find(bare[..Bones.Of(word[start..], bare)], into, count);
        }
        return count;
    }

    void Put(string line, Dictionary<string, int> numbers)
    {
        if (signs.Count == 0) throw new InvalidDataException("Words need a sign above them.");
        foreach (var phrase in line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (parts, between) = (new List<Part>(), 1);
            foreach (var token in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (token == "+") between = MostBetween;
                else
                {
                    parts.Add(new((short)Number(token, numbers), between));
                    between = 1;
                }
            }
            if (parts.Count is 0 or > MostParts) throw new InvalidDataException($"“{phrase}” has one to {MostParts} words.");
            begunBy[parts[0].Token].Add(new(signs.Count - 1, [.. parts.Skip(1)]));
        }
    }

    // One number for all that is read alike: علي and على, ما and ماء, ~chdo and ~chad.
    int Number(string token, Dictionary<string, int> numbers)
    {
        hasPictures |= char.IsSurrogate(token[0]);
        var (sounds, beginning) = (token[0] == '~', token[^1] == '*');
        var letters = new Utterance(token.Trim('~', '*')) is { WordList: [var word] } folded ? folded.Of(word).ToString() : throw new InvalidDataException($"“{token}” is no word.");
        if (sounds)
        {
            Span<char> bare = stackalloc char[letters.Length];
            letters = bare[..Bones.Of(letters, bare)].ToString();
        }
        var readAs = $"{(sounds ? "~" : "")}{letters}{(beginning ? "*" : "")}";
        if (numbers.TryGetValue(readAs, out var number)) return number;
        numbers[readAs] = number = begunBy.Count;
        begunBy.Add([]);
        (sounds ? bones : words).Put(letters, beginning, number);
        return number;
    }

    sealed record Phrase(int Sign, Part[] Rest);

    readonly record struct Part(short Token, int Between);
}
