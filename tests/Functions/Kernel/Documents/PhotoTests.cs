using System.Buffers.Binary;
using System.Text;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Tests.Given.Documents;
using SkiaSharp;

namespace CasaServerless.Tests.Functions.Kernel.Documents;

public sealed class PhotoTests(SamplePdfs samples)
{
    readonly DocumentJudge judge = new();

    [Theory]
    [InlineData("baseline.jpg", "DCTDecode")]
    [InlineData("progressive.jpg", "DCTDecode", "-interlace", "JPEG")]
    [InlineData("gray.jpg", "DCTDecode", "-colorspace", "Gray")]
    [InlineData("cmyk.jpg", "DCTDecode", "-colorspace", "CMYK")]
    [InlineData("rgb.png", null)]
    [InlineData("interlaced.png", null, "-interlace", "PNG")]
    [InlineData("palette.png", null, "-type", "Palette")]
    [InlineData("deep.png", null, "-depth", "16")]
    [InlineData("gray.png", null, "-colorspace", "Gray")]
    public void A_photo_becomes_a_page_that_looks_like_it(string name, string? filter, params string[] options)
    {
        var path = samples.Picture(name, options);

        var accepted = Accepted(File.ReadAllBytes(path));

        Assert.Equal((name.EndsWith("jpg", StringComparison.Ordinal) ? DocumentForm.Jpeg : DocumentForm.Png, 1), (accepted.Form, accepted.Pages));
        Assert.Equal(filter, Picture(accepted).Remaining);
        AssertSeen(path, accepted, within: name switch { "cmyk.jpg" => 12, "palette.png" => 6, _ => 3 });
        var page = PdfFile.Open(accepted.Pdf).Pages[0];
        Assert.Equal((842, 595), ((int)Math.Round(page.VisibleBox.Width), (int)Math.Round(page.VisibleBox.Height)));
        Assert.Equal(0, Tool.Run("qpdf", "--check", samples.Save(accepted.Pdf.Span)).Exit);
    }

    [Theory]
    [InlineData("baseline.jpg")]
    [InlineData("progressive.jpg", "-interlace", "JPEG")]
    public void A_jpegs_data_is_not_compressed_again(string name, params string[] options)
    {
        var jpeg = File.ReadAllBytes(samples.Picture(name, options));

        var inside = Picture(Accepted(jpeg)).Bytes.Span;
        Assert.True(inside.IndexOf(jpeg.AsSpan(jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]))) > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Whichever_way_the_camera_was_held_the_page_is_upright(int orientation)
    {
        var photo = Photos.WithMetadata(File.ReadAllBytes(samples.Picture("baseline.jpg")), orientation);
        var held = samples.Save(photo);
        var upright = held + ".png";
        Tool.Must("convert", held, "-auto-orient", upright);

        var accepted = Accepted(photo);
        AssertSeen(upright, accepted, within: 3);
        var box = PdfFile.Open(accepted.Pdf).Pages[0].VisibleBox;
        Assert.Equal(orientation < 5, box.Width > box.Height);
    }

