using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant;

/// <summary>A person of the city takes a conversation, sees what was said, answers in it and gives it back.</summary>
public sealed class Handover(ConversationStore conversations, IConfiguration configuration)
{
    /// <summary>After so long without a word the assistant speaks again (<c>Casa__Assistant__SilenceMinutes</c>, by default 120).</summary>
    public TimeSpan Silence { get; } = TimeSpan.FromMinutes(configuration.GetValue("Casa:Assistant:SilenceMinutes", 120.0));

    /// <summary>Whether agents can be reached at all.</summary>
    public bool IsOpen => false;

    /// <summary>Shows the agents a line that was said.</summary>
    public Task Show(Held held, TranscriptLine line, string key, CancellationToken stop) => Task.CompletedTask;

    /// <summary>Comes back after the silence.</summary>
    public Task Wait(Held held, string key, CancellationToken stop) => conversations.Wake(held.Conversation, Silence, stop);
}
