using System.Text;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Tests.Given.Documents;
using CsCheck;

namespace CasaServerless.Tests.Functions.Kernel.Pdf;

public sealed class PdfFiltersTests(SamplePdfs samples)
{
    static readonly byte[] any = RawPdf.Document(1).ToArray();

    [Theory]
    [InlineData("ASCIIHexDecode", "48 65 6C6c 6F2>", "Hello ")]
    [InlineData("ASCII85Decode", "<~87cURD]i,\"Ebo80~>", "Hello World!")]
    [InlineData("ASCII85Decode", "87cUR\nD]i,\"Ebo7~>", "Hello World")]
    [InlineData("RunLengthDecode", "\u0002abc\u00FEx\u0080ignored", "abcxxx")]
    public void Small_filters_are_undone(string filter, string encoded, string decoded) =>
        Assert.Equal(decoded, Decode(Encoding.Latin1.GetBytes(encoded.Replace("<~", "", StringComparison.Ordinal)), filter));

    [Fact]
    public void Four_zeros_are_one_letter_in_base_85() => Assert.Equal("\0\0\0\0", Decode("z~>"u8.ToArray(), "ASCII85Decode"));

    [Fact]
    public void The_standards_own_example_of_lzw() =>
        Assert.Equal("-----A---B", Decode([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], "LZWDecode"));

