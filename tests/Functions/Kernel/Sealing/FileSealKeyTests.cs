using System.Security.Cryptography;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class FileSealKeyTests
{
    [Theory]
    [InlineData(SealAlgorithm.EcdsaP256)]
    [InlineData(SealAlgorithm.Rsa)]
    public async Task The_first_run_in_Development_makes_a_seal_that_says_it_is_unofficial(SealAlgorithm algorithm)
    {
        using var folder = new Folder();
        var options = new SealOptions { Path = folder["new/seal.pem"], Algorithm = algorithm };
        var key = FileSealKey.Open(options, development: true);
        Assert.Equal(algorithm, key.Chain.Algorithm);
        Assert.True(key.Chain.IsUnofficial);
        Assert.False(key.Chain.IsQualified);
        foreach (var word in new[] { "NON OFFICIEL", "غير رسمي", "UNOFFICIAL" }) Assert.Contains(word, key.Chain.Signer.Subject);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(options.Path));
        var digest = SHA256.HashData("paper"u8);
        Assert.True(key.Chain.Verifies(digest, await key.SignAsync(digest, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_second_run_and_a_first_run_at_the_same_time_use_the_same_seal()
    {
        for (var round = 0; round < 20; round++)
        {
            using var folder = new Folder();
            var options = new SealOptions { Path = folder["seal.pem"] };
            var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FileSealKey.Open(options, development: true))));
            Assert.Single(opened.Select(key => key.Chain.Signer.Thumbprint).Distinct());
            Assert.Single(Directory.GetFiles(folder.Path));
        }
    }

    [Fact]
    public void The_development_certificate_leads_to_its_authority()
    {
        using var folder = new Folder();
        var pem = DevelopmentSeal.Make(SealAlgorithm.Rsa);
        var chain = FileSealKey.Read(pem).Chain;
        folder.Write("ca.pem", chain.Issuers.Single().ExportCertificatePem());
        folder.Write("seal.pem", chain.Signer.ExportCertificatePem());
        Assert.Contains("OK", Tool.Must("openssl", "verify", "-x509_strict", "-CAfile", folder["ca.pem"], folder["seal.pem"]));
    }

    [Fact]
    public void Outside_Development_no_seal_is_made_and_none_made_for_development_is_taken()
    {
        using var folder = new Folder();
        var options = new SealOptions { Path = folder["seal.pem"] };
        Assert.Throws<InvalidOperationException>(() => FileSealKey.Open(options, development: false));
        Assert.False(File.Exists(options.Path));
        FileSealKey.Open(options, development: true);
        Assert.Contains("development", Assert.Throws<InvalidOperationException>(() => FileSealKey.Open(options, development: false)).Message);
    }

    [Theory]
    [InlineData("p256")]
    [InlineData("rsa2048")]
    public void Outside_Development_a_given_seal_is_taken(string kind)
    {
        using var folder = new Folder();
        using var key = Certificates.NewKey(kind);
        folder.Write("seal.pem", Certificates.Pem(Certificates.Issue(key), key));
        var opened = FileSealKey.Open(new SealOptions { Path = folder["seal.pem"] }, development: false);
        Assert.False(opened.Chain.IsUnofficial);
        Assert.Equal("CN=Commune de Casablanca", opened.Chain.Signer.Subject);
    }

    [Fact]
    public void A_file_that_holds_no_key_or_a_stranger_s_certificate_is_refused()
    {
        using var key = Certificates.NewKey("p256");
        using var other = Certificates.NewKey("p256");
        var certificate = Certificates.Issue(key);
        Assert.Throws<InvalidOperationException>(() => FileSealKey.Read(certificate.ExportCertificatePem()));
        Assert.Throws<InvalidOperationException>(() => FileSealKey.Read(Certificates.Pem(certificate, other)));
        Assert.Throws<InvalidOperationException>(() => FileSealKey.Read("no pem"));
    }

    [Fact]
    public void A_weak_key_is_refused()
    {
        using var weak = RSA.Create(1024);
        Assert.Throws<InvalidOperationException>(() => FileSealKey.Read(Certificates.Pem(Certificates.Issue(weak), weak)));
        using var otherCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<InvalidOperationException>(() => FileSealKey.Read(Certificates.Pem(Certificates.Issue(otherCurve), otherCurve)));
    }
}
