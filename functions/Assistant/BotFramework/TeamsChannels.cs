namespace CasaServerless.Assistant.BotFramework;

/// <summary>Begins threads in channels of Teams in which the bot is installed.</summary>
public sealed class TeamsChannels(Connector connector, TeamsReferences references, BotOptions options, IConfiguration configuration)
{
    /// <summary>Whether the city has a bot that Teams knows.</summary>
    public bool IsOpen => Tenant is not null;

    /// <summary>The directory. On a developer's machine there is no registration, hence no directory: what plays Teams there (<c>Casa__Bot__TeamsUrl</c>) asks for none.</summary>
    internal string? Tenant => options.TenantId ?? (options.Anonymous && configuration["Casa:Bot:TeamsUrl"] is { Length: > 0 } ? "development" : null);

    /// <summary>Ourselves, as Teams calls us.</summary>
    internal ChannelAccount Bot => new() { Id = $"28:{options.AppId}" };

    /// <summary>Begins a thread with a message, and tells where it is answered. Where the bot was never heard from in the channel, Teams itself says whether it may.</summary>
    /// <param name="channel">Id of the channel, such as <c>19:…@thread.tacv2</c>.</param>
    /// <exception cref="Kernel.Cases.Later">Not now.</exception>
    public async Task<Posted> Begin(string channel, Activity first, CancellationToken stop)
    {
        var known = await references.OfChannel(channel, stop);
        var serviceUrl = known?.ServiceUrl ?? configuration["Casa:Bot:TeamsUrl"] ?? "https://smba.trafficmanager.net/emea/";
        var posted = await connector.Create(serviceUrl, ConversationParameters.InChannel(channel, Tenant!, first, Bot), stop);
        return posted with { ServiceUrl = posted.ServiceUrl ?? serviceUrl };
    }
}
