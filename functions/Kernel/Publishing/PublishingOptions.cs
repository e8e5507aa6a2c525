namespace CasaServerless.Kernel.Publishing;

/// <summary>Where the publishing key is: the settings <c>Casa__Publishing__*</c>.</summary>
public sealed record PublishingOptions
{
    /// <summary><c>file</c> or <c>keyvault</c>.</summary>
    public string Provider { get; init; } = "file";

    /// <summary>PEM file: the private key, then the public keys that it took over from.</summary>
    public string? Path { get; init; }

    /// <summary><c>https://{vault}/keys/{name}</c>: its newest version signs.</summary>
    public Uri? KeyId { get; init; }

    /// <exception cref="InvalidOperationException">A setting is missing, cannot be, or names the seal's own key; the message names it.</exception>
    public static PublishingOptions From(IConfiguration configuration, bool development)
    {
        string? Given(string key) => configuration[key] is { Length: > 0 } value ? value : null;
        var (path, keyId) = (Given("Casa:Publishing:Path"), Given("Casa:Publishing:KeyId"));
        var options = new PublishingOptions
        {
            Provider = Given("Casa:Publishing:Provider") ?? "file",
            Path = path,
            KeyId = keyId is null ? null : Uri.TryCreate(keyId, UriKind.Absolute, out var address) && address.Scheme == "https" ? address
                : throw new InvalidOperationException("Casa__Publishing__KeyId is not an https address."),
        };
        if (options.Provider is not ("file" or "keyvault")) throw new InvalidOperationException("Casa__Publishing__Provider is file or keyvault.");
        if (options is { Provider: "keyvault", KeyId: null }) throw new InvalidOperationException("Casa__Publishing__KeyId is not set.");
        // Whoever may sign with one must not be able to sign with the other.
        if (path is not null && path == Given("Casa:Seal:Path")) throw new InvalidOperationException("Casa__Publishing__Path names the seal's key.");
        if (keyId is not null && keyId == Given("Casa:Seal:KeyId")) throw new InvalidOperationException("Casa__Publishing__KeyId names the seal's key.");
        if (options is { Provider: "file", Path: null })
        {
            if (!development) throw new InvalidOperationException("Casa__Publishing__Path is not set, and only Development makes its own key.");
            options = options with { Path = ".casa/publishing.pem" };
        }
        return options;
    }
}
