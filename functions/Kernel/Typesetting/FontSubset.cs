using System.Runtime.InteropServices;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// A font file that holds only the glyphs in use, cut by HarfBuzz's subsetter, which the shaping library carries and its managed wrapper
/// leaves out. It maps no characters: a PDF says beside its glyphs what they mean.
/// </summary>
/// <param name="Codes">The new number of each glyph.</param>
sealed partial record FontSubset(byte[] File, IReadOnlyDictionary<ushort, int> Codes)
{
    const string Library = "libHarfBuzzSharp";

    // hb_subset_flags_t and hb_subset_sets_t
    const uint NoHinting = 0x1, NotdefOutline = 0x40;
    const int DropTables = 3;

    /// <summary>Shaping is over when a subset is made, and a PDF names and maps glyphs itself: these tables are dead weight.</summary>
    static readonly string[] needless = ["GSUB", "GPOS", "GDEF", "STAT", "DSIG", "gasp", "meta", "name", "post", "cmap", "OS/2"];

    /// <summary>The font's parts prepared once, so that each subset is cheap. Lives as long as the program.</summary>
    public static IntPtr Prepare(IntPtr face) => hb_subset_preprocess(face);

    public static FontSubset Cut(IntPtr prepared, IReadOnlyCollection<ushort> glyphs)
    {
        var input = hb_subset_input_create_or_fail();
        hb_subset_input_set_flags(input, NoHinting | NotdefOutline);
        foreach (var glyph in glyphs) hb_set_add(hb_subset_input_glyph_set(input), glyph);
        foreach (var table in needless) hb_set_add(hb_subset_input_set(input, DropTables), Tag(table));
        var plan = hb_subset_plan_create_or_fail(prepared, input);
        hb_subset_input_destroy(input);
        if (plan == IntPtr.Zero) throw new InvalidOperationException("The font could not be cut down to the glyphs in use.");
        try
        {
            var renumbered = hb_subset_plan_old_to_new_glyph_mapping(plan);
            return new FontSubset(Execute(plan), glyphs.ToDictionary(glyph => glyph, glyph => (int)hb_map_get(renumbered, glyph)));
        }
        finally
        {
            hb_subset_plan_destroy(plan);
        }
    }

    static byte[] Execute(IntPtr plan)
    {
        var face = hb_subset_plan_execute_or_fail(plan);
        if (face == IntPtr.Zero) throw new InvalidOperationException("The font could not be cut down to the glyphs in use.");
        var blob = hb_face_reference_blob(face);
        try
        {
            var bytes = new byte[hb_blob_get_length(blob)];
            Marshal.Copy(hb_blob_get_data(blob, out _), bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            hb_blob_destroy(blob);
            hb_face_destroy(face);
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
    private static partial IntPtr hb_subset_plan_create_or_fail(IntPtr face, IntPtr input);

    [LibraryImport(Library)]
    private static partial IntPtr hb_subset_plan_execute_or_fail(IntPtr plan);

    [LibraryImport(Library)]
    private static partial IntPtr hb_subset_plan_old_to_new_glyph_mapping(IntPtr plan);

    [LibraryImport(Library)]
    private static partial void hb_subset_plan_destroy(IntPtr plan);

    [LibraryImport(Library)]
    private static partial uint hb_map_get(IntPtr map, uint key);

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
