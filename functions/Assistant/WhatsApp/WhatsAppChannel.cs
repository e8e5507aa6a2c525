using CasaServerless.Hosting;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>The city on WhatsApp: registers and maps the door.</summary>
public static class WhatsAppChannel
{
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be: the city does not start with half a door.</exception>
    public static void Add(WebApplicationBuilder city)
    {
        city.Services
            .AddSingleton(WhatsAppOptions.Of(city.Configuration, city.Environment.IsDevelopment()))
            .AddSingleton<GraphCalls>()
            .AddSingleton<WhatsAppGraph>()
            .AddSingleton<MediaDownload>()
            .AddSingleton<WhatsAppInbox>()
            .AddSingleton<IDoor, WhatsAppDoor>()
            .AddJson(WhatsAppJson.Default);
    }

    public static void Map(WebApplication city)
    {
        VerifyWebhook.Map(city);
        ReceiveWebhook.Map(city);
    }
}
