using CasaServerless.Kernel.Sealing;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class SealOptionsTests
{
    [Fact]
    public void Development_needs_no_setting()
    {
        var options = Read(development: true);
        Assert.Equal(("file", ".casa/seal.pem", SealAlgorithm.EcdsaP256), (options.Provider, options.Path, options.Algorithm));
        Assert.Null(options.Tsa);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var options = Read(development: false, "Provider=keyvault", "KeyId=https://casa.vault.azure.net/keys/seal", "Path=issuers.pem",
            "Tsa=http://tsa.example", "TsaRoot=root.pem", "Algorithm=rsa2048");
        Assert.Equal(new SealOptions
        {
            Provider = "keyvault",
            KeyId = new("https://casa.vault.azure.net/keys/seal"),
            Path = "issuers.pem",
            Tsa = new("http://tsa.example"),
            TsaRoot = "root.pem",
            Algorithm = SealAlgorithm.Rsa,
        }, options);
    }

    [Theory]
    [InlineData("Casa__Seal__Path")]
    [InlineData("Casa__Seal__Provider", "Provider=hsm")]
    [InlineData("Casa__Seal__KeyId", "Provider=keyvault")]
    [InlineData("Casa__Seal__KeyId", "Provider=keyvault", "KeyId=seal")]
    [InlineData("Casa__Seal__KeyId", "Provider=keyvault", "KeyId=http://casa.vault.azure.net/keys/seal")]
    [InlineData("Casa__Seal__TsaRoot", "Path=x", "Tsa=http://tsa.example")]
    [InlineData("Casa__Seal__Tsa", "Path=x", "Tsa=ftp://tsa.example", "TsaRoot=y")]
    [InlineData("Casa__Seal__Algorithm", "Path=x", "Algorithm=dsa")]
    public void What_cannot_be_is_refused_by_the_name_of_its_setting(string named, params string[] settings) =>
        Assert.Contains(named, Assert.Throws<InvalidOperationException>(() => Read(development: false, settings)).Message);

    static SealOptions Read(bool development, params string[] settings) => SealOptions.From(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create($"Casa:Seal:{s[0]}", (string?)s[1]))).Build(), development);
}
