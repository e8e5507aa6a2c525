namespace CasaServerless.Assistant.BotFramework;

/// <summary>What an activity that was admitted sets going.</summary>
public sealed class ActivityTurns
{
    /// <summary>The replies, where the channel expects them in its answer; none otherwise.</summary>
    public Task<IReadOnlyList<Activity>> Take(Activity activity, CancellationToken stop) => Task.FromResult<IReadOnlyList<Activity>>([]);
}
