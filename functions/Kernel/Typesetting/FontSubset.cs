using System.Runtime.InteropServices;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// HarfBuzz's subsetter, which the shaping library carries and its managed wrapper leaves out. Skia writes whole fonts into a PDF; a subset
/// is a twentieth of that.
/// </summary>
static partial class FontSubset
{
    const string Library = "libHarfBuzzSharp";

    /// <summary>Flags of hb_subset_flags_t: no hinting; glyphs keep their numbers, so text shaped with the whole font stays right; .notdef is drawn.</summary>
    const uint NoHinting = 0x1, RetainGlyphIds = 0x2, NotdefOutline = 0x40;

    const int DropTables = 3;

    /// <summary>Shaping is over when a subset is made: its tables are dead weight.</summary>
    static readonly string[] needless = ["GSUB", "GPOS", "GDEF", "STAT", "DSIG", "gasp", "meta"];

    /// <summary>The font's parts prepared once, so that each subset is cheap. Lives as long as the program.</summary>
    public static IntPtr Prepare(IntPtr face) => hb_subset_preprocess(face);

    /// <summary>A font file holding only these glyphs. It maps no characters: a PDF says beside its glyphs what they mean.</summary>
    public static byte[] Cut(IntPtr face, IEnumerable<uint> glyphs)
    {
        var input = hb_subset_input_create_or_fail();
        try
        {
            hb_subset_input_set_flags(input, NoHinting | RetainGlyphIds | NotdefOutline);
            foreach (var glyph in glyphs) hb_set_add(hb_subset_input_glyph_set(input), glyph);
            foreach (var table in needless) hb_set_add(hb_subset_input_set(input, DropTables), Tag(table));
            return Written(hb_subset_or_fail(face, input));
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    static byte[] Written(IntPtr subset)
    {
        if (subset == IntPtr.Zero) throw new InvalidOperationException("The font could not be cut down to the glyphs in use.");
        var blob = hb_face_reference_blob(subset);
        try
        {
            var bytes = new byte[hb_blob_get_length(blob)];
            Marshal.Copy(hb_blob_get_data(blob, out _), bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            hb_blob_destroy(blob);
            hb_face_destroy(subset);
        }
    }

    static uint Tag(string name) => (uint)(name[0] << 24 | name[1] << 16 | name[2] << 8 | name[3]);

    [LibraryImport(Library)]
    private static partial IntPtr hb_subset_preprocess(IntPtr face);

    [LibraryImport(Library)]
    private static partial IntPtr hb_subset_input_create_or_fail();

    [LibraryImport(Library)]
    private static partial void hb_subset_input_destroy(IntPtr input);

    [LibraryImport(Library)]
    private static partial void hb_subset_input_set_flags(IntPtr input, uint flags);

    [LibraryImport(Library)]
    private static partial IntPtr hb_subset_input_glyph_set(IntPtr input);

    [LibraryImport(Library)]
    private static partial IntPtr hb_subset_input_set(IntPtr input, int which);

    [LibraryImport(Library)]
    private static partial IntPtr hb_subset_or_fail(IntPtr face, IntPtr input);

    [LibraryImport(Library)]
    private static partial void hb_set_add(IntPtr set, uint value);

    [LibraryImport(Library)]
    private static partial IntPtr hb_face_reference_blob(IntPtr face);

    [LibraryImport(Library)]
    private static partial void hb_face_destroy(IntPtr face);

    [LibraryImport(Library)]
    private static partial uint hb_blob_get_length(IntPtr blob);

    [LibraryImport(Library)]
    private static partial IntPtr hb_blob_get_data(IntPtr blob, out uint length);

    [LibraryImport(Library)]
    private static partial void hb_blob_destroy(IntPtr blob);
}
