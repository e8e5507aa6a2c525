using System.Collections.Concurrent;
using CasaServerless.Tests.Given.Documents;

[assembly: AssemblyFixture(typeof(SamplePdfs))]

namespace CasaServerless.Tests.Given.Documents;

/// <summary>
/// Sample documents by the name of their kind, each made on first use and once in a run: as people send them (<see cref="Sound"/>), signed
/// by others (<see cref="AlreadySigned"/>), and those that must be refused (<see cref="Refused"/>, with the fault's code).
/// </summary>
public sealed class SamplePdfs : IDisposable
{
    static readonly Dictionary<string, Func<byte[]>> byHand = new()
    {
        ["plain"] = HandMade.Plain,
        ["ten-pages"] = () => HandMade.Pages(10),
        ["fifty-pages"] = () => HandMade.Pages(50),
        ["dirty"] = HandMade.Dirty,
        ["underflow"] = HandMade.Underflow,
        ["inherited"] = HandMade.Inherited,
        ["crop-box"] = HandMade.CropBox,
        ["user-unit"] = HandMade.UserUnit,
        ["indirect-arrays"] = HandMade.IndirectArrays,
        ["indirect-length"] = HandMade.IndirectLength,
        ["wrong-length"] = HandMade.WrongLength,
        ["generations-and-form"] = HandMade.GenerationsAndForm,
        ["hybrid"] = HandMade.Hybrid,
        ["xref-from-one"] = HandMade.XrefFromOne,
        ["shifted"] = HandMade.ShiftedOffsets,
        ["updated"] = HandMade.Updated,
        ["inline-image"] = HandMade.InlineImage,
        ["lzw"] = HandMade.LzwContent,
    };

    static readonly Dictionary<string, Action<SamplePdfs, string>> byTools = new()
    {
        ["chromium"] = (_, output) => ByTools.Chromium(output),
        ["gs-1.4"] = (samples, output) => ByTools.Ghostscript(samples.PathOf("chromium"), output),
        ["gs-pdfa-2"] = (samples, output) => ByTools.PdfA2(samples.PathOf("chromium"), output),
        ["cairo"] = (samples, output) => ByTools.Cairo(samples.PathOf("chromium"), output),
        ["qpdf-objstm"] = (samples, output) => ByTools.Qpdf(samples.PathOf("chromium"), output, "--object-streams=generate"),
        ["qpdf-objstm-unpacked"] = (samples, output) =>
            ByTools.Qpdf(samples.PathOf("chromium"), output, "--object-streams=generate", "--compress-streams=n", "--decode-level=generalized"),
        ["qpdf-linearized"] = (samples, output) => ByTools.Qpdf(samples.PathOf("chromium"), output, "--linearize"),
        ["qpdf-linearized-objstm"] = (samples, output) =>
            ByTools.Qpdf(samples.PathOf("chromium"), output, "--linearize", "--object-streams=generate"),
        ["rotated-90"] = (samples, output) => ByTools.Qpdf(samples.PathOf("chromium"), output, "--rotate=+90"),
        ["rotated-180"] = (samples, output) => ByTools.Qpdf(samples.PathOf("gs-1.4"), output, "--rotate=+180"),
        ["rotated-270"] = (samples, output) => ByTools.Qpdf(samples.PathOf("cairo"), output, "--rotate=+270"),
        ["mutool"] = (samples, output) => ByTools.Mutool(samples.PathOf("chromium"), output),
        ["img2pdf"] = (samples, output) => ByTools.Img2Pdf(samples.Picture("scan.jpg"), output),
        ["shifted-objstm"] = (samples, output) => File.WriteAllBytes(output, Shifted(samples.Bytes("qpdf-objstm"))),
    };

    static readonly Dictionary<string, Func<SamplePdfs, byte[]>> signed = new()
    {
        ["signed-table"] = samples => Signed.By(samples.Bytes("gs-1.4")),
        ["signed-stream"] = samples => Signed.By(samples.Bytes("qpdf-objstm")),
        ["certified-1"] = samples => Signed.By(samples.Bytes("gs-1.4"), docMdp: 1),
        ["certified-2"] = samples => Signed.By(samples.Bytes("plain"), docMdp: 2),
    };

