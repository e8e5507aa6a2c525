using SkiaSharp;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// Shaped glyphs of one typeface and direction, in the order in which they stand from left to right. Lengths are in ems of the nominal size.
/// </summary>
/// <param name="Utf8">The text they show; <paramref name="Clusters"/> are offsets into it. A PDF keeps both, so the text can be found.</param>
/// <param name="Positions">Origins relative to the run's left end on the baseline; y grows downwards.</param>
public sealed record GlyphRun(Typeface Typeface, byte[] Utf8, ushort[] Glyphs, SKPoint[] Positions, uint[] Clusters, float Width);
