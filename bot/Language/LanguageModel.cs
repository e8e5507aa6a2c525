using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CasaServerless.Bot.Language;

/// <summary>
/// Linear: for each feature's place a weight for each intent, each form and each category, in one signed byte; their sums, scaled, are the logarithms of
/// likelihoods.
/// Written by <c>casa.cs train</c>.
/// </summary>
sealed class LanguageModel
{
    /// <summary>Five forms.</summary>
    public const int Forms = 5;

    const uint Mark = 0x32554C4E;
    const int HeadBytes = 8;
    static readonly Lazy<LanguageModel> own = new(Embedded);
    readonly sbyte[] weights;
    readonly float[] scales;

    LanguageModel(sbyte[] weights, float[] scales) => (this.weights, this.scales) = (weights, scales);

    /// <summary>Where in a place's weights intents, forms and categories stand.</summary>
    public static IReadOnlyList<Range> Heads { get; } =
        [0..Intents.Count, Intents.Count..(Intents.Count + Forms), (Intents.Count + Forms)..(Intents.Count + Forms + Categories.Ids.Count)];

    /// <summary>How many weights a place has.</summary>
    public static int Classes => Intents.Count + Forms + Categories.Ids.Count;

    /// <summary>The model that comes with the program.</summary>
    public static LanguageModel Own => own.Value;

    /// <summary>Whatever stands in a file.</summary>
    /// <exception cref="InvalidDataException">It is no model, or of other intents.</exception>
    public static LanguageModel Read(ReadOnlySpan<byte> file)
    {
        var head = HeadBytes + Heads.Count * sizeof(float);
        if (file.Length != head + Features.Buckets * Classes || BinaryPrimitives.ReadUInt32LittleEndian(file) != Mark || BinaryPrimitives.ReadInt32LittleEndian(file[4..]) != Classes)
            throw new InvalidDataException("This is no model of these intents: run `train`.");
        var scales = new float[Heads.Count];
        for (var at = 0; at < scales.Length; at++) scales[at] = BinaryPrimitives.ReadSingleLittleEndian(file[(HeadBytes + at * sizeof(float))..]);
        return new(MemoryMarshal.Cast<byte, sbyte>(file[head..]).ToArray(), scales);
    }

    /// <summary>The file of a model; a scale for each head.</summary>
    public static byte[] Write(ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> scales)
    {
        var head = HeadBytes + scales.Length * sizeof(float);
        var file = new byte[head + weights.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(file, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), Classes);
        for (var at = 0; at < scales.Length; at++) BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(HeadBytes + at * sizeof(float)), scales[at]);
        MemoryMarshal.AsBytes(weights).CopyTo(file.AsSpan(head));
        return file;
    }

    /// <summary>The likelihoods of each intent, of each form and of each category, as <see cref="Heads"/> has them.</summary>
    public void Weigh(ReadOnlySpan<int> features, Span<double> into)
    {
        Span<int> sums = stackalloc int[Classes];
        sums.Clear();
        foreach (var feature in features)
        {
            var row = weights.AsSpan(feature * Classes, Classes);
            for (var at = 0; at < row.Length; at++) sums[at] += row[at];
        }
        // Long messages have more features, and are no surer for it.
        var share = 1 / Math.Sqrt(Math.Max(1, features.Length));
        for (var at = 0; at < scales.Length; at++) Likelihoods(sums[Heads[at]], scales[at] * share, into[Heads[at]]);
    }

    static void Likelihoods(ReadOnlySpan<int> sums, double scale, Span<double> into)
    {
        var (most, total) = (int.MinValue, 0.0);
        foreach (var sum in sums) most = Math.Max(most, sum);
        for (var at = 0; at < sums.Length; at++) total += into[at] = Math.Exp((sums[at] - most) * scale);
        for (var at = 0; at < sums.Length; at++) into[at] /= total;
    }

    static LanguageModel Embedded()
    {
        using var file = typeof(LanguageModel).Assembly.GetManifestResourceStream("understanding.model") ?? throw new InvalidDataException("There is no model: run `train`.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Read(bytes);
    }
}