    [Fact]
    public void Lzw_reads_as_mupdf_reads_it()
    {
        var lzw = PdfFile.Open(samples.Bytes("lzw"));

        var content = Encoding.Latin1.GetString(lzw.ContentOf(lzw.Pages[0]).Span);
        Assert.True(content.Length > 30_000);
        Assert.Equal(Tool.Must("mutool", "show", "-b", samples.PathOf("lzw"), "4"), content);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Lzw_as_an_encoder_of_our_own_writes_it(int early) => Gen.Byte[0, 40].Array[0, 20_000].Sample(data =>
    {
        var stream = Stream(HandMade.Lzw(data, early), new() { ["Filter"] = new PdfName("LZWDecode"), ["DecodeParms"] = new PdfDictionary { ["EarlyChange"] = early } });
        return PdfFile.Open(any).Decode(stream).Bytes.Span.SequenceEqual(data);
    }, iter: 20);

    [Theory]
    [InlineData(1, 8, 7)]
    [InlineData(3, 8, 5)]
    [InlineData(4, 16, 3)]
    [InlineData(1, 1, 13)]
    [InlineData(3, 4, 3)]
    public void Png_predictors_give_back_what_went_in(int colors, int bits, int columns) =>
        Gen.Byte.Array[1, 400].Select(Gen.Int[0, 4].Array[40]).Sample((data, kinds) =>
        {
            var encoded = PngRows(data, kinds, colors, bits, columns);
            return PdfFile.Open(any).Decode(Predicted(encoded, 15, colors, bits, columns)).Bytes.Span.SequenceEqual(data);
        }, iter: 500);

    [Theory]
    [InlineData(1, 8, 7)]
    [InlineData(3, 8, 5)]
    [InlineData(2, 16, 3)]
    [InlineData(1, 1, 16)]
    [InlineData(3, 4, 4)]
    [InlineData(1, 2, 4)]
    public void Tiff_predictors_give_back_what_went_in(int colors, int bits, int columns) => Gen.Byte.Array[1, 40].Sample(seed =>
    {
        var row = (colors * bits * columns + 7) / 8;
        var data = Enumerable.Range(0, row * 5).Select(n => seed[n % seed.Length]).ToArray();
        return PdfFile.Open(any).Decode(Predicted(TiffRows(data, row, colors, bits), 2, colors, bits, columns)).Bytes.Span.SequenceEqual(data);
    }, iter: 500);

    [Fact]
    public void Filters_are_undone_in_their_order_and_image_filters_stay()
    {
        var hex = Encoding.ASCII.GetBytes(Convert.ToHexString(RawPdf.Flate("Casablanca"u8)) + ">");
        var chain = PdfArray.Of([new PdfName("ASCIIHexDecode"), new PdfName("FlateDecode"), new PdfName("DCTDecode")]);

        var data = PdfFile.Open(any).Decode(Stream(hex, new() { ["Filter"] = chain }));
        Assert.Equal(("Casablanca", "DCTDecode"), (Encoding.ASCII.GetString(data.Bytes.Span), data.Remaining));
    }

    [Fact]
    public void Measuring_keeps_nothing_and_knows_its_limit()
    {
        var stream = Stream(RawPdf.Flate(new byte[1_000_000]), new() { ["Filter"] = new PdfName("FlateDecode") });

        Assert.Equal(0, PdfFile.Open(any).Measure(stream, 1_000_000).Bytes.Length);
        Assert.Equal(PdfFault.Excess, Assert.Throws<PdfDamaged>(() => PdfFile.Open(any).Measure(stream, 999_999)).Fault);
    }

    [Fact]
    public void Data_that_is_no_such_data_is_damage()
    {
        foreach (var filter in (string[])["FlateDecode", "LZWDecode", "ASCIIHexDecode", "ASCII85Decode"])
            Assert.Equal(PdfFault.Damaged, Assert.Throws<PdfDamaged>(() => Decode([0x78, 0x9C, 0xFF, 0xFF, 0xFF], filter)).Fault);
    }

    static PdfStream Stream(byte[] raw, PdfDictionary dictionary) => new(dictionary, raw);

    static string Decode(byte[] encoded, string filter) =>
        Encoding.Latin1.GetString(PdfFile.Open(any).Decode(Stream(encoded, new() { ["Filter"] = new PdfName(filter) })).Bytes.Span);

    static PdfStream Predicted(byte[] rows, int predictor, int colors, int bits, int columns) => Stream(RawPdf.Flate(rows), new()
    {
        ["Filter"] = new PdfName("FlateDecode"),
        ["DecodeParms"] = new PdfDictionary { ["Predictor"] = predictor, ["Colors"] = colors, ["BitsPerComponent"] = bits, ["Columns"] = columns },
    });

    // As PNG defines its filters (each byte minus what is predicted for it), row by row from the unfiltered data.
    static byte[] PngRows(byte[] data, int[] kinds, int colors, int bits, int columns)
    {
        int row = (colors * bits * columns + 7) / 8, pixel = Math.Max(1, colors * bits / 8);
        var output = new List<byte>();
        for (var start = 0; start < data.Length; start += row)
        {
            var kind = kinds[start / row % kinds.Length];
            output.Add((byte)kind);
            for (var x = start; x < Math.Min(start + row, data.Length); x++)
            {
                var left = x - pixel >= start ? data[x - pixel] : 0;
                var up = x - row >= 0 ? data[x - row] : 0;
                var corner = x - pixel >= start && x - row >= 0 ? data[x - row - pixel] : 0;
                var p = left + up - corner;
                var paeth = new[] { left, up, corner }.MinBy(candidate => Math.Abs(p - candidate));
                output.Add((byte)(data[x] - kind switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => paeth, _ => 0 }));
            }
        }
        return [.. output];
    }

    // Each sample minus the same colour's sample to its left.
    static byte[] TiffRows(byte[] data, int row, int colors, int bits)
    {
        var output = new byte[data.Length];
        for (var start = 0; start < data.Length; start += row)
        {
            int Sample(byte[] from, int at)
            {
                var value = 0;
                for (var bit = at * bits; bit < (at + 1) * bits; bit++) value = value << 1 | from[start + bit / 8] >> (7 - bit % 8) & 1;
                return value;
            }
            for (var at = 0; at < row * 8 / bits; at++)
            {
                var difference = Sample(data, at) - (at >= colors ? Sample(data, at - colors) : 0);
                for (var bit = 0; bit < bits; bit++)
                {
                    var where = at * bits + bit;
                    output[start + where / 8] |= (byte)((difference >> (bits - 1 - bit) & 1) << (7 - where % 8));
                }
            }
        }
        return output;
    }
}
