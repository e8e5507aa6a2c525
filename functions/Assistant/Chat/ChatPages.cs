using CasaServerless.Assistant.DirectLine;
using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;

namespace CasaServerless.Assistant.Chat;

/// <summary>
/// The chat as people see it: our own small client, the whole of Web Chat for who asks for it, and the button that other sites of the commune carry.
/// The pages know nobody: their scripts call the city.
/// </summary>
public static class ChatPages
{
    static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Pictures that its script has fetched or is about to send.
        routes.MapMethods("/chat", reading, (HttpRequest request, ChatOptions options) => request.Query.ContainsKey("frame")
                ? new Page("chat-frame") { Pictures = "blob:", FramedBy = options.OtherOrigins }
                : new Page("chat") { Pictures = "blob:" })
            .OnHttp("ChatPage").OpenToAnyone();
        // It reads a file that it sends at an address of its own making.
        routes.MapMethods("/chat/full", reading, () => new Page("chat-full") { MakesStyles = true, Pictures = "blob: data:", Connects = "blob:" })
            .OnHttp("ChatFullPage").OpenToAnyone();
        routes.MapMethods("/chat/widget.js", reading, (HttpResponse response) =>
            {
                // Sites that let in nothing that does not say so may carry it too.
                response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
                return StandingScript.Widget;
            })
            .OnHttp("ChatWidget").OpenToAnyone();
    }
}
