using Casa;

namespace CasaServerless.Tests.Casa;

public sealed class PlaygroundTests
{
    [Fact]
    public async Task One_line_opens_the_playground_on_the_city_that_runs()
    {
        var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, await Verbs.Invoke(["playground", "--port", "7301"], output, TextWriter.Null));
        var line = Assert.Single(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("npx --yes @microsoft/m365agentsplayground@", line, StringComparison.Ordinal);
        Assert.Contains("http://localhost:7301/api/messages", line, StringComparison.Ordinal);
        // Its licence is for evaluating: it must never be something that the project needs.
        Assert.DoesNotContain("m365agentsplayground", File.ReadAllText(Path.Combine(Given.Root.Path, "package.json")), StringComparison.Ordinal);
    }
}
