using System.Text;
using CsCheck;

namespace CasaServerless.Tests.Functions.Kernel.Documents;

/// <summary>Small damages to a file, as a bad line or a bad mind does them.</summary>
static class Mutations
{
    // What means something to a reader, so that damage reaches deeper than the first byte out of place.
    static readonly string[] words =
    [
        "<<", ">>", "[", "]", "(", ")", "<", ">", "/", "%", "0", "-1", "99999999999", "2147483647", "0.5", " 0 R", "1 0 R", "2 0 R", "4 0 R", " obj",
        "endobj", "stream\n", "endstream", "xref\n", "trailer", "startxref", "/Length ", "/Kids", "/Prev 9", "/Filter/FlateDecode", "/Type/ObjStm", "/N 99",
        "/First 1", "/W[1 2 1]", "/Index[0 99]", "/Size 9", "/Root 1 0 R", "/Type/XRef", "null", "true", "%%EOF", "#", "\\", "\0", "\r", "/Columns 9", "/Predictor 12",
    ];

    static readonly Gen<Func<byte[], byte[]>> one = Gen.OneOf(
        Gen.Select(Gen.Double[0, 1], Gen.Byte, (place, value) => (Func<byte[], byte[]>)(bytes => Put(bytes, At(bytes, place), 1, [value]))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 7], (place, bit) => (Func<byte[], byte[]>)(bytes =>
            bytes.Length == 0 ? bytes : Put(bytes, At(bytes, place), 1, [(byte)(bytes[At(bytes, place)] ^ 1 << bit)]))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, words.Length - 1], Gen.Int[0, 8], (place, word, over) =>
            (Func<byte[], byte[]>)(bytes => Put(bytes, At(bytes, place), over, Encoding.Latin1.GetBytes(words[word])))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[1, 400], (place, length) => (Func<byte[], byte[]>)(bytes => Put(bytes, At(bytes, place), length, []))),
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[1, 400], (from, to, length) => (Func<byte[], byte[]>)(bytes =>
            Put(bytes, At(bytes, to), 0, bytes[At(bytes, from)..Math.Min(bytes.Length, At(bytes, from) + length)]))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 9], (place, digit) => (Func<byte[], byte[]>)(bytes => Digit(bytes, At(bytes, place), (byte)('0' + digit)))));

    /// <summary>One to six of them, one after the other.</summary>
    public static readonly Gen<Func<byte[], byte[]>> Any = one.Array[1, 6].Select(all => (Func<byte[], byte[]>)(bytes => all.Aggregate(bytes, (now, next) => next(now))));

    static int At(byte[] bytes, double place) => Math.Max(0, (int)(place * (bytes.Length - 1)));

    static byte[] Put(byte[] bytes, int at, int over, byte[] what) => [.. bytes[..Math.Min(at, bytes.Length)], .. what, .. bytes[Math.Min(bytes.Length, at + over)..]];

    // The next digit becomes another: lengths, offsets, counts and references are all made of digits.
    static byte[] Digit(byte[] bytes, int at, byte digit)
    {
        var found = bytes.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        return found < 0 ? bytes : Put(bytes, at + found, 1, [digit]);
    }
}
