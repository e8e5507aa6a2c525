using CasaServerless.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>The clock may be moved in development alone.</summary>
public sealed class CityClockTests
{
    [Fact]
    public async Task In_development_the_clock_starts_where_it_is_told_to()
    {
        await using var city = await SmallCity.UnderHost(_ => { }, null, "--environment=Development", "--Casa:Clock=2027-02-01T08:00:00Z");
        var now = city.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        Assert.InRange(now, new(2027, 2, 1, 8, 0, 0, TimeSpan.Zero), new(2027, 2, 1, 8, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("Production", "2027-02-01T08:00:00Z")]
    [InlineData("Development", "next week")]
    public void Otherwise_the_program_does_not_start(string environment, string clock) => Assert.Throws<InvalidOperationException>(
        () => CityHost.Build([$"--environment={environment}", $"--Casa:Clock={clock}"], _ => { }, _ => { }));
}
