namespace CasaServerless.Kernel.Identity;

/// <summary>
/// A case's public name, such as <c>LEG-7K3Q9-XM2PAV</c>: a prefix for the counter, 50 bits in base32 and a check character that finds every
/// single wrong character and every swap of two neighbours (a weighted sum in the field of 32 elements).
/// </summary>
public static class Reference
{
    const int Symbols = 10;

    /// <param name="prefix">The counter's, such as <c>LEG</c>.</param>
    /// <param name="bits">At least 50 bits, of which the first 50 count.</param>
    public static string From(string prefix, ReadOnlySpan<byte> bits)
    {
        var symbols = Base32.Encode(bits, Symbols);
        return $"{prefix}-{symbols[..5]}-{symbols[5..]}{Check(symbols)}";
    }

    /// <summary>The reference as we write it, from whatever a person typed; null where it can't be one.</summary>
    public static string? Read(string typed)
    {
        var text = typed.Trim();
        var dash = text.IndexOf('-');
        if (dash is < 2 or > 4) return null;
        var prefix = text[..dash].ToUpperInvariant();
        if (!prefix.All(char.IsAsciiLetterUpper)) return null;
        return Base32.Read(text[(dash + 1)..]) is { Length: Symbols + 1 } symbols && Check(symbols.AsSpan(0, Symbols)) == symbols[Symbols]
            ? $"{prefix}-{symbols[..5]}-{symbols[5..]}" : null;
    }

    static char Check(ReadOnlySpan<char> symbols)
    {
        var sum = 0;
        foreach (var symbol in symbols) sum = TimesX(sum ^ Base32.Alphabet.IndexOf(symbol));
        return Base32.Alphabet[sum];
    }

    // Multiplication by x modulo x^5 + x^2 + 1, whose powers are all different up to the 31st: so the weights of neighbours differ.
    static int TimesX(int value) => (value << 1 ^ (value >> 4) * 0b100101) & 31;
}
