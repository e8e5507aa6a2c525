namespace CasaServerless.Hosting;

/// <summary>
/// Where a queue item goes that has used up its tries, so that nothing dies with a poison queue's seven days. Register one; without it the
/// platform moves such items to its poison queue.
/// </summary>
public interface IStuckItems
{
    /// <summary>Keeps the item until a person replays it; throws if it cannot. The same item may come twice.</summary>
    /// <param name="queue">The queue that it came from.</param>
    /// <param name="text">The message.</param>
    /// <param name="error">The kind of error, such as <c>TimeoutException</c>; never its message.</param>
    /// <param name="cancel">Ends the attempt.</param>
    Task Keep(string queue, string text, string error, CancellationToken cancel);
}
