using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CasaServerless.Bot.Language;

/// <summary>
/// Linear: each feature has a place in two tables, the one with a weight for each intent and each form, the other with one for each category, in one signed
/// byte; their sums, scaled, are the logarithms of likelihoods. Written by <c>casa.cs train</c>.
/// </summary>
sealed class LanguageModel
{
    /// <summary>Five forms.</summary>
    public const int Forms = 5;

    const uint Mark = 0x33554C4E;
    const int HeadBytes = 8 + 3 * sizeof(float);
    static readonly Lazy<LanguageModel> own = new(Embedded);
    readonly sbyte[] weights;
    readonly float[] scales;

    LanguageModel(sbyte[] weights, float[] scales) => (this.weights, this.scales) = (weights, scales);

    /// <summary>The tables; together they stay under a megabyte.</summary>
    public static (int Places, int Classes) Wants { get; } = (30_000, Intents.Count + Forms);

    /// <inheritdoc cref="Wants"/>
    public static (int Places, int Classes) Problems { get; } = (10_000, Categories.Ids.Count);

    /// <summary>The model that comes with the program.</summary>
    public static LanguageModel Own => own.Value;

    /// <summary>Whatever stands in a file.</summary>
    /// <exception cref="InvalidDataException">It is no model, or of other intents.</exception>
    public static LanguageModel Read(ReadOnlySpan<byte> file)
    {
        if (file.Length != HeadBytes + Size(Wants) + Size(Problems) || BinaryPrimitives.ReadUInt32LittleEndian(file) != Mark || BinaryPrimitives.ReadInt32LittleEndian(file[4..]) != Wants.Classes)
            throw new InvalidDataException("This is no model of these intents: run `train`.");
        var scales = new float[3];
        for (var at = 0; at < scales.Length; at++) scales[at] = BinaryPrimitives.ReadSingleLittleEndian(file[(8 + at * sizeof(float))..]);
        return new(MemoryMarshal.Cast<byte, sbyte>(file[HeadBytes..]).ToArray(), scales);
    }

    /// <summary>The file of a model.</summary>
    /// <param name="scales">Of intents, forms and categories.</param>
    public static byte[] Write(ReadOnlySpan<sbyte> wants, ReadOnlySpan<sbyte> problems, ReadOnlySpan<float> scales)
    {
        var file = new byte[HeadBytes + wants.Length + problems.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(file, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), Wants.Classes);
        for (var at = 0; at < scales.Length; at++) BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8 + at * sizeof(float)), scales[at]);
        MemoryMarshal.AsBytes(wants).CopyTo(file.AsSpan(HeadBytes));
        MemoryMarshal.AsBytes(problems).CopyTo(file.AsSpan(HeadBytes + wants.Length));
        return file;
    }

    /// <summary>A feature's place in a table.</summary>
    public static int Place(uint feature, int places) => (int)((ulong)feature * (uint)places >> 32);

    /// <summary>The likelihoods of each intent, and of each form.</summary>
    public void Weigh(ReadOnlySpan<uint> features, Span<double> intents, Span<double> forms)
    {
        Span<int> sums = stackalloc int[Wants.Classes];
        Sum(features, weights.AsSpan(0, Size(Wants)), Wants.Places, sums);
        var share = Share(features.Length);
        Likelihoods(sums[..Intents.Count], scales[0] * share, intents);
        Likelihoods(sums[Intents.Count..], scales[1] * share, forms);
    }

    /// <summary>The likelihoods of each category, if it is a report.</summary>
    public void WeighProblems(ReadOnlySpan<uint> features, Span<double> categories)
    {
        Span<int> sums = stackalloc int[Problems.Classes];
        Sum(features, weights.AsSpan(Size(Wants)), Problems.Places, sums);
        Likelihoods(sums, scales[2] * Share(features.Length), categories);
    }

    /// <summary>Long messages have more features, and are no surer for it.</summary>
    public static double Share(int features) => 1 / Math.Sqrt(Math.Max(1, features));

    static int Size((int Places, int Classes) table) => table.Places * table.Classes;

    static void Sum(ReadOnlySpan<uint> features, ReadOnlySpan<sbyte> table, int places, Span<int> sums)
    {
        sums.Clear();
        foreach (var feature in features)
        {
            var row = table.Slice(Place(feature, places) * sums.Length, sums.Length);
            for (var at = 0; at < row.Length; at++) sums[at] += row[at];
        }
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
