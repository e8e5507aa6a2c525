using System.Buffers.Binary;

namespace CasaServerless.Bot.Language;

/// <summary>
/// Linear: for each feature's place a weight for each intent and each form, in one signed byte; their sums, scaled, are the logarithms of likelihoods.
/// Written by <c>casa.cs train</c>.
/// </summary>
sealed class LanguageModel
{
    /// <summary>Five forms.</summary>
    public const int Forms = 5;

    const uint Mark = 0x31554C4E;
    const int HeadBytes = 16;
    readonly sbyte[] weights;
    readonly float intentScale, formScale;

    LanguageModel(sbyte[] weights, float intentScale, float formScale) => (this.weights, this.intentScale, this.formScale) = (weights, intentScale, formScale);

    /// <summary>How many weights a place has.</summary>
    public static int Classes => Intents.Count + Forms;

    /// <summary>The model that comes with the program.</summary>
    public static LanguageModel Own { get; } = Embedded();

    /// <summary>Whatever stands in a file.</summary>
    /// <exception cref="InvalidDataException">It is no model, or of other intents.</exception>
    public static LanguageModel Read(ReadOnlySpan<byte> file)
    {
        if (file.Length != HeadBytes + Features.Buckets * Classes || BinaryPrimitives.ReadUInt32LittleEndian(file) != Mark || BinaryPrimitives.ReadInt32LittleEndian(file[4..]) != Classes)
            throw new InvalidDataException("This is no model of these intents: run `train`.");
        var weights = new sbyte[Features.Buckets * Classes];
        for (var at = 0; at < weights.Length; at++) weights[at] = (sbyte)file[HeadBytes + at];
        return new(weights, BinaryPrimitives.ReadSingleLittleEndian(file[8..]), BinaryPrimitives.ReadSingleLittleEndian(file[12..]));
    }

    /// <summary>The file of a model.</summary>
    public static byte[] Write(ReadOnlySpan<sbyte> weights, float intentScale, float formScale)
    {
        var file = new byte[HeadBytes + weights.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(file, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), Classes);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8), intentScale);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(12), formScale);
        for (var at = 0; at < weights.Length; at++) file[HeadBytes + at] = (byte)weights[at];
        return file;
    }

    /// <summary>The likelihoods of each intent, then of each form.</summary>
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
        Likelihoods(sums[..Intents.Count], intentScale * share, into[..Intents.Count]);
        Likelihoods(sums[Intents.Count..], formScale * share, into[Intents.Count..]);
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
