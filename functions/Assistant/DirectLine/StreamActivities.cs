using System.Net.WebSockets;
using System.Text.Json;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>What is said, over a WebSocket, where the platform lets one through (it does not under the Functions host).</summary>
static class StreamActivities
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(15), farewell = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(DirectLineFunctions.Root + "/conversations/{id}/stream", async (string id, string? watermark, string? t, HttpContext context, ChatDesk desk) =>
        {
            var pass = await desk.Enter(context, id, t ?? throw DirectLineErrors.NoToken());
            if (!context.WebSockets.IsWebSocketRequest) throw DirectLineErrors.NoMessage();
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await Tell(socket, pass, watermark, desk, context.RequestAborted);
        })
        .WithToken("DirectLineStream", calls: 120).DisableRequestTimeout();

    /// <summary>Where to listen; the token stands in it since browsers send no header with a WebSocket, and holds half an hour.</summary>
    public static string Address(HttpContext context, ChatPass pass, string token, string? watermark) =>
        $"{(context.Request.Scheme == "https" ? "wss" : "ws")}://{context.Request.Host}{DirectLineFunctions.Root}/conversations/{pass.Conversation}/stream"
        + $"?watermark={Uri.EscapeDataString(watermark ?? "")}&t={Uri.EscapeDataString(token)}";

    static async Task Tell(WebSocket socket, ChatPass pass, string? watermark, ChatDesk desk, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var heard = Hear(socket, over);
        try
        {
            // No longer than its token: they come back with another.
            while (socket.State == WebSocketState.Open && desk.Holds(pass))
            {
                var set = await desk.Lines(pass, watermark, patience, over.Token);
                // Nothing at all is a sign of life.
                var frame = set.Activities.Count == 0 ? [] : JsonSerializer.SerializeToUtf8Bytes(set, Readable.DirectLine.ActivitySet);
                await socket.SendAsync(frame, WebSocketMessageType.Text, true, over.Token);
                watermark = set.Watermark;
            }
            if (socket.State == WebSocketState.Open)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, over.Token);
                // Whoever is cut off at once may not have read that it is over.
                await Task.WhenAny(heard, Task.Delay(farewell, over.Token));
            }
        }
        catch (Exception left) when (left is OperationCanceledException or WebSocketException or Kernel.Refusal)
        {
            // They come back with their watermark.
        }
        await over.CancelAsync();
        await heard;
    }

    // Clients say nothing but that they are still there.
    static async Task Hear(WebSocket socket, CancellationTokenSource over)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer, over.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, over.Token);
        }
        catch (Exception left) when (left is OperationCanceledException or WebSocketException)
        {
        }
        await over.CancelAsync();
    }
}
