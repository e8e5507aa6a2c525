using CasaServerless.Hosting.Runner;

namespace CasaServerless.Tests.Functions.Hosting.Runner;

/// <summary>The pauses between looks into an empty queue.</summary>
public sealed class BackOffTests
{
    [Fact]
    public void Pauses_double_up_to_the_longest_and_begin_again()
    {
        var pause = new BackOff(TimeSpan.FromSeconds(1));
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(100, pause.Next().TotalMilliseconds);
            Assert.InRange(pause.Next().TotalMilliseconds, 180, 220);
            Assert.InRange(pause.Next().TotalMilliseconds, 260, 340);
            Assert.InRange(pause.Next().TotalMilliseconds, 420, 580);
            Assert.InRange(pause.Next().TotalMilliseconds, 740, 1000);
            for (var look = 0; look < 100; look++) Assert.Equal(1000, pause.Next().TotalMilliseconds);
            pause.Reset();
        }
    }
}
