namespace CasaServerless.Kernel.Pdf;

/// <summary>
/// A value of a PDF file (ISO 32000-2, 7.3). Immutable, so that what a <see cref="PdfFile"/> hands out can be shared; a change is a new
/// object made with <see cref="PdfDictionary.With"/> or a new array.
/// </summary>
public abstract class PdfObject
{
    private protected PdfObject()
    {
    }

    public static implicit operator PdfObject(bool value) => value ? PdfBool.True : PdfBool.False;

    public static implicit operator PdfObject(int value) => PdfNumber.Of(value);

    public static implicit operator PdfObject(double value) => PdfNumber.Of(value);
}

/// <summary>The null object; also what an absent key or an absent object reads as.</summary>
public sealed class PdfNull : PdfObject
{
    public static readonly PdfNull Instance = new();

    PdfNull()
    {
    }
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class PdfBool : PdfObject
{
    public static readonly PdfBool True = new(true);
    public static readonly PdfBool False = new(false);

    PdfBool(bool value) => Value = value;

    public bool Value { get; }
}

/// <summary>A name, without its slash and with <c>#xx</c> already decoded: one char for one byte (Latin-1).</summary>
public sealed class PdfName(string value) : PdfObject
{
    public string Value { get; } = value;

    public override string ToString() => "/" + Value;
}

/// <summary>A string's bytes, whatever its notation was; written back in hexadecimal.</summary>
public sealed class PdfString(ReadOnlyMemory<byte> bytes) : PdfObject
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>A text string: ASCII as it is, anything else as UTF-16BE with its mark.</summary>
    public static PdfString Text(string text) => new(System.Text.Ascii.IsValid(text)
        ? System.Text.Encoding.ASCII.GetBytes(text)
        : [0xFE, 0xFF, .. System.Text.Encoding.BigEndianUnicode.GetBytes(text)]);
}

/// <summary>An indirect reference, <c>12 0 R</c>. Equal when number and generation are.</summary>
public sealed class PdfReference(int number, int generation = 0) : PdfObject, IEquatable<PdfReference>
{
    public int Number { get; } = number;

    public int Generation { get; } = generation;

    public bool Equals(PdfReference? other) => other is not null && other.Number == Number && other.Generation == Generation;

    public override bool Equals(object? obj) => Equals(obj as PdfReference);

    public override int GetHashCode() => Number;

    public override string ToString() => $"{Number} {Generation} R";
}

/// <summary>
/// A dictionary and its data as they lie in the file, still encoded. <c>/Length</c> is whatever the file said; a writer puts the true one.
/// </summary>
public sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> raw) : PdfObject
{
    public PdfDictionary Dictionary { get; } = dictionary;

    public ReadOnlyMemory<byte> Raw { get; } = raw;
}

/// <summary>
/// Bytes written as they are, whose place in the output matters: a signature's <c>/ByteRange</c> and <c>/Contents</c>, filled in once the
/// rest is laid out. Good for one update.
/// </summary>
public sealed class PdfPlaceholder(ReadOnlyMemory<byte> filling) : PdfObject
{
    public ReadOnlyMemory<byte> Filling { get; } = filling;

    public int Length => Filling.Length;

    /// <summary>Where its first byte lies in the whole output; -1 until it was written.</summary>
    public long Offset { get; internal set; } = -1;

    /// <summary>An empty hexadecimal string with room for so many bytes: <c>&lt;</c>, 2 × <paramref name="bytes"/> zeros, <c>&gt;</c>.</summary>
    public static PdfPlaceholder Hex(int bytes)
    {
        var filling = new byte[2 * bytes + 2];
        filling.AsSpan().Fill((byte)'0');
        filling[0] = (byte)'<';
        filling[^1] = (byte)'>';
        return new(filling);
    }
}
