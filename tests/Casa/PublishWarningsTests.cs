using Casa;

namespace CasaServerless.Tests.Casa;

public sealed class PublishWarningsTests
{
    const string Explained = "/p/Azure.Data.Tables.dll : warning IL2104: Assembly 'Azure.Data.Tables' produced trim warnings. [/c.csproj]";

    [Theory]
    [InlineData("/p/Other.dll : warning IL2104: Assembly 'Other' produced trim warnings. [/c.csproj]")]
    [InlineData("ILC : AOT analysis warning IL3050: Ours.Act(): Using member 'X' [/c.csproj]")]
    [InlineData("/f/Act.cs(3,4): error IL2026: Using member 'X' [/c.csproj]")]
    public void An_unexplained_warning_is_told_once(string line) => Assert.Equal([line], PublishWarnings.Unexplained([Explained, line, "Build", line]));

    [Fact]
    public void An_explained_warning_passes() => Assert.Empty(PublishWarnings.Unexplained([Explained]));
}
