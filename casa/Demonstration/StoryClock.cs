namespace Casa.Demonstration;

/// <summary>A clock that each story sets for itself: what is played side by side has each its own hour.</summary>
sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    readonly AsyncLocal<DateTimeOffset?> now = new();

    public override DateTimeOffset GetUtcNow() => now.Value ?? start;

    /// <summary>Holds for whoever calls it and all that they call, and for nobody else.</summary>
    public void Set(DateTimeOffset at) => now.Value = at;
}