    [Theory]
    [InlineData("baseline.jpg")]
    [InlineData("cmyk.jpg", "-colorspace", "CMYK")]
    public void Nothing_that_the_camera_wrote_about_place_and_owner_is_left(string name, params string[] options)
    {
        var photo = Photos.WithMetadata(File.ReadAllBytes(samples.Picture(name, options)));
        Assert.True(photo.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Photos.Secret)) > 0);

        AssertSilent(Accepted(photo));
    }

    [Fact]
    public void Nothing_is_left_of_a_pngs_texts()
    {
        var secret = Encoding.ASCII.GetBytes(Photos.Secret);
        var png = File.ReadAllBytes(samples.Picture("rgb.png"));
        png = Photos.WithChunk(png, "tEXt", [.. "Author\0"u8, .. secret]);
        png = Photos.WithChunk(png, "eXIf", secret);

        AssertSilent(Accepted(png));
    }

    [Fact]
    public void Transparent_parts_are_white_paper()
    {
        var path = samples.Picture("alpha.png", "-alpha", "set", "-channel", "A", "-evaluate", "set", "25%");
        var onWhite = path + ".white.png";
        Tool.Must("convert", path, "-background", "white", "-alpha", "remove", "-alpha", "off", onWhite);

        var accepted = Accepted(File.ReadAllBytes(path));
        AssertSeen(onWhite, accepted, within: 3);
        Assert.DoesNotContain(PdfFile.Open(accepted.Pdf).Everything().OfType<PdfStream>(), stream => stream.Dictionary.Has("SMask"));
    }

    [Fact]
    public void A_small_picture_is_not_blown_up()
    {
        var path = samples.Picture("small.png", "-resize", "96x72!");
        var seen = Seen(Accepted(File.ReadAllBytes(path)));

        // 96 pixels are one inch; at 96 dots to the inch the page has 1123 × 794, nearly all white.
        var painted = Enumerable.Range(0, seen.Width).Count(x => seen.GetPixel(x, seen.Height / 2) != SKColors.White);
        Assert.InRange(painted, 94, 98);
    }

    [Fact]
    public void The_same_photo_gives_the_same_pdf()
    {
        foreach (var name in (string[])["baseline.jpg", "rgb.png"])
        {
            var photo = File.ReadAllBytes(samples.Picture(name));
            Assert.True(Accepted(photo).Pdf.Span.SequenceEqual(Accepted(photo).Pdf.Span));
        }
    }

    [Fact]
    public void What_telephones_put_behind_a_picture_is_left_behind()
    {
        var jpeg = File.ReadAllBytes(samples.Picture("baseline.jpg"));
        byte[] film = [0, 0, 0, 24, .. "ftypmp42"u8, .. Encoding.ASCII.GetBytes(Photos.Secret), .. new byte[500]];

        AssertSilent(Accepted([.. jpeg, .. film]));
        AssertSilent(Accepted([.. jpeg, .. Photos.WithMetadata(jpeg)]));
        AssertSilent(Accepted([.. jpeg, .. new byte[1000]]));
    }

    [Fact]
    public void Another_file_behind_a_photo_is_refused()
    {
        byte[] zip = [.. "PK\x05\x06"u8, .. new byte[18]];
        byte[] html = [.. "<HTML><script>alert(1)</script>"u8];
        foreach (var name in (string[])["baseline.jpg", "rgb.png"])
        {
            var photo = File.ReadAllBytes(samples.Picture(name));
            foreach (var other in (byte[][])[zip, [.. new byte[5000], .. zip], html, [.. "\r\n"u8, .. html], samples.Bytes("plain"), [.. "MZ"u8, .. new byte[90]]])
                AssertRefused(DocumentFault.SeveralFiles, [.. photo, .. other]);
        }
    }

    [Fact]
    public void A_photo_that_is_cut_is_refused()
    {
        foreach (var name in (string[])["baseline.jpg", "rgb.png"])
        {
            var photo = File.ReadAllBytes(samples.Picture(name));
            foreach (var rest in (int[])[9, 40, 300, photo.Length / 2, photo.Length - 400]) AssertRefused(DocumentFault.Damaged, photo[..rest]);
        }
    }

    [Fact]
    public void A_photo_that_unpacks_to_too_much_is_refused()
    {
        AssertRefused(DocumentFault.Excessive, Photos.Claiming(File.ReadAllBytes(samples.Picture("rgb.png")), 60_000, 60_000));

        var jpeg = File.ReadAllBytes(samples.Picture("baseline.jpg"));
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 60_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 60_000);
        AssertRefused(DocumentFault.Excessive, jpeg);
    }

    DocumentVerdict.Accepted Accepted(byte[] photo)
    {
        var verdict = judge.Judge(photo);
        Assert.True(verdict is DocumentVerdict.Accepted, (verdict as DocumentVerdict.Refused)?.Finding);
        return (DocumentVerdict.Accepted)verdict;
    }

    void AssertRefused(DocumentFault fault, byte[] photo) =>
        Assert.Equal(fault, Assert.IsType<DocumentVerdict.Refused>(judge.Judge(photo)).Fault);

    static PdfData Picture(DocumentVerdict.Accepted accepted)
    {
        var file = PdfFile.Open(accepted.Pdf);
        return file.Decode(file.Everything().OfType<PdfStream>().Single(stream => stream.Dictionary.Is("Subtype", "Image")));
    }

    static void AssertSilent(DocumentVerdict.Accepted accepted)
    {
        var secret = Encoding.ASCII.GetBytes(Photos.Secret);
        var file = PdfFile.Open(accepted.Pdf);
        Assert.Equal(-1, accepted.Pdf.Span.IndexOf(secret));
        foreach (var stream in file.Everything().OfType<PdfStream>())
        {
            var data = file.Decode(stream).Bytes.Span;
            Assert.Equal(-1, data.IndexOf(secret));
            Assert.Equal(-1, data.IndexOf("Exif"u8));
        }
    }

    // The page as poppler shows it at 96 dots to the inch, where a pixel of these photos is a dot.
    SKBitmap Seen(DocumentVerdict.Accepted accepted)
    {
        var pdf = samples.Save(accepted.Pdf.Span);
        Tool.Must("pdftoppm", "-r", "96", "-png", "-singlefile", pdf, pdf);
        return SKBitmap.Decode(pdf + ".png");
    }

    // The middle of the page is the picture.
    void AssertSeen(string expected, DocumentVerdict.Accepted accepted, double within)
    {
        using var seen = Seen(accepted);
        using var picture = SKBitmap.Decode(expected);
        int left = (seen.Width - picture.Width) / 2, top = (seen.Height - picture.Height) / 2;
        var (drawn, given) = (seen.Pixels, picture.Pixels);
        double difference = 0;
        for (var y = 4; y < picture.Height - 4; y++)
        {
            for (var x = 4; x < picture.Width - 4; x++)
            {
                var (a, b) = (given[y * picture.Width + x], drawn[(top + y) * seen.Width + left + x]);
                difference += Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);
            }
        }
        Assert.InRange(difference / (3 * (picture.Width - 8) * (picture.Height - 8)), 0, within);
    }
}
