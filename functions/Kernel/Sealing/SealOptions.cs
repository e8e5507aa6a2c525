namespace CasaServerless.Kernel.Sealing;

/// <summary>Where the seal's key is and who stamps the time: the settings <c>Casa__Seal__*</c>.</summary>
public sealed record SealOptions
{
    const string DevelopmentPath = ".casa/seal.pem";

    /// <summary><c>file</c> or <c>keyvault</c>.</summary>
    public string Provider { get; init; } = "file";

    /// <summary>
    /// For a file: PEM with the key, its certificate, then the issuers'. For a vault: PEM with the issuers' certificates, which a vault
    /// does not hand out; may be absent.
    /// </summary>
    public string? Path { get; init; }

    /// <summary><c>https://{vault}/keys/{name}</c>, or with <c>/{version}</c> to hold on to one version.</summary>
    public Uri? KeyId { get; init; }

    /// <summary>RFC 3161 timestamp authority; when given, no paper leaves without its timestamp.</summary>
    public Uri? Tsa { get; init; }

    /// <summary>PEM file with the authority's root certificate.</summary>
    public string? TsaRoot { get; init; }

    /// <summary>Kind of key that is made for development.</summary>
    public SealAlgorithm Algorithm { get; init; } = SealAlgorithm.EcdsaP256;

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be; the message names it.</exception>
    public static SealOptions From(IConfiguration configuration, bool development)
    {
        var options = new SealOptions
        {
            Provider = Given("Casa:Seal:Provider") ?? "file",
            Path = Given("Casa:Seal:Path"),
            KeyId = Address("Casa:Seal:KeyId", "https"),
            Tsa = Address("Casa:Seal:Tsa", "https", "http"),
            TsaRoot = Given("Casa:Seal:TsaRoot"),
            Algorithm = Given("Casa:Seal:Algorithm") switch
            {
                null or "p256" => SealAlgorithm.EcdsaP256,
                "rsa2048" => SealAlgorithm.Rsa,
                _ => throw new InvalidOperationException("Casa__Seal__Algorithm is p256 or rsa2048."),
            },
        };
        if (options.Provider is not ("file" or "keyvault")) throw new InvalidOperationException("Casa__Seal__Provider is file or keyvault.");
        if (options is { Provider: "keyvault", KeyId: null }) throw new InvalidOperationException("Casa__Seal__KeyId is not set.");
        // An unverified timestamp proves nothing, so an authority comes with its root.
        if (options is { Tsa: not null, TsaRoot: null }) throw new InvalidOperationException("Casa__Seal__TsaRoot is not set.");
        if (options is { Provider: "file", Path: null })
        {
            if (!development) throw new InvalidOperationException("Casa__Seal__Path is not set, and only Development makes its own seal.");
            options = options with { Path = DevelopmentPath };
        }
        return options;

        string? Given(string key) => configuration[key] is { Length: > 0 } value ? value : null;

        Uri? Address(string key, params string[] schemes) => Given(key) is not { } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme) ? address
            : throw new InvalidOperationException($"{key.Replace(":", "__", StringComparison.Ordinal)} is not an {schemes[0]} address.");
    }
}
