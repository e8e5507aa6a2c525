using CasaServerless.Hosting;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>
/// Direct Line 3.0, spoken by ourselves: what Microsoft's own clients expect of it, at the addresses that they know. Who holds a conversation's token
/// reads and writes in it, and in no other.
/// </summary>
static class DirectLineFunctions
{
    /// <summary>The endpoint's address in the city.</summary>
    public const string Root = "/v3/directline";

    public static void Add(WebApplicationBuilder builder) => builder.Services
        .AddSingleton(_ => ChatOptions.From(builder))
        .AddSingleton<ChatTokens>()
        .AddSingleton(services => new ChatLines(services.GetRequiredService<ConversationFiles>(), services.GetRequiredService<ChatOptions>().PublicUrl))
        .AddSingleton<ChatDesk>()
        .AddSingleton<IDoor, DirectLineDoor>()
        .AddJson(DirectLineJson.Default);

    public static void Map(WebApplication routes)
    {
        OpenChat.Map(routes);
        MakeTokens.Map(routes);
        StartConversation.Map(routes);
        FetchActivities.Map(routes);
        PostActivity.Map(routes);
        UploadFile.Map(routes);
        OpenFile.Map(routes);
        if (routes.Services.GetRequiredService<HostSettings>().UnderHost) return;
        routes.UseWebSockets(new() { KeepAliveInterval = TimeSpan.FromSeconds(20) });
        StreamActivities.Map(routes);
    }

    /// <summary>Whoever has the token, in the form of Direct Line.</summary>
    public static TBuilder WithToken<TBuilder>(this TBuilder endpoint, string function, int calls) where TBuilder : IEndpointConventionBuilder =>
        endpoint.OnHttp(function).OpenToToken().Limited(function, calls).WithMetadata(DirectLineErrors.Form);
}
