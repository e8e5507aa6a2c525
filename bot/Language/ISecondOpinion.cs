namespace CasaServerless.Bot.Language;

/// <summary>Somebody else to ask what a message means, where it was not understood surely. They propose; the person confirms, and nothing is done before.</summary>
public interface ISecondOpinion
{
    /// <summary>
    /// What they think; null where they have no opinion, do not answer in time, or may not be asked: what may be an emergency is decided here. An emergency is
    /// never their opinion. Never fails but by <paramref name="stop"/>.
    /// </summary>
    /// <param name="first">What was made of the message here.</param>
    Task<Intent?> Ask(string text, Understood first, CancellationToken stop);
}
