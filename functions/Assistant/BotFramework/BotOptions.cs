namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// The bot’s registration with Azure Bot Service, under the names that every bot’s settings have (<c>MicrosoftAppType</c>, <c>MicrosoftAppId</c>,
/// <c>MicrosoftAppPassword</c>, <c>MicrosoftAppTenantId</c>), and what tests and other clouds set (<c>Casa__Bot__*</c>).
/// </summary>
public sealed record BotOptions
{
    /// <summary>The registration’s id; null where the city has no bot there.</summary>
    public string? AppId { get; private init; }

    /// <summary>Of a single-tenant registration; null where a managed identity speaks for the bot.</summary>
    public string? AppPassword { get; private init; }

    /// <summary>The directory that the bot is registered in.</summary>
    public string? TenantId { get; private init; }

    /// <summary>Directories whose people may write to the bot in Teams.</summary>
    public IReadOnlyList<string> Tenants { get; private init; } = [];

    /// <summary>Who signs the channels’ tokens, exactly.</summary>
    public string Issuer { get; private init; } = "";

    /// <summary>Where the signer’s keys are found.</summary>
    public Uri Metadata { get; private init; } = null!;

    /// <summary>Where a token for the connector is had.</summary>
    public Uri Login { get; private init; } = null!;

    /// <summary>What that token is for.</summary>
    public string Scope { get; private init; } = "";

    /// <summary>Where conversations are answered, and nowhere else: see <see cref="BotFramework.ServiceHosts"/>.</summary>
    public IReadOnlyList<string> ServiceHosts { get; private init; } = [];

    public bool Development { get; private init; }

    /// <summary>Whoever calls is believed: on a developer’s machine alone, and only while no registration is named.</summary>
    public bool Anonymous => AppId is null && Development;

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be; the message names it, never its value.</exception>
    public static BotOptions From(IConfiguration configuration, bool development)
    {
        string? Told(string name) => configuration[name] is { Length: > 0 } value ? value : null;
        var (id, password, tenant) = (Told("MicrosoftAppId"), Told("MicrosoftAppPassword"), Told("MicrosoftAppTenantId"));
        if (id is null && (password ?? tenant) is not null) throw new InvalidOperationException("MicrosoftAppId is not set, though the rest of the bot’s registration is.");
        if (id is not null) Check(Told("MicrosoftAppType") ?? "SingleTenant", password, tenant);
        return new()
        {
            AppId = id,
            AppPassword = password,
            TenantId = tenant,
            Tenants = Listed("Casa:Bot:Tenants", tenant is null ? [] : [tenant]),
            Issuer = Told("Casa:Bot:Issuer") ?? "https://api.botframework.com",
            Metadata = Address("Casa:Bot:Metadata", "https://login.botframework.com/v1/.well-known/openidconfiguration"),
            Login = Address("Casa:Bot:Login", $"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"),
            Scope = Told("Casa:Bot:Scope") ?? "https://api.botframework.com/.default",
            ServiceHosts = Listed("Casa:Bot:ServiceHosts", BotFramework.ServiceHosts.Usual),
            Development = development,
        };

        IReadOnlyList<string> Listed(string name, IReadOnlyList<string> otherwise) =>
            Told(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? otherwise;

        Uri Address(string name, string otherwise) =>
            Uri.TryCreate(Told(name) ?? otherwise, UriKind.Absolute, out var address) && (address.Scheme == "https" || (development && address is { Scheme: "http", IsLoopback: true }))
                ? address : throw new InvalidOperationException($"{name.Replace(":", "__", StringComparison.Ordinal)} is not an https address.");
    }

    // Registrations for all tenants can no longer be made: a staff bot has no use for one.
    static void Check(string type, string? password, string? tenant)
    {
        if (tenant is null) throw new InvalidOperationException("MicrosoftAppTenantId is not set.");
        var single = type.Equals("SingleTenant", StringComparison.OrdinalIgnoreCase);
        if (!single && !type.Equals("UserAssignedMSI", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("MicrosoftAppType is neither SingleTenant nor UserAssignedMSI.");
        if (single && password is null) throw new InvalidOperationException("MicrosoftAppPassword is not set, which a SingleTenant bot needs.");
        if (!single && password is not null) throw new InvalidOperationException("MicrosoftAppPassword is set, though a managed identity (UserAssignedMSI) has none.");
    }
}
