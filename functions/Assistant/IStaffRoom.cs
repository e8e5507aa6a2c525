namespace CasaServerless.Assistant;

/// <summary>Where agents of the city see people's conversations and answer in them: a channel of Teams.</summary>
public interface IStaffRoom
{
    /// <summary>Whether the city has one.</summary>
    bool IsOpen { get; }

    /// <summary>Begins a thread for a conversation, with what was said so far in view.</summary>
    /// <returns>Where the thread is written to; null where it could not be begun, and never will be.</returns>
    /// <exception cref="Kernel.Cases.Later">Not now.</exception>
    Task<string?> Open(string conversation, string transcript, CancellationToken stop);

    /// <summary>Writes into a thread. False where it is gone.</summary>
    /// <exception cref="Kernel.Cases.Later">Not now.</exception>
    Task<bool> Show(string thread, string text, CancellationToken stop);
}
