using System.Text.Json;

namespace CasaServerless.Tests.Infra;

public sealed class BicepTests
{
    [Fact]
    public async Task The_linter_has_nothing_to_say()
    {
        var (code, said, wrote) = await Bicep.Run("lint", Path.Combine(Bicep.Folder, "main.bicep"));
        Assert.Equal((0, "", ""), (code, said, wrote));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Parameters_fit_the_template(string environment)
    {
        var (code, said, wrote) = await Bicep.Run("build-params", Path.Combine(Bicep.Folder, $"{environment}.bicepparam"), "--stdout");
        Assert.Equal((0, ""), (code, said));
        Assert.Contains($"{environment}", wrote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_linter_sees_a_planted_flaw()
    {
        var folder = Directory.CreateTempSubdirectory("casa-bicep-");
        try
        {
            File.Copy(Path.Combine(Bicep.Folder, "bicepconfig.json"), Path.Combine(folder.FullName, "bicepconfig.json"));
            var planted = Path.Combine(folder.FullName, "planted.bicep");
            await File.WriteAllTextAsync(planted, "param nobodyReadsMe string\n", TestContext.Current.CancellationToken);
            var (code, said, _) = await Bicep.Run("lint", planted);
            Assert.NotEqual(0, code);
            Assert.Contains("Error no-unused-params", said, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_storage_account_takes_no_key_and_no_old_TLS()
    {
        var account = (await All("Microsoft.Storage/storageAccounts")).Single().GetProperty("properties");
        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
    }

    [Fact]
    public async Task The_app_is_a_native_custom_handler_behind_HTTPS_alone()
    {
        var app = (await All("Microsoft.Web/sites")).Single(site => !site.TryGetProperty("existing", out _)).GetProperty("properties");
        Assert.True(app.GetProperty("httpsOnly").GetBoolean());
        Assert.Equal("1.2", app.GetProperty("siteConfig").GetProperty("minTlsVersion").GetString());
        Assert.Equal("""{"name":"custom","version":"1.0"}""", app.GetProperty("functionAppConfig").GetProperty("runtime").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_app_may_sign_and_read_the_certificate_and_its_secrets_and_its_storage_and_nothing_else()
    {
        var role = (await All("Microsoft.Authorization/roleDefinitions")).Single().GetProperty("properties").GetProperty("permissions")[0];
        Assert.Empty(role.GetProperty("actions").EnumerateArray());
        Assert.Equal(["Microsoft.KeyVault/vaults/certificates/read", "Microsoft.KeyVault/vaults/keys/read", "Microsoft.KeyVault/vaults/keys/sign/action"],
            role.GetProperty("dataActions").EnumerateArray().Select(action => action.GetString()!));

        // Storage's three as one loop, the sealer on the vault, the reader of secrets on each of the secrets, one by one.
        var scopes = (await All("Microsoft.Authorization/roleAssignments")).Select(r => r.GetProperty("scope").GetString()!).ToArray();
        Assert.Equal(11, scopes.Length);
        foreach (var secret in (string[])["casa-keys", "smtp-password", "payments-api-key", "payments-news-secret", "whatsapp-token", "whatsapp-app-secret", "whatsapp-verify-token", "bot-password", "openai-key"])
            Assert.Contains(scopes, scope => scope.Contains("Microsoft.KeyVault/vaults/secrets", StringComparison.Ordinal) && scope.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_vault_of_production_deletes_is_kept_and_cannot_be_purged()
    {
        var vault = (await All("Microsoft.KeyVault/vaults")).Single(v => !v.TryGetProperty("existing", out _)).GetProperty("properties");
        Assert.True(vault.GetProperty("enableSoftDelete").GetBoolean());
        Assert.True(vault.GetProperty("enableRbacAuthorization").GetBoolean());
        Assert.Equal("[if(parameters('production'), true(), null())]", vault.GetProperty("enablePurgeProtection").GetString());
    }

    static async Task<JsonElement[]> All(string type) => [.. Bicep.Resources(await Bicep.Template()).Where(r => r.GetProperty("type").GetString() == type)];
}