    static readonly Dictionary<string, (string Fault, Func<SamplePdfs, byte[]> Make)> refused = new()
    {
        ["empty"] = ("empty", _ => []),
        ["text"] = ("not-a-document", _ => "Bonjour, voici mon acte."u8.ToArray()),
        ["word"] = ("not-a-document", _ => [.. "PK\x03\x04"u8, .. new byte[200]]),
        ["encrypted"] = ("encrypted", samples => samples.Encrypted("plain", "", "256")),
        ["encrypted-objstm"] = ("encrypted", samples => samples.Encrypted("qpdf-objstm", "", "256")),
        ["encrypted-128"] = ("encrypted", samples => samples.Encrypted("plain", "", "128", "--use-aes=y")),
        ["encrypted-password"] = ("encrypted", samples => samples.Encrypted("plain", "secret", "256")),
        ["encrypted-shifted"] = ("encrypted", samples => Shifted(samples.Encrypted("qpdf-objstm", "", "256"))),
        ["active-in-objstm"] = ("active-content", samples => samples.Packed(Hostile.Active["open-action-escaped"]().ToArray())),
        ["active-inside-stream"] = ("active-content", _ => Hostile.ScriptInsideStream()),
        ["zip-head"] = ("several-files", samples => Hostile.ZipHead(samples.Bytes("plain"))),
        ["html-tail"] = ("several-files", samples => Hostile.HtmlTail(samples.Bytes("plain"))),
        ["html-tail-with-end"] = ("several-files", samples => Hostile.HtmlTailWithEnd(samples.Bytes("plain"))),
        ["zip-inside"] = ("several-files", _ => Hostile.ZipInside()),
        ["page-loop"] = ("damaged", _ => Hostile.PageLoop()),
        ["page-twice"] = ("damaged", _ => Hostile.PageTwice()),
        ["page-missing"] = ("damaged", _ => Hostile.PageMissing()),
        ["kids-twice"] = ("damaged", _ => Hostile.KidsTwice()),
        ["contents-twice"] = ("damaged", _ => Hostile.ContentsTwice()),
        ["resource-twice"] = ("damaged", _ => Hostile.ResourceTwice()),
        ["catalog-twice"] = ("damaged", _ => Hostile.CatalogTwice()),
        ["stream-twice"] = ("damaged", _ => Hostile.StreamTwice()),
        ["cut"] = ("damaged", samples => samples.Bytes("chromium")[..^3000]),
        ["flate-bomb"] = ("excessive", _ => Hostile.FlateBomb()),
        ["flate-bomb-twice"] = ("excessive", _ => Hostile.FlateBombTwice()),
        ["object-stream-bomb"] = ("excessive", _ => Hostile.ObjectStreams(1, 9_000_000)),
        ["object-streams-bomb"] = ("excessive", _ => Hostile.ObjectStreams(10, 7_000_000)),
        ["form-bomb"] = ("excessive", _ => Hostile.FormBomb()),
        ["form-loop"] = ("excessive", _ => Hostile.FormLoop()),
        ["pattern-bomb"] = ("excessive", _ => Hostile.PatternBomb()),
        ["image-bomb"] = ("excessive", _ => Hostile.ImageBomb()),
        ["image-bomb-jpx"] = ("excessive", _ => Hostile.ImageBomb("JPXDecode")),
        ["huge-page"] = ("excessive", _ => Hostile.HugePage()),
        ["tiny-page"] = ("excessive", _ => Hostile.TinyPage()),
        ["deep"] = ("excessive", _ => Hostile.Deep()),
        ["300-pages"] = ("too-many-pages", _ => HandMade.Pages(300)),
        ["too-large"] = ("too-large", samples => [.. samples.Bytes("plain"), .. new byte[20 * 1024 * 1024]]),
    };

    readonly string folder = Directory.CreateTempSubdirectory("casa-samples-").FullName;
    readonly ConcurrentDictionary<string, Lazy<byte[]>> made = new();
    readonly ConcurrentDictionary<string, Lazy<string>> pictures = new();

    /// <summary>Kinds that are accepted.</summary>
    public static IReadOnlyList<string> Sound { get; } = [.. byHand.Keys, .. byTools.Keys];

    /// <summary>Kinds that are accepted, and signed by somebody else.</summary>
    public static IReadOnlyList<string> AlreadySigned { get; } = [.. signed.Keys];

    /// <summary>Kinds that are refused, each with the fault's code.</summary>
    public static IReadOnlyDictionary<string, string> Refused { get; } = refused.Select(r => KeyValuePair.Create(r.Key, r.Value.Fault))
        .Concat(Hostile.Active.Keys.Select(name => KeyValuePair.Create("active-" + name, "active-content"))).ToDictionary();

    public byte[] Bytes(string kind) => made.GetOrAdd(kind, name => new(() => Make(name))).Value;

    /// <summary>The same bytes as a file; not to be changed.</summary>
    public string PathOf(string kind)
    {
        Bytes(kind);
        return Output(kind);
    }

    /// <summary>A picture of 640 × 480 as ImageMagick makes it, in the format of its name's ending.</summary>
    public string Picture(string name, params IEnumerable<string> options) => pictures.GetOrAdd(name, _ => new(() =>
    {
        var output = Path.Combine(folder, name);
        ByTools.Picture(output, options);
        return output;
    })).Value;

    /// <summary>A file with these bytes, for programs that judge them; gone after the run.</summary>
    public string Save(ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(folder, Guid.NewGuid() + ".pdf");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Output(string kind) => Path.Combine(folder, kind + ".pdf");

    byte[] Make(string kind)
    {
        var output = Output(kind);
        if (byTools.TryGetValue(kind, out var run)) run(this, output);
        else if (byHand.TryGetValue(kind, out var write)) File.WriteAllBytes(output, write());
        else if (signed.TryGetValue(kind, out var sign)) File.WriteAllBytes(output, sign(this));
        else if (refused.TryGetValue(kind, out var bad)) File.WriteAllBytes(output, bad.Make(this));
        else File.WriteAllBytes(output, Hostile.Active[kind["active-".Length..]]().ToArray());
        return File.ReadAllBytes(output);
    }

    byte[] Encrypted(string kind, string password, string bits, params IEnumerable<string> options)
    {
        var output = Path.Combine(folder, Guid.NewGuid() + ".pdf");
        ByTools.Qpdf(PathOf(kind), output, ["--encrypt", password, "owner", bits, .. options, "--"]);
        return File.ReadAllBytes(output);
    }

    byte[] Packed(byte[] pdf)
    {
        var input = Save(pdf);
        ByTools.Qpdf(input, input + ".out", "--object-streams=generate");
        return File.ReadAllBytes(input + ".out");
    }

    // Bytes behind the header move everything away from where the cross references say.
    static byte[] Shifted(byte[] pdf) => [.. "%PDF-1.7\n% moved\n"u8, .. pdf.AsSpan(9)];
}
