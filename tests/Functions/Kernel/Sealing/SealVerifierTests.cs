using CasaServerless.Kernel.Pdf;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Given.Documents;
using CsCheck;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class SealVerifierTests(SamplePdfs samples) : IDisposable
{
    readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("qpdf-objstm")]
    public async Task One_byte_changed_anywhere_is_found_by_pdfsig_and_by_us(string kind)
    {
        var original = samples.Bytes(kind);
        var pdf = await Sealed.Pdf(original);
        var padding = pdf.AsSpan().LastIndexOf("00000000>"u8);
        var signature = pdf.AsSpan(0, padding).LastIndexOfAnyExcept((byte)'0') - 9;
        // In the original, in the update before the gap, in the signature itself, and behind the gap.
        foreach (var at in new[] { original.Length / 2, original.Length + 40, signature, pdf.Length - 60 })
        {
            var changed = (byte[])pdf.Clone();
            changed[at] = changed[at] == '5' ? (byte)'6' : (byte)'5';
            Assert.False(SealVerifier.Verify(changed).Holds);
            Assert.DoesNotContain("Signature is Valid", Tool.Run("pdfsig", folder.Write("c.pdf", changed)).Output);
        }
    }

    [Fact]
    public async Task No_signed_byte_can_change()
    {
        var pdf = await Sealed.Pdf(samples.Bytes("plain"));
        var gap = pdf.AsSpan().LastIndexOf("/Contents <"u8) + "/Contents <".Length;
        var end = gap + pdf.AsSpan(gap).IndexOf((byte)'>');
        // Inside the gap only the signature speaks for itself; the authority's certificate beside it is there for convenience.
        Gen.Int[0, pdf.Length - 1].Where(at => at < gap || at >= end).Select(Gen.Byte[1, 255]).Sample((at, flip) =>
        {
            var changed = (byte[])pdf.Clone();
            changed[at] ^= flip;
            return !SealVerifier.Verify(changed).Holds;
        }, iter: 2000);
    }

    [Fact]
    public async Task Nothing_hides_in_the_room_behind_the_signature()
    {
        var pdf = await Sealed.Pdf(samples.Bytes("plain"));
        var padding = pdf.AsSpan().LastIndexOf("00000000>"u8);
        pdf[padding] = (byte)'7';
        Assert.Equal(SealFault.Forged, SealVerifier.Verify(pdf).Fault);
    }

    [Fact]
    public async Task Whatever_comes_after_the_seal_is_not_covered_by_it()
    {
        var pdf = await Sealed.Pdf(samples.Bytes("plain"));
        var update = new PdfUpdate(PdfFile.Open(pdf));
        update.Add(new PdfDictionary { ["Later"] = 1 });
        Assert.Equal(SealFault.NotWhole, SealVerifier.Verify(update.Finish().ToArray()).Fault);
        Assert.Contains("Not total document signed", Tool.Must("pdfsig", folder.Write("l.pdf", update.Finish().ToArray())));
    }

    [Fact]
    public void A_document_without_our_seal_has_none()
    {
        Assert.Equal(SealFault.Unsigned, SealVerifier.Verify(samples.Bytes("plain")).Fault);
        Assert.Equal(SealFault.Forged, SealVerifier.Verify(samples.Bytes("signed-table")).Fault);
        Assert.Equal(SealFault.Unreadable, SealVerifier.Verify("no pdf"u8.ToArray()).Fault);
        Assert.Equal(SealFault.Unreadable, SealVerifier.Verify(Array.Empty<byte>()).Fault);
    }

    [Theory]
    [InlineData("p256", false)]
    [InlineData("rsa2048", false)]
    [InlineData("p256", true)]
    public async Task Every_kind_of_seal_verifies_and_tells_whose_and_when(string kind, bool timestamped)
    {
        await using var authority = await PlayedTimestampAuthority.Start();
        using var client = authority.Client;
        await using var vault = await PlayedKeyVault.Start(kind);
        var key = await KeyVaultSealKey.OpenAsync(new KeyVault(new Uri(vault.Address, "keys/seal"), new PlayedKeyVault.Identity(), vault.Transport), [],
            TestContext.Current.CancellationToken);
        var paper = await Sealed.Paper(samples.Bytes("plain"), key, timestamped ? client : null);
        var verdict = SealVerifier.Verify(paper.Pdf, client);
        Assert.Null(verdict.Fault);
        Assert.Equal(vault.Certificate.Thumbprint, verdict.Signer!.Thumbprint);
        Assert.Equal(timestamped, verdict.StampedAt is not null);
        var judged = Tool.Must("pdfsig", folder.Write("s.pdf", paper.Pdf));
        Assert.Contains("Signature is Valid", judged);
        Assert.Contains("CN=Commune de Casablanca", judged);
    }

    [Fact]
    public async Task A_timestamp_of_an_authority_that_is_not_ours_is_not_believed()
    {
        await using var authority = await PlayedTimestampAuthority.Start();
        await using var other = await PlayedTimestampAuthority.Start();
        using var client = authority.Client;
        using var stranger = other.Client;
        var paper = await Sealed.Paper(samples.Bytes("plain"), authority: client);
        Assert.Equal(SealFault.OtherTime, SealVerifier.Verify(paper.Pdf, stranger).Fault);
        Assert.NotNull(SealVerifier.Verify(paper.Pdf).StampedAt);
    }

    [Fact]
    public async Task Without_its_timestamp_no_paper_is_sealed()
    {
        await using var authority = await PlayedTimestampAuthority.Start();
        using var client = authority.Client;
        authority.Status = 500;
        await Assert.ThrowsAsync<HttpRequestException>(() => Sealed.Paper(samples.Bytes("plain"), authority: client));
    }
}
