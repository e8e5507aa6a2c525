namespace CasaServerless.Tests.Given;

/// <summary>Waits for what must come, without saying when: three minutes are only the end of patience.</summary>
static class Eventually
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

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
