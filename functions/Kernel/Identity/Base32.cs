namespace CasaServerless.Kernel.Identity;

/// <summary>
/// Crockford's base32, the alphabet of everything that people copy by hand here: no I, L, O, U; read without regard to case, with I and L
/// taken for 1 and O for 0.
/// </summary>
public static class Base32
{
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The first <paramref name="length"/> symbols (5 bits each) of the bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length * 5, bytes.Length * 8);
        Span<char> symbols = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < i * 5 + 5; bit++) value = value << 1 | bytes[bit / 8] >> 7 - bit % 8 & 1;
            symbols[i] = Alphabet[value];
        }
        return new string(symbols);
    }

    /// <summary>The symbols that a person meant, without hyphens and blanks; null where a character is none.</summary>
    public static string? Read(string text)
    {
        Span<char> symbols = stackalloc char[Math.Min(text.Length, 64)];
        var count = 0;
        foreach (var typed in text)
        {
            if (typed is '-' or ' ' || char.IsWhiteSpace(typed)) continue;
            if (count == symbols.Length) return null;
            var symbol = char.ToUpperInvariant(typed) switch { 'I' or 'L' => '1', 'O' => '0', var other => other };
            if (!Alphabet.Contains(symbol)) return null;
            symbols[count++] = symbol;
        }
        return new string(symbols[..count]);
    }
}
