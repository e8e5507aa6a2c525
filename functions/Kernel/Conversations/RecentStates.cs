using Microsoft.Extensions.Caching.Memory;

namespace CasaServerless.Kernel.Conversations;

/// <summary>
/// States as this process last saw them, for the turn that soon follows: it need not read. Only what nothing waits in is kept; where somebody else has
/// gone on, the state's ETag says so.
/// </summary>
sealed class RecentStates : IDisposable
{
    // Some thousands of conversations in a few megabytes; a person's next message mostly comes within minutes.
    const int MostCharacters = 4_000_000, Fixed = 500;
    static readonly TimeSpan life = TimeSpan.FromMinutes(5);
    readonly MemoryCache states = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    /// <summary>Keeps a state; one in which something waits, or somebody sends, is none to begin from.</summary>
    public void Keep(TurnState state)
    {
        if (state is not { Inbox.Count: 0, Outbox.Count: 0, Sender: null } || state.Tag == default) return;
        states.Set(state.Conversation, state, new MemoryCacheEntryOptions { Size = Fixed + (state.Memory?.Length ?? 0), AbsoluteExpirationRelativeToNow = life });
    }

    /// <summary>A state, for one turn alone; null where none is kept.</summary>
    public TurnState? Take(string conversation)
    {
        var state = states.Get<TurnState>(conversation);
        states.Remove(conversation);
        return state;
    }

    public void Dispose() => states.Dispose();
}
