using System.Security.Cryptography;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Functions.Kernel.Sealing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Kernel.Publishing;

public sealed class PublishingKeyTests
{
    static readonly byte[] digest = SHA256.HashData("statement"u8);
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_first_run_in_Development_makes_a_key_that_production_refuses()
    {
        using var folder = new Folder();
        var options = new PublishingOptions { Path = folder["new/publishing.pem"] };
        var key = FilePublishingKey.Open(options, development: true);
        Assert.Equal(key.Public, FilePublishingKey.Open(options, development: true).Public);
        Assert.Contains("development", Assert.Throws<InvalidOperationException>(() => FilePublishingKey.Open(options, development: false)).Message);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(options.Path));
    }

    [Fact]
    public async Task Rolled_over_in_a_file_the_new_key_signs_and_the_old_one_stays_published()
    {
        using ECDsa older = ECDsa.Create(ECCurve.NamedCurves.nistP256), newer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var statement = await CoseSign1.SignAsync("{}"u8.ToArray(), CoseSign1.Json, FilePublishingKey.Read(older.ExportPkcs8PrivateKeyPem()), Cancellation);
        var key = FilePublishingKey.Read($"{newer.ExportPkcs8PrivateKeyPem()}\n{older.ExportSubjectPublicKeyInfoPem()}\n");
        Assert.Equal([PublishedKey.Of(newer), PublishedKey.Of(older)], PublishedKeys.Of(key).Keys);
        Assert.True(newer.VerifyHash(digest, await key.SignAsync(digest, Cancellation)));
        Assert.NotNull(CoseSign1.Open(statement, CoseSign1.Json, PublishedKeys.Of(key).Keys));
        Assert.Null(CoseSign1.Open(statement, CoseSign1.Json, [key.Public]));
    }

    [Fact]
    public void A_file_without_a_private_key_of_P256_is_refused()
    {
        using ECDsa right = ECDsa.Create(ECCurve.NamedCurves.nistP256), wrong = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        foreach (var pem in new[] { "", "nothing", right.ExportSubjectPublicKeyInfoPem(), wrong.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem() })
            Assert.Throws<InvalidOperationException>(() => FilePublishingKey.Read(pem));
    }

    [Fact]
    public async Task A_new_version_in_the_vault_takes_over_within_minutes_and_one_that_is_disabled_is_withdrawn()
    {
        await using var vault = await PlayedKeyVault.Start("p256");
        var clock = new FakeTimeProvider();
        var options = new PublishingOptions { Provider = "keyvault", KeyId = new(vault.Address, "keys/seal") };
        using var keyring = new PublishingKeyring(options, development: false, clock,
            () => new KeyVault(options.KeyId, new PlayedKeyVault.Identity(), vault.Transport));
        var first = await keyring.CurrentAsync(Cancellation);
        Assert.Empty(first.Retired);
        var byFirst = await first.SignAsync(digest, Cancellation);
        Assert.True(first.Public.Verifies("statement"u8, byFirst));

        using ECDsa older = ECDsa.Create(ECCurve.NamedCurves.nistP256), withdrawn = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        vault.Earlier["00000000000000000000000000000001"] = (older, true);
        vault.Earlier["00000000000000000000000000000002"] = (withdrawn, false);
        vault.Version = "fedcba9876543210fedcba9876543210";
        Assert.Same(first, await keyring.CurrentAsync(Cancellation));
        clock.Advance(TimeSpan.FromMinutes(11));
        var second = await keyring.CurrentAsync(Cancellation);
        Assert.Equal(PublishedKey.Of(older), Assert.Single(second.Retired));
        var bySecond = await second.SignAsync(digest, Cancellation);
        Assert.True(second.Public.Verifies("statement"u8, bySecond));
    }

    [Theory]
    [InlineData("Casa__Publishing__Path")]
    [InlineData("Casa__Publishing__Provider", "Publishing:Provider=hsm")]
    [InlineData("Casa__Publishing__KeyId", "Publishing:Provider=keyvault")]
    [InlineData("Casa__Publishing__KeyId", "Publishing:Provider=keyvault", "Publishing:KeyId=http://casa.vault.azure.net/keys/a")]
    [InlineData("names the seal's key", "Publishing:Path=one.pem", "Seal:Path=one.pem")]
    [InlineData("names the seal's key", "Publishing:Provider=keyvault", "Publishing:KeyId=https://v/keys/a", "Seal:KeyId=https://v/keys/a")]
    public void What_cannot_be_is_refused_by_the_name_of_its_setting(string named, params string[] settings) => Assert.Contains(named,
        Assert.Throws<InvalidOperationException>(() => PublishingOptions.From(new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create($"Casa:{s[0]}", (string?)s[1]))).Build(), development: false)).Message);
}
