using System.Globalization;

namespace CasaServerless.Kernel.Pdf;

/// <summary>An integer or real number. A file's own spelling is kept, so that rewriting a dictionary changes no digit.</summary>
public sealed class PdfNumber : PdfObject
{
    static readonly PdfNumber[] small = [.. Enumerable.Range(0, 257).Select(n => new PdfNumber(n, null))];
    readonly string? spelling;

    PdfNumber(double value, string? spelling) => (Value, this.spelling) = (value, spelling);

    public double Value { get; }

    /// <summary>As it is written in a file.</summary>
    public string Text => spelling ?? ((long)Value).ToString(CultureInfo.InvariantCulture);

    /// <summary>The value, if it is an integer that an int holds.</summary>
    public int? Int => Value is >= int.MinValue and <= int.MaxValue && Math.Floor(Value) == Value ? (int)Value : null;

    public static PdfNumber Of(int value) => value is >= 0 and <= 256 ? small[value] : new(value, null);

    /// <summary>A real with at most five decimals, which is finer than any device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or beyond what a PDF number may hold.</exception>
    public static PdfNumber Of(double value)
    {
        if (!(Math.Abs(value) <= int.MaxValue)) throw new ArgumentOutOfRangeException(nameof(value));
        return Math.Floor(value) == value ? Of((int)value) : new(value, value.ToString("0.#####", CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Reads a number token as viewers do: surplus signs are skipped, a second point or a sign in the middle ends the value.
    /// </summary>
    internal static PdfNumber Read(ReadOnlySpan<byte> token)
    {
        var at = 0;
        var negative = false;
        while (at < token.Length && token[at] is (byte)'+' or (byte)'-') negative |= token[at++] == '-';
        double value = 0, unit = 1;
        var fraction = false;
        for (; at < token.Length; at++)
        {
            var c = token[at];
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                value = value * 10 + (c - '0');
                if (fraction) unit *= 10;
            }
            else if (c == '.' && !fraction) fraction = true;
            else break;
        }
        value = (negative ? -value : value) / unit;
        var canonical = at == token.Length && at is > 0 and < 10 && !negative && !fraction && token[0] != '+' && (token[0] != '0' || at == 1);
        return canonical ? Of((int)value) : new(double.IsFinite(value) ? value : 0, System.Text.Encoding.Latin1.GetString(token));
    }
}
