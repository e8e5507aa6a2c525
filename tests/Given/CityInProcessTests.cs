using System.Runtime.CompilerServices;

namespace CasaServerless.Tests.Given;

/// <summary>A run starts hundreds of cities.</summary>
public sealed class CityInProcessTests(Azurite azurite)
{
    [Fact]
    public async Task A_city_that_is_over_is_forgotten()
    {
        var gone = await Over(azurite.NewAccount());
        for (var tries = 0; gone.IsAlive && tries < 20; tries++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(100);
        }
        Assert.False(gone.IsAlive, "Something still holds it.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task<WeakReference> Over(string account)
    {
        await using var city = await CityInProcess.Start(account);
        return new(city.Services.GetService(typeof(CasaServerless.Kernel.Cases.CaseStore)));
    }
}
