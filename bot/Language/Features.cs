using System.Runtime.InteropServices;
using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Language.Rules;

namespace CasaServerless.Bot.Language;

/// <summary>
/// What the model sees of a message: its words and pairs of words, pieces of three to five letters, the skeletons of its words and pairs of them, and what
/// kinds of things it names. Each is known by a hash alone.
/// </summary>
static class Features
{
    const int MostWords = 80;

    /// <summary>Writes them, some perhaps twice; answers how many. <paramref name="into"/> holds <see cref="Most"/>.</summary>
    public static int Of(Utterance said, IReadOnlyList<Entity> entities, Span<uint> into)
    {
        var count = 0;
        // A greeting before a request is no part of it.
        var words = CollectionsMarshal.AsSpan(said.WordList)[IntentRules.Greeting(said)..];
        if (words.Length > MostWords) words = words[..MostWords];
        Span<char> skeleton = stackalloc char[LongestWord];
        uint before = 0, skeletonBefore = 0;
        foreach (var word in words)
        {
            var letters = said.Of(word);
            if (letters.Length > LongestWord) letters = letters[..LongestWord];
            var hash = Hash(letters, 1);
            Add(hash, into, ref count);
            if (before != 0) Add(Join(before, hash), into, ref count);
            before = hash;
            Pieces(said, word, into, ref count);
            var length = Skeleton.Of(letters, skeleton);
            if (length == 0) continue;
            var bones = Hash(skeleton[..length], 3);
            Add(bones, into, ref count);
            if (skeletonBefore != 0) Add(Join(skeletonBefore, bones), into, ref count);
            skeletonBefore = bones;
            for (var at = 0; at + 3 <= length && length > 3; at++) Add(Hash(skeleton.Slice(at, 3), 5), into, ref count);
        }
        foreach (var entity in entities)
        {
            Add(Hash([(char)entity.Kind], 7), into, ref count);
            if (entity.Kind is EntityKind.Category or EntityKind.Procedure or EntityKind.Tax or EntityKind.Language or EntityKind.Mode) Add(Hash(entity.Value, 9), into, ref count);
            if (count + 4 > Most) break;
        }
        // Short messages and long ones mean different things.
        Add(Hash([(char)Math.Min(words.Length, 6)], 11), into, ref count);
        return count;
    }

    /// <summary>More than any message has.</summary>
    public const int Most = 8192;

    const int LongestWord = 40;

    // Pieces of a word with the spaces around it.
    static void Pieces(Utterance said, Word word, Span<uint> into, ref int count)
    {
        var padded = said.Folded.Slice(word.Start - 1, Math.Min(word.Length, LongestWord) + 2);
        for (var size = 3; size <= 5; size++)
        {
            for (var at = 0; at + size <= padded.Length; at++) Add(Hash(padded.Slice(at, size), 2), into, ref count);
        }
    }

    static void Add(uint hash, Span<uint> into, ref int count)
    {
        if (count < Most) into[count++] = hash;
    }

    static uint Join(uint one, uint other) => Mix((one * 31) ^ (other + 0x9E3779B9));

    static uint Hash(ReadOnlySpan<char> letters, uint kind)
    {
        var hash = 2166136261 ^ (kind * 0x85EBCA6B);
        foreach (var letter in letters) hash = (hash ^ letter) * 16777619;
        return Mix(hash);
    }

    static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
