using System.Buffers;
using System.Text;

namespace CasaServerless.Kernel.Pdf;

// Writes values in the notation of a file, into one growing buffer. Offsets count from `start`, which is where the buffer will lie.
sealed class PdfWriter(long start)
{
    readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);

    public long Offset => start + buffer.WrittenCount;

    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public void Raw(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    public void Raw(string ascii) => Encoding.ASCII.GetBytes(ascii, buffer);

    public void Value(PdfObject value)
    {
        switch (value)
        {
            case PdfBool known:
                Raw(known.Value ? "true"u8 : "false"u8);
                break;
            case PdfNumber number:
                Raw(number.Text);
                break;
            case PdfName name:
                Name(name.Value);
                break;
            case PdfString text:
                Hex(text.Bytes.Span);
                break;
            case PdfReference reference:
                Raw(reference.ToString());
                break;
            case PdfArray array:
                Array(array);
                break;
            case PdfDictionary dictionary:
                Dictionary(dictionary);
                break;
            case PdfStream stream:
                Stream(stream);
                break;
            case PdfPlaceholder placeholder:
                placeholder.Offset = Offset;
                Raw(placeholder.Filling.Span);
                break;
            default:
                Raw("null"u8);
                break;
        }
    }

    void Array(PdfArray array)
    {
        Raw("["u8);
        for (var at = 0; at < array.Count; at++)
        {
            if (at > 0) Raw(" "u8);
            Value(array[at]);
        }
        Raw("]"u8);
    }

    void Dictionary(PdfDictionary dictionary)
    {
        Raw("<<"u8);
        foreach (var (key, value) in dictionary.Entries)
        {
            Name(key);
            Raw(" "u8);
            Value(value);
        }
        Raw(">>"u8);
    }

    void Stream(PdfStream stream)
    {
        Dictionary(stream.Dictionary.With("Length", stream.Raw.Length));
        Raw("\nstream\n"u8);
        Raw(stream.Raw.Span);
        Raw("\nendstream"u8);
    }

    void Name(string name)
    {
        Raw("/"u8);
        foreach (var c in name)
        {
            if (c is > '!' and < '\x7F' && c != '#' && !PdfSyntax.Ends.Contains((byte)c)) Byte((byte)c);
            else Raw($"#{(int)c:X2}");
        }
    }

    void Hex(ReadOnlySpan<byte> bytes)
    {
        Raw("<"u8);
        Convert.TryToHexString(bytes, buffer.GetSpan(2 * bytes.Length), out var written);
        buffer.Advance(written);
        Raw(">"u8);
    }

    void Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }
}
