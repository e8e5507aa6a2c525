using CasaServerless.Assistant.BotFramework;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

public sealed class ServiceHostsTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", "https://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net/emea", "https://smba.trafficmanager.net/emea/")]
    [InlineData("https://SMBA.trafficmanager.net/emea/8f/", "https://smba.trafficmanager.net/emea/8f/")]
    [InlineData("https://webchat.botframework.com/", "https://webchat.botframework.com/")]
    [InlineData("https://webchat.botframework.com", "https://webchat.botframework.com/")]
    [InlineData("http://smba.trafficmanager.net/emea/", null)]
    [InlineData("https://smba.trafficmanager.net:8443/emea/", null)]
    [InlineData("https://evil.trafficmanager.net/", null)]
    [InlineData("https://x.smba.trafficmanager.net/", null)]
    [InlineData("https://smba.trafficmanager.net.evil.test/", null)]
    [InlineData("https://smba.trafficmanager.net./", null)]
    [InlineData("https://botframework.com.evil.test/", null)]
    [InlineData("https://evilbotframework.com/", null)]
    [InlineData("https://smba.trafficmanager.net@evil.test/", null)]
    [InlineData("https://a:b@smba.trafficmanager.net/", null)]
    [InlineData("https://smba.trafficmanager.net/?x=https://evil.test", null)]
    [InlineData("https://smba.trafficmanager.net/#x", null)]
    [InlineData("https://evil.test\\@smba.trafficmanager.net/", null)]
    [InlineData("https://169.254.169.254/metadata/", null)]
    [InlineData("http://127.0.0.1:8080/", null)]
    [InlineData("https://localhost/", null)]
    [InlineData("https://ѕmba.trafficmanager.net/", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("//smba.trafficmanager.net/", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Nothing_is_sent_but_to_hosts_of_the_list(string? serviceUrl, string? to) =>
        Assert.Equal(to, ServiceHosts.Base(serviceUrl, ServiceHosts.Usual, development: false)?.ToString());

    [Theory]
    [InlineData("http://localhost:30150/_connector", "http://localhost:30150/_connector/")]
    [InlineData("http://127.0.0.1:30150/_connector", "http://127.0.0.1:30150/_connector/")]
    [InlineData("http://192.168.1.1/", null)]
    [InlineData("https://evil.test/", null)]
    public void A_developers_machine_answers_itself(string serviceUrl, string? to) =>
        Assert.Equal(to, ServiceHosts.Base(serviceUrl, ServiceHosts.Usual, development: true)?.ToString());
}
