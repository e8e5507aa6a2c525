namespace CasaServerless.Kernel.Pdf;

/// <summary>What reading one file may cost. One measure for judging and for sealing, so that what was judged can be sealed.</summary>
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

    /// <summary>Bytes that one stream may decode to, if it is no picture: pages of 45 MB are known, from a typesetter of Arabic.</summary>
    public int StreamBytes { get; init; } = 64_000_000;

    /// <summary>Bytes that all decoding of a file may come to, pictures included: the white of scans packs a hundredfold.</summary>
    public long DecodedBytes { get; init; } = 2_000_000_000;

    /// <summary>Bytes that one object stream may decode to; producers pack some hundred objects into one.</summary>
    public int ObjectStreamBytes { get; init; } = 8_000_000;

    /// <summary>Bytes that object streams may decode to, each time that one is decoded: they stay in memory as long as the file is open.</summary>
    public long ObjectStreamsBytes { get; init; } = 64_000_000;

    /// <summary>Bytes of one string.</summary>
    public int StringBytes { get; init; } = 1_000_000;

    /// <summary>Bytes read as syntax: so many times the length of what there is to read.</summary>
    public int Rereads { get; init; } = 8;
}
