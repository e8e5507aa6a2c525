using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>What web chat's endpoints work with.</summary>
sealed class ChatDesk(ConversationStore conversations, ConversationBell bell, Turns turns, ChatTokens tokens, ChatLines lines, ChatOptions options, TimeProvider clock)
{
    // Other instances' lines are seen by looking; a person of the city who answers is seen within a second.
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(900);

    public ChatTokens Tokens => tokens;

    public ChatOptions Options => options;

    /// <summary>Whose conversation the caller's token opens.</summary>
    /// <param name="conversation">The one that is asked for; null for the token's own.</param>
    /// <exception cref="Refusal">No token, or one that is over, for another conversation or another site.</exception>
    public async ValueTask<ChatPass> Enter(HttpContext context, string? conversation, string? token = null)
    {
        token ??= Bearer(context) ?? throw DirectLineErrors.NoToken();
        var pass = await tokens.Read(token) ?? throw DirectLineErrors.TokenOver();
        if (conversation is not null && conversation != pass.Conversation) throw DirectLineErrors.TokenOver();
        // A page of ours does not name itself when it only reads from where it comes.
        if (context.Request.Headers.Origin is [{ } origin, ..] && pass.Origin is not null && origin != pass.Origin) throw DirectLineErrors.WrongSite();
        return pass;
    }

    public static string? Bearer(HttpContext context)
    {
        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
    }

    /// <summary>Takes what came in and answers it before this returns.</summary>
    public Task Say(ChatPass pass, Mail mail, string id, CancellationToken stop) => conversations.Converse(
        pass.Conversation, mail.Arrival(id, clock.GetUtcNow()), turns, stop);

    /// <summary>Whether the conversation has begun, and neither ended nor been erased.</summary>
    public async Task<bool> Knows(ChatPass pass, CancellationToken stop) => (await conversations.Find(pass.Conversation, stop)).Memory is not null;

    /// <summary>Whether the token still holds that was shown.</summary>
    public bool Holds(ChatPass pass) => clock.GetUtcNow() < pass.Until;

    /// <summary>What was said after a watermark; waits for it as long as <paramref name="patience"/>.</summary>
    /// <exception cref="Refusal"><c>BOT-106</c>: the conversation of that watermark is gone.</exception>
    public async Task<ActivitySet> Lines(ChatPass pass, string? watermark, TimeSpan patience, CancellationToken stop)
    {
        var after = ChatLines.Number(watermark);
        IReadOnlyList<Line> found = [];
        if (after > 0)
        {
            // With the line of the watermark itself: where that is not there, nothing will follow it.
            found = await conversations.Lines(pass.Conversation, after - 1, stop);
            if (found.Count == 0) throw DirectLineErrors.Gone();
            found = [.. found.Skip(1)];
        }
        if (found.Count == 0)
            found = await bell.Until(pass.Conversation, async () => await conversations.Lines(pass.Conversation, after, stop) is { Count: > 0 } some ? some : null, look, patience, clock, stop) ?? [];
        return new([.. found.Select(line => lines.Activity(pass, line))], ChatLines.Watermark(found.Count > 0 ? found[^1].Number : after));
    }
}

/// <summary>Web chat's settings.</summary>
/// <param name="Origins">Sites whose pages may open a conversation: ours, then <c>Casa__Chat__Origins</c>, with blanks between them.</param>
/// <param name="Secret">With which a program of the city's own makes tokens (<c>Casa__Chat__Secret</c>); null where none may.</param>
/// <param name="Streams">Whether the platform lets a WebSocket through.</param>
/// <param name="Local">In Development the page's own address is a site too, whatever the machine is called.</param>
sealed record ChatOptions(string PublicUrl, IReadOnlyList<string> Origins, string? Secret, bool Streams, bool Local)
{
    /// <summary>The sites that are not ours, as a page's policy writes them; null for none.</summary>
    public string? OtherOrigins => Origins.Count > 1 ? string.Join(' ', Origins.Skip(1)) : null;

    public static ChatOptions From(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var publicUrl = configuration["Casa:PublicUrl"]?.TrimEnd('/') ?? throw new InvalidOperationException("Casa__PublicUrl is not set.");
        var others = (configuration["Casa:Chat:Origins"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(publicUrl, [new Uri(publicUrl).GetLeftPart(UriPartial.Authority), .. others.Select(Origin)],
            configuration["Casa:Chat:Secret"] is { Length: >= 32 } secret ? secret : null, !new HostSettings(configuration).UnderHost, builder.Environment.IsDevelopment());
    }

    // Written anew, so that nothing else of the setting comes into a header.
    static string Origin(string told) =>
        Uri.TryCreate(told, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/" && address.UserInfo.Length == 0
            ? address.GetLeftPart(UriPartial.Authority)
            : throw new InvalidOperationException("Casa__Chat__Origins holds origins alone, such as https://www.casablanca.ma, with blanks between them.");

    /// <summary>Whether the page that calls is one of these sites'.</summary>
    public bool Allows(HttpContext context, out string origin)
    {
        origin = context.Request.Headers.Origin.ToString();
        return Origins.Contains(origin) || Local && origin == $"{context.Request.Scheme}://{context.Request.Host}";
    }
}
