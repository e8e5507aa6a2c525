using System.Security.Cryptography;
using Azure;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class KeyVaultSealKeyTests
{
    static readonly byte[] digest = SHA256.HashData("paper"u8);
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rsa2048", false)]
    [InlineData("rsa2048", true)]
    [InlineData("p256", false)]
    [InlineData("p256", true)]
    public async Task The_vault_signs_with_the_version_that_its_certificate_names(string kind, bool versioned)
    {
        await using var vault = await PlayedKeyVault.Start(kind);
        var key = await Open(vault, versioned ? $"keys/seal/{vault.Version}" : "keys/seal");
        // Integers with leading zeros are where a hand-made DER sequence would break: enough signatures to meet some.
        for (var n = 0; n < (kind == "p256" ? 600 : 3); n++)
        {
            var each = SHA256.HashData(BitConverter.GetBytes(n));
            Assert.True(key.Chain.Verifies(each, await key.SignAsync(each, Cancellation)));
        }
        Assert.Equal(vault.Certificate.Thumbprint, key.Chain.Signer.Thumbprint);
    }

    [Fact]
    public async Task A_busy_vault_is_asked_again()
    {
        await using var vault = await PlayedKeyVault.Start("p256");
        var key = await Open(vault);
        vault.Busy = 2;
        Assert.True(key.Chain.Verifies(digest, await key.SignAsync(digest, Cancellation)));
        Assert.Equal(4, vault.Calls);
    }

    [Fact]
    public async Task A_renewal_does_not_part_certificate_and_key()
    {
        await using var vault = await PlayedKeyVault.Start("p256");
        var key = await Open(vault);
        vault.Version = "fedcba9876543210fedcba9876543210";
        // The old version is asked for by its name; this vault has forgotten it, and says so rather than signing with the new one.
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => key.SignAsync(digest, Cancellation))).Status);
    }

    [Fact]
    public async Task A_certificate_of_another_key_a_disabled_one_or_an_unofficial_one_is_refused()
    {
        await using var vault = await PlayedKeyVault.Start("p256");
        vault.KeyName = "seal2";
        await Assert.ThrowsAsync<InvalidOperationException>(() => Open(vault));
        vault.KeyName = "seal";
        vault.Enabled = false;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Open(vault));
        vault.Enabled = true;
        vault.Certificate = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.EcdsaP256)).Chain.Signer;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Open(vault));
    }

    [Theory]
    [InlineData("http://casa.vault.azure.net/keys/seal")]
    [InlineData("https://casa.vault.azure.net/secrets/seal")]
    [InlineData("https://casa.vault.azure.net/keys/seal/1/2")]
    [InlineData("https://casa.vault.azure.net/")]
    public void An_address_that_is_no_key_is_refused(string address) =>
        Assert.Throws<InvalidOperationException>(() => new KeyVault(new Uri(address), new PlayedKeyVault.Identity()));

    static Task<KeyVaultSealKey> Open(PlayedKeyVault vault, string path = "keys/seal") =>
        KeyVaultSealKey.OpenAsync(new KeyVault(new Uri(vault.Address, path), new PlayedKeyVault.Identity(), vault.Transport), [], Cancellation);
}
