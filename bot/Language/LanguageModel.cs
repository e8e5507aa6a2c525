using System.Buffers.Binary;

namespace CasaServerless.Bot.Language;

/// <summary>
/// Linear: two tables of features, one with a weight of each for every intent and every form, the other with one for every category, in one signed byte;
/// their sums, scaled, are the logarithms of likelihoods. Written by <c>casa.cs train</c>.
/// </summary>
sealed class LanguageModel
{
    /// <summary>Five forms.</summary>
    public const int Forms = 5;

    const uint Mark = 0x34554C4E;
    const int HeadBytes = 8 + 3 * sizeof(float);
    static readonly Lazy<LanguageModel> own = new(Embedded);
    readonly FeatureTable wants, problems;
    readonly float[] scales;

    LanguageModel(FeatureTable wants, FeatureTable problems, float[] scales) => (this.wants, this.problems, this.scales) = (wants, problems, scales);

    /// <summary>The tables; together they stay under a megabyte.</summary>
    public static (int Places, int Classes) Wants { get; } = (28_000, Intents.Count + Forms);

    /// <inheritdoc cref="Wants"/>
    public static (int Places, int Classes) Problems { get; } = (9_000, Categories.Ids.Count);

    /// <summary>The model that comes with the program.</summary>
    public static LanguageModel Own => own.Value;

    /// <summary>Whatever stands in a file.</summary>
    /// <exception cref="InvalidDataException">It is no model, or of other intents.</exception>
    public static LanguageModel Read(ReadOnlySpan<byte> file)
    {
        var (first, second) = (FeatureTable.Size(Wants), FeatureTable.Size(Problems));
        if (file.Length != HeadBytes + first + second || BinaryPrimitives.ReadUInt32LittleEndian(file) != Mark || BinaryPrimitives.ReadInt32LittleEndian(file[4..]) != Wants.Classes)
            throw new InvalidDataException("This is no model of these intents: run `train`.");
        var scales = new float[3];
        for (var at = 0; at < scales.Length; at++) scales[at] = BinaryPrimitives.ReadSingleLittleEndian(file[(8 + at * sizeof(float))..]);
        return new(FeatureTable.Read(file.Slice(HeadBytes, first), Wants), FeatureTable.Read(file[(HeadBytes + first)..], Problems), scales);
    }

    /// <summary>The file of a model.</summary>
    /// <param name="scales">Of intents, forms and categories.</param>
    public static byte[] Write(FeatureTable wants, FeatureTable problems, ReadOnlySpan<float> scales)
    {
        var head = new byte[HeadBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), Wants.Classes);
        for (var at = 0; at < scales.Length; at++) BinaryPrimitives.WriteSingleLittleEndian(head.AsSpan(8 + at * sizeof(float)), scales[at]);
        return [.. head, .. wants.Write(), .. problems.Write()];
    }

    /// <summary>The likelihoods of each intent, and of each form.</summary>
    public void Weigh(ReadOnlySpan<uint> features, Span<double> intents, Span<double> forms)
    {
        Span<int> sums = stackalloc int[Wants.Classes];
        var share = Share(wants.Sum(features, sums));
        Likelihoods(sums[..Intents.Count], scales[0] * share, intents);
        Likelihoods(sums[Intents.Count..], scales[1] * share, forms);
    }

    /// <summary>The likelihoods of each category, if it is a report.</summary>
    public void WeighProblems(ReadOnlySpan<uint> features, Span<double> categories)
    {
        Span<int> sums = stackalloc int[Problems.Classes];
        var share = Share(problems.Sum(features, sums));
        Likelihoods(sums, scales[2] * share, categories);
    }

    /// <summary>Long messages have more features, and are no surer for it.</summary>
    public static double Share(int features) => 1 / Math.Sqrt(Math.Max(1, features));

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
