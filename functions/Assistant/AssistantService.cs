using CasaServerless.Common.Notices;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant;

/// <summary>The assistant's doors: registers what they need and maps their functions, a folder a channel.</summary>
public static class AssistantService
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<ConversationBell>()
            .AddSingleton<ConversationStore>()
            .AddSingleton<ConversationFiles>()
            .AddSingleton<Handover>()
            .AddSingleton<Turns>()
            .AddSingleton<INoticeChannel, ConversationNotices>()
            .AddSingleton(new StorageNeeds { Tables = [ConversationStore.TableName] })
            .AddJson(AssistantJson.Default);
        DirectLine.DirectLineFunctions.Add(builder);
        WhatsApp.WhatsAppChannel.Add(builder);
        BotFramework.BotFrameworkFunctions.Add(builder);
        SecondOpinion.AzureOpenAi.Add(builder);
    }

    public static void Map(WebApplication routes)
    {
        TurnFunctions.Map(routes);
        EraseConversation.Map(routes);
        DirectLine.DirectLineFunctions.Map(routes);
        Chat.ChatPages.Map(routes);
        WhatsApp.WhatsAppChannel.Map(routes);
        BotFramework.BotFrameworkFunctions.Map(routes);
    }
}
