using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>The directional classes of the Unicode bidirectional algorithm (UAX #9, table 4), by their short names.</summary>
public enum BidiClass
{
    L,
    R,
    AL,
    EN,
    ES,
    ET,
    AN,
    CS,
    NSM,
    BN,
    B,
    S,
    WS,
    ON,
}

/// <summary>
/// The class of a character, told from its general category and a short list of exceptions. Exact for every character our typefaces draw;
/// a test compares it with the Unicode database. Embeddings, overrides and isolates count as BN: a name must never turn its neighbours.
/// </summary>
public static class BidiClasses
{
    public static BidiClass Of(Rune character) => character.Value switch
    {
        '\n' or '\r' or 0x1C or 0x1D or 0x1E or 0x85 or 0x2029 => BidiClass.B,
        '\t' or 0x0B or 0x1F => BidiClass.S,
        '\f' or 0x2028 => BidiClass.WS,
        '+' or '-' or 0x207A or 0x207B or 0x208A or 0x208B or 0x2212 or 0xFB29 => BidiClass.ES,
        '#' or '%' or 0xB0 or 0xB1 or 0x609 or 0x60A or 0x66A or (>= 0x2030 and <= 0x2034) or 0x212E or 0x2213 => BidiClass.ET,
        ',' or '.' or '/' or ':' or 0xA0 or 0x60C or 0x202F or 0x2044 => BidiClass.CS,
        (>= '0' and <= '9') or 0xB2 or 0xB3 or 0xB9 or (>= 0x6F0 and <= 0x6F9) => BidiClass.EN,
        0x2070 or (>= 0x2074 and <= 0x2079) or (>= 0x2080 and <= 0x2089) => BidiClass.EN,
        (>= 0x600 and <= 0x605) or (>= 0x660 and <= 0x669) or 0x66B or 0x66C or 0x6DD or 0x890 or 0x891 or 0x8E2 => BidiClass.AN,
        0x200E => BidiClass.L,
        0x200F => BidiClass.R,
        0x61C or 0x608 => BidiClass.AL,
        // Letters and signs whose category says otherwise.
        0x482 or 0x964 or 0x965 or 0x970 or 0x10FB or 0x214F or 0xA789 or 0xA78A or 0xA92E or 0xAB5B => BidiClass.L,
        (>= 0xBC and <= 0xBE) or 0x2B9 or 0x2BA or (>= 0x2C6 and <= 0x2CF) or 0x2EC or 0x374 or 0xA67F or 0xA788 => BidiClass.ON,
        (>= 0x2150 and <= 0x215F) or 0x2189 or 0x2E2F or (>= 0xA717 and <= 0xA71F) => BidiClass.ON,
        (>= 0x606 and <= 0x607) or (>= 0x60E and <= 0x60F) or 0x6DE or 0x6E9 => BidiClass.ON,
        (>= 0xFD3E and <= 0xFD4F) or 0xFDCF or (>= 0xFDFD and <= 0xFDFF) or 0x1EEF0 or 0x1EEF1 => BidiClass.ON,
        0xFEFF => BidiClass.BN,
        var value => ByCategory(value, Rune.GetUnicodeCategory(character)),
    };

    static BidiClass ByCategory(int value, UnicodeCategory category) => category switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidiClass.NSM,
        UnicodeCategory.Control or UnicodeCategory.Format => BidiClass.BN,
        UnicodeCategory.CurrencySymbol when value != 0x60B && value != 0xFDFC => BidiClass.ET,
        _ when Strong(value) is { } strong => strong,
        UnicodeCategory.SpaceSeparator => BidiClass.WS,
        UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherSymbol => BidiClass.ON,
        >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation => BidiClass.ON,
        _ => BidiClass.L,
    };

    /// <summary>The blocks that are read from right to left.</summary>
    static BidiClass? Strong(int value) => value switch
    {
        (>= 0x590 and < 0x600) or (>= 0x7C0 and < 0x860) or (>= 0xFB1D and < 0xFB50) or (>= 0x10800 and < 0x11000) => BidiClass.R,
        (>= 0x600 and < 0x7C0) or (>= 0x860 and < 0x900) => BidiClass.AL,
        (>= 0xFB50 and < 0xFE00) or (>= 0xFE70 and < 0xFF00) or (>= 0x1EE00 and < 0x1EF00) => BidiClass.AL,
        _ => null,
    };
}
