namespace CasaServerless.Tests.Given;

public sealed class AzuriteTests(Azurite azurite)
{
    [Fact]
    public async Task Azurite_answers() =>
        Assert.NotNull((await new Azure.Data.Tables.TableServiceClient(azurite.NewAccount()).GetPropertiesAsync()).Value);
}
