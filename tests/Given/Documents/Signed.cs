using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Tests.Given.Documents;

/// <summary>Documents that somebody else signed before they came to the city: <c>adbe.pkcs7.detached</c>, a notary's own key.</summary>
static class Signed
{
    const int Room = 4000;

    /// <param name="original">What is signed.</param>
    /// <param name="docMdp">Certified with this level; null for a plain approval.</param>
    public static byte[] By(byte[] original, int? docMdp = null)
    {
        var file = PdfFile.Open(original);
        var update = new PdfUpdate(file);
        var range = new PdfPlaceholder(Encoding.ASCII.GetBytes("[0 0000000000 0000000000 0000000000]"));
        var contents = PdfPlaceholder.Hex(Room);
        var signature = new PdfDictionary
        {
            ["Type"] = new PdfName("Sig"),
            ["Filter"] = new PdfName("Adobe.PPKLite"),
            ["SubFilter"] = new PdfName("adbe.pkcs7.detached"),
            ["ByteRange"] = range,
            ["Contents"] = contents,
        };
        if (docMdp is { } level)
        {
            PdfDictionary permitted = new() { ["Type"] = new PdfName("TransformParams"), ["P"] = level, ["V"] = new PdfName("1.2") };
            PdfDictionary transform = new() { ["Type"] = new PdfName("SigRef"), ["TransformMethod"] = new PdfName("DocMDP"), ["TransformParams"] = permitted };
            signature = signature.With("Reference", PdfArray.Of([transform]));
        }
        var value = update.Add(signature);
        var page = file.Pages[0];
        var field = update.Add(new PdfDictionary
        {
            ["Type"] = new PdfName("Annot"),
            ["Subtype"] = new PdfName("Widget"),
            ["FT"] = new PdfName("Sig"),
            ["T"] = PdfString.Text("Notaire"),
            ["V"] = value,
            ["F"] = 132,
            ["Rect"] = PdfArray.Of([0, 0, 0, 0]),
            ["P"] = page.Reference,
        });
        update.Put(page.Reference, page.Dictionary.With("Annots", PdfArray.Of([field])));
        var catalog = file.Catalog.With("AcroForm", new PdfDictionary { ["Fields"] = PdfArray.Of([field]), ["SigFlags"] = 3 });
        if (docMdp is not null) catalog = catalog.With("Perms", new PdfDictionary { ["DocMDP"] = value });
        update.Put(file.CatalogReference, catalog);
        var revision = update.Finish();
        var after = contents.Offset + contents.Length;
        revision.Fill(range, Encoding.ASCII.GetBytes($"[0 {contents.Offset:D10} {after:D10} {revision.Length - after:D10}]"));
        var whole = revision.ToArray();
        revision.Fill(contents, Encoding.ASCII.GetBytes("<" + Convert.ToHexString(Cms([.. whole[..(int)contents.Offset], .. whole[(int)after..]]))));
        return revision.ToArray();
    }

    static byte[] Cms(byte[] content)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Notaire (essai), C=MA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, default), new(2050, 1, 1, 0, 0, 0, default));
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.ComputeSignature(new CmsSigner(certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") });
        return cms.Encode();
    }
}
