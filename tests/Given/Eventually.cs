namespace CasaServerless.Tests.Given;

/// <summary>Waits for what must come, without saying when: a minute and a half is only the end of patience.</summary>
static class Eventually
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(90);

    public static async Task True(Func<Task<bool>> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < patience, $"It never came to this: {what}.");
            await Task.Delay(25);
        }
    }

    public static Task True(Func<bool> condition, string what) => True(() => Task.FromResult(condition()), what);
}
