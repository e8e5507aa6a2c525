namespace CasaServerless.Kernel.Typesetting;

/// <summary>Glyphs that belong together, and where in the run's text the characters lie that they show.</summary>
readonly record struct GlyphCluster(int From, int To, int Start, int End)
{
    public ReadOnlySpan<byte> Text(GlyphRun run) => run.Utf8.AsSpan(Start, End - Start);

    /// <summary>The clusters of a run, from left to right.</summary>
    public static IEnumerable<GlyphCluster> Of(GlyphRun run)
    {
        var clusters = run.Clusters;
        for (var from = 0; from < clusters.Length;)
        {
            var to = from + 1;
            while (to < clusters.Length && clusters[to] == clusters[from]) to++;
            // Its text ends where the next cluster's begins: that of the right neighbour, in Arabic of the left one.
            var next = run.IsRightToLeft ? from - 1 : to;
            yield return new GlyphCluster(from, to, clusters[from], next < 0 || next == clusters.Length ? run.Utf8.Length : clusters[next]);
            from = to;
        }
    }
}
