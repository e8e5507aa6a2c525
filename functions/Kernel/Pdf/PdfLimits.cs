namespace CasaServerless.Kernel.Pdf;

/// <summary>What reading one file may cost.</summary>
public sealed record PdfLimits
{
    public static readonly PdfLimits Default = new();

    /// <summary>Indirect objects, over all revisions.</summary>
    public int Objects { get; init; } = 200_000;

    /// <summary>Values of any kind that are built in memory (some 40 bytes each).</summary>
    public int Values { get; init; } = 4_000_000;

    /// <summary>Arrays and dictionaries inside one another; also nodes of the page tree and fields of a form.</summary>
    public int Depth { get; init; } = 64;

    public int Pages { get; init; } = 10_000;

    /// <summary>Bytes that one stream may decode to.</summary>
    public int StreamBytes { get; init; } = 100_000_000;

    /// <summary>Bytes that all decoding of a file may come to.</summary>
    public long DecodedBytes { get; init; } = 400_000_000;

    /// <summary>Bytes of one string.</summary>
    public int StringBytes { get; init; } = 1_000_000;

    /// <summary>Bytes read as syntax: so many times the length of what there is to read.</summary>
    public int Rereads { get; init; } = 8;
}
