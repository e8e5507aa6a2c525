using System.Security.Cryptography;
using CasaServerless.Kernel.Sealing;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class SealKeyringTests
{
    static readonly DateTimeOffset now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_made_before_the_first_paper()
    {
        using var folder = new Folder();
        using var keyring = new SealKeyring(new SealOptions { Path = folder["seal.pem"] }, true, new FakeTimeProvider(now));
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Same(await keyring.CurrentAsync(Cancellation), await keyring.CurrentAsync(Cancellation));
    }

    [Fact]
    public void A_production_start_without_an_official_file_fails_at_once()
    {
        using var folder = new Folder();
        var options = new SealOptions { Path = folder.Write("seal.pem", DevelopmentSeal.Make(SealAlgorithm.EcdsaP256)) };
        Assert.Throws<InvalidOperationException>(() => new SealKeyring(options, false, new FakeTimeProvider(now)));
        Assert.Throws<InvalidOperationException>(() => new SealKeyring(options with { Path = folder["none"] }, false, new FakeTimeProvider(now)));
    }

    [Fact]
    public async Task An_expired_or_future_certificate_seals_nothing()
    {
        using var folder = new Folder();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new SealOptions { Path = folder.Write("seal.pem", Certificates.Pem(Certificates.Issue(key), key)) };
        foreach (var moment in new[] { now.AddYears(30), now.AddYears(-20) })
        {
            using var keyring = new SealKeyring(options, false, new FakeTimeProvider(moment));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await keyring.CurrentAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_renewed_certificate_of_the_vault_is_taken_up_after_ten_minutes()
    {
        await using var vault = await PlayedKeyVault.Start("p256");
        var clock = new FakeTimeProvider(now);
        var options = new SealOptions { Provider = "keyvault", KeyId = new Uri(vault.Address, "keys/seal") };
        using var keyring = new SealKeyring(options, false, clock, () => new KeyVault(options.KeyId, new PlayedKeyVault.Identity(), vault.Transport));
        var before = await keyring.CurrentAsync(Cancellation);
        vault.Version = "fedcba9876543210fedcba9876543210";
        Assert.Same(before, await keyring.CurrentAsync(Cancellation));
        clock.Advance(TimeSpan.FromMinutes(10));
        var after = await keyring.CurrentAsync(Cancellation);
        Assert.NotSame(before, after);
        Assert.NotEmpty(await after.SignAsync(SHA256.HashData("paper"u8), Cancellation));
    }
}
