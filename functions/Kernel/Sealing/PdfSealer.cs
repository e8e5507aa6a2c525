using System.Security.Cryptography;
using System.Text;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// Seals a paper: a band with the stamp under every page, an attestation page behind them, a signature over it all, in one incremental
/// update of the citizen's own file. See the README beside this file.
/// </summary>
/// <param name="authority">Timestamps every seal when given (PAdES B-T).</param>
public sealed class PdfSealer(SealArtist artist, TimestampAuthority? authority)
{
    /// <param name="original">A PDF that has been judged; the memory must not change meanwhile.</param>
    /// <param name="wording">
    /// What the seal says. Whether it is qualified or unofficial follows from the key, and the file's hash is added here: these three are
    /// not the caller's to choose.
    /// </param>
    /// <param name="at">The moment of sealing, in the city's time zone.</param>
    /// <exception cref="PdfDamaged">The original is no PDF that can be sealed; the judgement refuses such files before.</exception>
    /// <exception cref="Typesetting.MissingGlyphException">A word cannot be drawn; ask <see cref="SealArtist.CanDraw"/> before promising a paper.</exception>
    /// <exception cref="WordingTooLong">The words do not fit on the attestation.</exception>
    /// <exception cref="HttpRequestException">The timestamp authority could not be reached; the paper is to be sealed again later.</exception>
    /// <exception cref="Azure.RequestFailedException">Likewise the vault.</exception>
    /// <exception cref="CryptographicException">The authority's token does not verify, or the key is not its certificate's.</exception>
    public async Task<SealedPaper> SealAsync(
        ReadOnlyMemory<byte> original, SealWording wording, ISealKey key, DateTimeOffset at, CancellationToken cancellation)
    {
        var file = PdfFile.Open(original);
        var hash = Convert.ToHexStringLower(SHA256.HashData(original.Span));
        wording = wording with
        {
            Unofficial = wording.Unofficial || key.Chain.IsUnofficial,
            Qualified = key.Chain.IsQualified,
            Attestation = [.. wording.Attestation, new(SealerWords.Hash, hash)],
        };
        var signed = file.Signatures.Count > 0;
        if (!signed && await Stamp(file, wording, key, at, cancellation) is { } stamped) return new(stamped, hash, null);
        var reason = signed ? AttestationOnly.AlreadySigned : AttestationOnly.NotStampable;
        return new(await Attest(file, wording, key, at, reason, cancellation), hash, reason);
    }

    /// <summary>Signs a file of our own drawing, such as a register's extract: no stamp, an invisible field on its last page.</summary>
    /// <param name="reason">What the signature is for.</param>
    /// <exception cref="HttpRequestException">The timestamp authority could not be reached.</exception>
    /// <exception cref="Azure.RequestFailedException">Likewise the vault.</exception>
    public Task<byte[]> SignOwnAsync(byte[] drawn, string reason, ISealKey key, DateTimeOffset at, CancellationToken cancellation) =>
        SignDrawn(drawn, null, reason, key, at, cancellation);

    /// <returns>Null when a page takes no band.</returns>
    async Task<byte[]?> Stamp(PdfFile file, SealWording wording, ISealKey key, DateTimeOffset at, CancellationToken cancellation)
    {
        var contents = file.Pages.Select(page => PageContent.Of(file, page)).ToList();
        if (contents.Contains(null)) return null;
        var art = PdfFile.Open(artist.Draw(wording, file.Pages.Count));
        var pages = file.Pages.Select((page, n) => StampedPage.Plan(file, page, contents[n]!, art.Pages[0].MediaBox)).ToList();
        if (pages.Contains(null)) return null;

        var update = new PdfUpdate(file);
        var import = new ArtImport(art, update);
        var befores = new Dictionary<string, PdfReference>();
        var strip = import.Form(art.Pages[0]);
        for (var n = 0; n < pages.Count; n++) pages[n]!.Write(update, strip, import.Form(art.Pages[n + 1]), Before);

        var signature = new SignatureField(key, authority);
        AppendAttestation(file, update, import, art.Pages.Skip(1 + pages.Count), page => signature.Write(file, update, page, Reason(wording), at));
        return await Finish(update, signature, cancellation);

        PdfReference Before(string opening) => befores.TryGetValue(opening, out var known) ? known
            : befores[opening] = update.Add(new PdfStream([], Encoding.ASCII.GetBytes(opening)));
    }

    /// <summary>Hangs the drawn pages under the root of the page tree; the last of them carries the signature's field.</summary>
    static void AppendAttestation(PdfFile file, PdfUpdate update, ArtImport import, IEnumerable<PdfPage> drawn, Func<PdfReference, PdfReference> sign)
    {
        var root = (PdfReference)file.Catalog["Pages"];
        var node = (PdfDictionary)file.Resolve(root);
        var kids = new List<PdfObject>((PdfArray)file.Resolve(node, "Kids"));
        var pages = drawn.ToList();
        for (var n = 0; n < pages.Count; n++)
        {
            var reference = update.Reserve();
            var dictionary = import.Page(pages[n], root);
            if (n == pages.Count - 1) dictionary = dictionary.With("Annots", PdfArray.Of([sign(reference)]));
            update.Put(reference, dictionary);
            kids.Add(reference);
        }
        // Counted, because what the file says of itself may be wrong.
        update.Put(root, node.With("Kids", PdfArray.Of([.. kids])).With("Count", file.Pages.Count + pages.Count));
    }

    /// <summary>A file of its own that names the original by its hash, and holds it.</summary>
    async Task<byte[]> Attest(
        PdfFile original, SealWording wording, ISealKey key, DateTimeOffset at, AttestationOnly reason, CancellationToken cancellation)
    {
        wording = wording with { Notes = [.. wording.Notes, SealerWords.Why(reason)] };
        return await SignDrawn(artist.DrawAttestation(wording, original.Pages.Count), original, Reason(wording), key, at, cancellation);
    }

    async Task<byte[]> SignDrawn(
        byte[] drawn, PdfFile? attached, string reason, ISealKey key, DateTimeOffset at, CancellationToken cancellation)
    {
        var file = PdfFile.Open(drawn);
        var update = new PdfUpdate(file);
        var signature = new SignatureField(key, authority);
        var last = file.Pages[^1];
        var catalog = attached is null ? null : AttachedOriginal.Attach(update, file.Catalog, attached.Bytes);
        var field = signature.Write(file, update, last.Reference, reason, at, catalog);
        update.Put(last.Reference, last.Dictionary.With("Annots", PdfArray.Of([field])));
        return await Finish(update, signature, cancellation);
    }

    static async Task<byte[]> Finish(PdfUpdate update, SignatureField signature, CancellationToken cancellation)
    {
        var revision = update.Finish();
        await signature.SignAsync(revision, cancellation);
        return revision.ToArray();
    }

    static string Reason(SealWording wording) => $"{wording.Mention.Fr} – {wording.Mention.Ar}";
}
