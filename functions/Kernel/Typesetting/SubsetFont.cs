using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A typeface as one document needs it: the glyphs in use, numbered anew, and the characters that they mean.</summary>
sealed class SubsetFont
{
    readonly Typeface typeface;
    readonly FontSubset subset;

    // UTF-8 of what a glyph means where it stands alone; empty if it never does.
    readonly Dictionary<ushort, byte[]> meanings = [];

    /// <param name="name">Its name in the pages' resources.</param>
    public SubsetFont(string name, Typeface typeface, IReadOnlyList<GlyphRun> runs)
    {
        Name = name;
        this.typeface = typeface;
        foreach (var run in runs)
        {
            foreach (var cluster in GlyphCluster.Of(run))
            {
                var alone = cluster.To == cluster.From + 1;
                for (var i = cluster.From; i < cluster.To; i++)
                {
                    if (!meanings.TryGetValue(run.Glyphs[i], out var meaning) || alone && meaning.Length == 0)
                        meanings[run.Glyphs[i]] = alone ? cluster.Text(run).ToArray() : [];
                }
            }
        }
        subset = typeface.Subset(meanings.Keys);
    }

    public string Name { get; }

    public int Code(ushort glyph) => subset.Codes[glyph];

    /// <summary>In units of the font.</summary>
    public int Advance(ushort glyph) => typeface.Advance(glyph);

    /// <summary>Whether the glyph alone tells the cluster's text.</summary>
    public bool Means(GlyphRun run, GlyphCluster cluster) =>
        cluster.To == cluster.From + 1 && meanings[run.Glyphs[cluster.From]].AsSpan().SequenceEqual(cluster.Text(run));

    /// <summary>Writes the font's objects.</summary>
    /// <returns>The object that pages refer to.</returns>
    public int Write(NewPdf file)
    {
        var codes = meanings.Keys.OrderBy(Code).ToArray();
        var name = $"{Tag(codes)}+{typeface.Name}";
        var program = file.Stream(subset.File, $"/Length1 {subset.File.Length}");
        var metrics = typeface.Metrics;
        var descriptor = file.Object(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{metrics.Box}]/ItalicAngle 0/Ascent {metrics.Ascent}/Descent {metrics.Descent}"
            + $"/CapHeight {metrics.CapHeight}/StemV 80/FontFile2 {program} 0 R>>"));
        var widths = string.Concat(codes.Select(glyph => string.Create(CultureInfo.InvariantCulture,
            $"{Code(glyph)}[{Advance(glyph) * 1000 / typeface.UnitsPerEm}]")));
        var descendant = file.Object($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            + $"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 0/W[{widths}]/CIDToGIDMap/Identity>>");
        var characters = file.Stream(Encoding.ASCII.GetBytes(ToUnicode(codes)));
        return file.Object($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {characters} 0 R>>");
    }

    string ToUnicode(ushort[] glyphs)
    {
        var map = new StringBuilder("/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
            + "/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange\n");
        // A block holds 100 mappings at most.
        foreach (var block in glyphs.Where(glyph => meanings[glyph].Length > 0).Chunk(100))
        {
            map.Append(block.Length).Append(" beginbfchar\n");
            foreach (var glyph in block)
                map.Append(CultureInfo.InvariantCulture, $"<{Code(glyph):X4}><{Utf16(meanings[glyph])}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict/CMap defineresource pop end end").ToString();
    }

    static string Utf16(byte[] utf8) => Convert.ToHexString(Encoding.Convert(Encoding.UTF8, Encoding.BigEndianUnicode, utf8));

    /// <summary>Six letters that tell this subset from others of the typeface in the same document.</summary>
    static string Tag(ushort[] glyphs)
    {
        var sum = glyphs.Aggregate(2166136261u, (sum, glyph) => (sum ^ glyph) * 16777619u);
        return string.Create(6, sum, static (letters, rest) =>
        {
            for (var i = 0; i < letters.Length; i++, rest /= 26) letters[i] = (char)('A' + rest % 26);
        });
    }
}
