using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>The signature dictionary and its invisible field, laid out first and filled in when the rest of the file stands.</summary>
sealed class SignatureField
{
    // Annotation flags: print, and locked.
    const int Flags = 4 + 128;

    // Object headers, attributes, an RSA signature of 4096 bits: beside the certificates about this much.
    const int SignatureRoom = 2048;

    // Tokens of public authorities bring three or four RSA certificates of their own.
    const int TimestampRoom = 12 * 1024;
    readonly PdfPlaceholder range = new(Encoding.ASCII.GetBytes("[0 0000000000 0000000000 0000000000]"));
    readonly PdfPlaceholder contents;
    readonly ISealKey key;
    readonly TimestampAuthority? authority;

    public SignatureField(ISealKey key, TimestampAuthority? authority)
    {
        (this.key, this.authority) = (key, authority);
        var certificates = key.Chain.Signer.RawData.Length + key.Chain.Issuers.Sum(issuer => issuer.RawData.Length);
        contents = PdfPlaceholder.Hex(SignatureRoom + certificates + (authority is null ? 0 : TimestampRoom));
    }

    /// <summary>Writes dictionary and field, and enters the field in the document's form.</summary>
    /// <param name="page">The page that carries the field: ours, so that no page of the citizen's changes for it.</param>
    /// <param name="reason">What the signature is for.</param>
    /// <param name="at">When, by our clock; a timestamp says it with authority.</param>
    /// <param name="catalog">The document's catalog where this update changes it otherwise too; it is written here, once.</param>
    /// <returns>The field, for the page's /Annots.</returns>
    public PdfReference Write(PdfFile file, PdfUpdate update, PdfReference page, string reason, DateTimeOffset at, PdfDictionary? catalog = null)
    {
        var signature = update.Add(new PdfDictionary
        {
            ["Type"] = new PdfName("Sig"),
            ["Filter"] = new PdfName("Adobe.PPKLite"),
            ["SubFilter"] = new PdfName("ETSI.CAdES.detached"),
            ["Name"] = PdfString.Text(key.Chain.Signer.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, false)),
            ["Reason"] = PdfString.Text(reason),
            ["Location"] = PdfString.Text("Casablanca"),
            ["M"] = PdfString.Text(Date(at)),
            ["ByteRange"] = range,
            ["Contents"] = contents,
        });
        var form = file.Resolve(file.Catalog, "AcroForm") as PdfDictionary ?? [];
        var fields = file.Resolve(form, "Fields") as PdfArray ?? [];
        // An appearance that shows nothing: without one some viewers complain, and PDF/A asks for it.
        var nothing = update.Add(new PdfStream(new PdfDictionary
        {
            ["Type"] = new PdfName("XObject"),
            ["Subtype"] = new PdfName("Form"),
            ["BBox"] = PdfArray.Of([0, 0, 0, 0]),
        }, default));
        var field = update.Add(new PdfDictionary
        {
            ["Type"] = new PdfName("Annot"),
            ["Subtype"] = new PdfName("Widget"),
            ["FT"] = new PdfName("Sig"),
            ["T"] = PdfString.Text(FreeName(file, fields)),
            ["V"] = signature,
            ["F"] = Flags,
            ["Rect"] = PdfArray.Of([0, 0, 0, 0]),
            ["P"] = page,
            ["AP"] = new PdfDictionary { ["N"] = nothing },
        });
        Enter(file, update, catalog, form, PdfArray.Of([.. fields, field]));
        return field;
    }

    /// <summary>Signs everything but the gap.</summary>
    /// <exception cref="InvalidOperationException">The signature is larger than the room that was kept for it.</exception>
    public async Task SignAsync(PdfRevision revision, CancellationToken cancellation)
    {
        var end = contents.Offset + contents.Length;
        // Of fixed width: the numbers must not move what they count.
        revision.Fill(range, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"[0 {contents.Offset:D10} {end:D10} {revision.Length - end:D10}]")));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        revision.AppendAllBut(contents, hash);
        var signature = await CadesSignature.SignAsync(hash.GetHashAndReset(), key, authority, cancellation);
        if (2 * signature.Length + 2 > contents.Length) throw new InvalidOperationException("The signature is larger than the room kept for it.");
        revision.Fill(contents, Encoding.ASCII.GetBytes("<" + Convert.ToHexString(signature)));
    }

    // The form may be an object of its own, a part of the catalog, or not there yet.
    static void Enter(PdfFile file, PdfUpdate update, PdfDictionary? catalog, PdfDictionary form, PdfArray fields)
    {
        const int SignaturesExist = 1, AppendOnly = 2;
        var flags = (file.Resolve(form, "SigFlags") as PdfNumber)?.Int ?? 0;
        var entered = form.With("Fields", fields).With("SigFlags", flags | SignaturesExist | AppendOnly);
        if (file.Catalog["AcroForm"] is PdfReference own && file.Resolve(own) is PdfDictionary) update.Put(own, entered);
        else catalog = (catalog ?? file.Catalog).With("AcroForm", entered);
        if (catalog is not null) update.Put(file.CatalogReference, catalog);
    }

    static string FreeName(PdfFile file, PdfArray fields)
    {
        var taken = fields.Select(field => file.Resolve(file.Resolve(field) as PdfDictionary ?? [], "T")).OfType<PdfString>()
            .Select(name => Convert.ToHexString(name.Bytes.Span)).ToHashSet();
        for (var n = 1; ; n++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"CasaSeal{n}");
            if (!taken.Contains(Convert.ToHexString(Encoding.ASCII.GetBytes(name)))
                && !taken.Contains("FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(name)))) return name;
        }
    }

    static string Date(DateTimeOffset at)
    {
        var zone = at.Offset;
        return string.Create(CultureInfo.InvariantCulture,
            $"D:{at:yyyyMMddHHmmss}{(zone < TimeSpan.Zero ? '-' : '+')}{zone.Duration():hh}'{zone.Duration():mm}'");
    }
}
