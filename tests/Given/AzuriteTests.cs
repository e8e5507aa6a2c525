// Here, and not beside the class, because the tests of the pages share the class and start their own.
[assembly: AssemblyFixture(typeof(CasaServerless.Tests.Given.Azurite))]

namespace CasaServerless.Tests.Given;

public sealed class AzuriteTests(Azurite azurite)
{
    [Fact]
    public async Task Azurite_answers() =>
        Assert.NotNull((await new Azure.Data.Tables.TableServiceClient(azurite.NewAccount()).GetPropertiesAsync()).Value);
}
