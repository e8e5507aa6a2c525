using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Common;

public sealed class ProductionCheckTests(Azurite azurite)
{
    [Theory]
    [InlineData("--Casa:Keys=short", "Casa__Keys")]
    [InlineData("--Casa:PublicUrl=http://casa.test", "Casa__PublicUrl")]
    [InlineData("--Casa:Seal:KeyId=", "Casa__Seal__KeyId")]
    [InlineData("--Casa:Seal:Provider=file", "Casa__Seal__Path")]
    [InlineData("--Casa:Publishing:KeyId=", "Casa__Publishing__KeyId")]
    public async Task Production_does_not_start_with_what_it_cannot_work_with(string setting, string named)
    {
        var told = await Assert.ThrowsAsync<InvalidOperationException>(
            () => CityInProcess.Start(azurite.NewAccount(), [.. CityInProcess.AsProduction, "--Casa:Runner:Enabled=false", setting]));
        Assert.Contains(named, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_starts_with_what_it_needs()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. CityInProcess.AsProduction, "--Casa:Runner:Enabled=false"]);
        using var alive = await city.Http.GetAsync("/api/health");
        Assert.True(alive.IsSuccessStatusCode);
    }
}
