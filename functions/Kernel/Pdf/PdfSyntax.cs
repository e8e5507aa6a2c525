using System.Buffers;

namespace CasaServerless.Kernel.Pdf;

// The characters of PDF syntax (ISO 32000-2, 7.2).
static class PdfSyntax
{
    public static readonly SearchValues<byte> Blanks = SearchValues.Create("\0\t\n\f\r "u8);

    // What ends a regular token: blanks and delimiters.
    public static readonly SearchValues<byte> Ends = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    static readonly bool[] endsToken = [.. Enumerable.Range(0, 256).Select(c => Ends.Contains((byte)c))];

    public static bool IsBlank(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    // Could begin a number.
    public static bool IsNumeric(byte c) => IsDigit(c) || c is (byte)'+' or (byte)'-' or (byte)'.';

    public static int Hex(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };

    // Length of the regular token that begins here; 0 at a delimiter, a blank or the end.
    public static int Token(ReadOnlySpan<byte> at)
    {
        // A plain loop: tokens are a few bytes long, which a vector search is too slow to set out for.
        var length = 0;
        while (length < at.Length && !endsToken[at[length]]) length++;
        return length;
    }

    // How many bytes of blanks and comments begin here.
    public static int Blank(ReadOnlySpan<byte> at)
    {
        var skipped = 0;
        while (skipped < at.Length)
        {
            if (IsBlank(at[skipped])) skipped++;
            else if (at[skipped] == '%')
            {
                var line = at[skipped..].IndexOfAny((byte)'\r', (byte)'\n');
                skipped = line < 0 ? at.Length : skipped + line;
            }
            else break;
        }
        return skipped;
    }

    // A non-negative integer of at most ten digits; how many bytes it takes, or 0 when none is there.
    public static int Integer(ReadOnlySpan<byte> at, out long value)
    {
        value = 0;
        var digits = 0;
        while (digits < at.Length && digits < 11 && IsDigit(at[digits])) value = value * 10 + (at[digits++] - '0');
        return digits > 10 ? 0 : digits;
    }
}
