using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>host.json: what the platform must be told, and that we read the same.</summary>
public sealed class HostJsonTests
{
    [Fact]
    public void Routes_are_written_in_full_and_requests_passed_on_by_new_hosts_and_old()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root.Path, "host.json")));
        var handler = host.RootElement.GetProperty("customHandler");
        Assert.Equal("CasaServerless", handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString());
        Assert.True(handler.GetProperty("enableProxyingHttpRequest").GetBoolean());
        Assert.True(handler.GetProperty("enableForwardingHttpRequest").GetBoolean());
        // With function.json files beside it the host refuses to start on this.
        Assert.False(handler.TryGetProperty("http", out _));
        Assert.Equal("", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
        // A retry policy at the root would apply to HTTP and queues as well.
        Assert.False(host.RootElement.TryGetProperty("retry", out _));
    }

    [Fact]
    public void We_keep_the_host_s_measure()
    {
        var settings = Read();
        Assert.Equal(TimeSpan.FromMinutes(5), settings.FunctionTimeout);
        Assert.Equal(TimeSpan.FromSeconds(270), settings.Deadline);
        Assert.Equal((8, 4, 8), (settings.BatchSize, settings.NewBatchThreshold, settings.MaxDequeueCount));
        Assert.Equal((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1)), (settings.VisibilityTimeout, settings.MaxPollingInterval));
    }

    [Fact]
    public void What_overrides_the_host_overrides_us()
    {
        var settings = Read(
            ("AzureFunctionsJobHost:functionTimeout", "00:30:00"), ("AzureFunctionsJobHost:extensions:queues:maxDequeueCount", "3"),
            ("FUNCTIONS_CUSTOMHANDLER_PORT", "7443"));
        Assert.Equal((TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(30), 3, 7443), (settings.Deadline, settings.MaxDequeueCount, settings.Port));
    }

    [Fact]
    public void Without_a_host_json_the_host_s_own_defaults_hold()
    {
        var settings = Read(("FUNCTIONS_APP_ROOT_PATH", Path.GetTempPath()));
        Assert.Equal((16, 8, 5), (settings.BatchSize, settings.NewBatchThreshold, settings.MaxDequeueCount));
    }

    static HostSettings Read(params (string Name, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
