namespace CasaServerless.Bot.Language;

/// <summary>A word of a message.</summary>
/// <param name="Start">In the folded text.</param>
public readonly record struct Word(int Start, int Length);

/// <summary>
/// A message as it is understood: folded, its words parted, each sign with its place in what was written. At most <see cref="MostSigns"/> of it are read.
/// </summary>
public sealed class Utterance
{
    /// <summary>Nobody tells a city what they want in more.</summary>
    public const int MostSigns = 2000;

    readonly char[] folded;
    readonly int[] places;
    readonly List<Word> words = [];

    public Utterance(string text)
    {
        Text = text;
        var read = Math.Min(text.Length, MostSigns);
        folded = new char[read * 3 + 2];
        places = new int[folded.Length];
        var (length, stretched) = (0, '\0');
        Put(' ', 0);
        for (var at = 0; at < read; at++)
        {
            foreach (var sign in Folding.Of(text[at]))
            {
                if (sign == ' ' && folded[length - 1] == ' ' || IsStretched(sign)) continue;
                Put(sign, at);
            }
        }
        if (folded[length - 1] != ' ') Put(' ', read);
        Length = length;
        Part();

        void Put(char sign, int at) => (folded[length], places[length++]) = (sign, at);

        // Three alike are one that was held; two may be meant.
        bool IsStretched(char sign)
        {
            if (sign == stretched) return true;
            stretched = '\0';
            if (length < 2 || folded[length - 1] != sign || folded[length - 2] != sign || !char.IsLetter(sign)) return false;
            length--;
            stretched = sign;
            return true;
        }
    }

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>The day on which it was written, where that is known.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Of the folded text, which begins and ends with a space.</summary>
    public int Length { get; }

    /// <summary>Small letters and digits, one space between words.</summary>
    public ReadOnlySpan<char> Folded => folded.AsSpan(0, Length);

    /// <summary>Its words, in their order.</summary>
    public IReadOnlyList<Word> Words => words;

    internal List<Word> WordList => words;

    /// <summary>A word's letters.</summary>
    public ReadOnlySpan<char> Of(Word word) => folded.AsSpan(word.Start, word.Length);

    /// <summary>Where in the message a stretch of the folded text stands.</summary>
    public (int Start, int Length) Place(int start, int length)
    {
        // What stands after the last sign and has been left out belongs to it: a hamza, vowel signs, a letter that was held.
        var (first, end) = (places[start], places[start + length - 1] + 1);
        return (first, (start + length < Length ? Math.Max(end, places[start + length]) : end) - first);
    }

    void Part()
    {
        for (var (at, start) = (0, 0); at < Length; at++)
        {
            if (folded[at] != ' ') continue;
            if (at > start) words.Add(new(start, at - start));
            start = at + 1;
        }
    }
}
