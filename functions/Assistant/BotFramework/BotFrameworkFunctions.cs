using CasaServerless.Common.Notices;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>Teams and the other channels of Azure Bot Service: registers what they need and maps their endpoint.</summary>
static class BotFrameworkFunctions
{
    public static void Add(WebApplicationBuilder builder)
    {
        var (configuration, development) = (builder.Configuration, builder.Environment.IsDevelopment());
        builder.Services
            .AddSingleton(_ => BotOptions.From(configuration, development))
            .AddSingleton<ChannelKeys>()
            .AddSingleton<ChannelTokens>()
            .AddSingleton<ConnectorTokens>()
            .AddSingleton<Connector>()
            .AddSingleton<TeamsStaff>()
            .AddSingleton<TeamsReferences>()
            .AddSingleton<TeamsChannels>()
            .AddSingleton<INoticeChannel, TeamsNotices>()
            .AddSingleton<TeamsThreads>()
            .AddSingleton<IStaffRoom>(services => services.GetRequiredService<TeamsThreads>())
            .AddSingleton<ActivityTurns>()
            .AddSingleton<IDoor>(services => BotFrameworkDoor.Teams(
                services.GetRequiredService<Connector>(), services.GetRequiredService<ConversationStore>(), services.GetRequiredService<TeamsReferences>()))
            .AddSingleton<IDoor>(services => BotFrameworkDoor.Others(
                services.GetRequiredService<Connector>(), services.GetRequiredService<ConversationStore>(), services.GetRequiredService<TeamsReferences>()))
            .AddHostedService<BotCheck>();
    }

    public static void Map(IEndpointRouteBuilder routes) => ReceiveActivity.Map(routes);

    /// <summary>The city does not start with half of a registration: whoever deploys it is told, and not the first who writes.</summary>
    sealed class BotCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<BotOptions>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
