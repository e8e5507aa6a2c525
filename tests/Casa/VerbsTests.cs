using Casa;

namespace CasaServerless.Tests.Casa;

public sealed class VerbsTests
{
    [Theory]
    [InlineData("nonsense", "There is no verb 'nonsense'")]
    [InlineData("Run", "There is no verb 'Run'")]
    [InlineData("run --prot 7071", "--prot")]
    [InlineData("--prot 7071", "--prot")]
    [InlineData("run --port", "--port")]
    [InlineData("run --port seventy", "--port takes a port number")]
    [InlineData("run --storage-port 65534", "--storage-port takes a port number")]
    [InlineData("run --clock yesterday", "--clock takes a date and time")]
    [InlineData("run --port 1 --port 2", "--port")]
    [InlineData("test --only", "--only")]
    [InlineData("publish everything", "everything")]
    [InlineData("import roads x.geojson", "boundaries")]
    [InlineData("import boundaries", "FILE")]
    [InlineData("help nonsense", "There is no verb 'nonsense'")]
    public async Task Wrong_usage_exits_2_with_one_line_that_says_what_is(string line, string told)
    {
        var (code, output, error) = await Say(line);
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Matches("Usage: |run · test", error);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_tells_every_verb_in_one_line()
    {
        var (code, output, error) = await Say("help");
        Assert.Equal((0, ""), (code, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(Verbs.All.Select(verb => verb.Name), lines.Select(line => line.Trim().Split(' ')[0]));
        Assert.All(Verbs.All, verb => Assert.False(string.IsNullOrEmpty(verb.Description)));
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_exit_1()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        Assert.Equal((1, "", $"Port {port} is in use; choose another with --port.\n"), await Say($"run --port {port}"));
    }

    static async Task<(int Code, string Output, string Error)> Say(string line)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await Verbs.Invoke(line.Split(' '), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
