using CasaServerless.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>A wrong map does not start where it is made.</summary>
public sealed class MappingCheckTests
{
    [Fact]
    public void An_endpoint_must_say_who_may_call_it() =>
        Refused("/api/silent does not say who may call it", map => map.MapGet("/api/silent", () => "secret").OnHttp("Silent"));

    [Fact]
    public void An_endpoint_that_takes_data_must_be_a_function() =>
        Refused("/api/lost cannot be reached", map => map.MapPost("/api/lost", () => "lost").OpenToAnyone());

    [Fact]
    public void An_endpoint_of_every_method_must_be_a_function() =>
        Refused("/api/every cannot be reached", map => map.Map("/api/every", () => "every").OpenToAnyone());

    [Fact]
    public void Two_functions_have_two_names() => Refused("Two functions are called Same", map =>
    {
        map.MapGet("/api/one", () => "one").OnHttp("Same").OpenToAnyone();
        map.OnQueue("same", "documents", (_, _, _) => Task.CompletedTask);
    });

    [Theory]
    [InlineData("1st")]
    [InlineData("Host")]
    [InlineData("With Space")]
    [InlineData("Line\n")]
    public void A_function_s_name_is_one_that_the_host_takes(string name) =>
        Refused($"{name} is no name for a function", map => map.OnQueue(name, "documents", (_, _, _) => Task.CompletedTask));

    [Theory]
    [InlineData("/admin/cases")]
    [InlineData("/administration")]
    [InlineData("/Runtime/x")]
    public void The_host_s_own_routes_are_left_to_it(string route) =>
        Refused("the host keeps routes", map => map.MapGet(route, () => "").OnHttp("Mine").OpenToAnyone());

    [Theory]
    [InlineData("Documents")]
    [InlineData("two--hyphens")]
    [InlineData("documents\n")]
    [InlineData("ab")]
    public void A_queue_s_name_is_one_that_storage_takes(string queue) =>
        Refused($"{queue} is no name for a queue", map => map.OnQueue("Documents", queue, (_, _, _) => Task.CompletedTask));

    [Theory]
    [InlineData("0 3 * * *")]
    [InlineData("every night")]
    [InlineData("0 0 25 * * *")]
    public void A_schedule_has_six_fields(string schedule) =>
        Refused($"{schedule} is no schedule", map => map.OnSchedule("Nightly", schedule, (_, _, _) => Task.CompletedTask));

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var told = Refused("/api/one does not say", map =>
        {
            map.MapGet("/api/one", () => "");
            map.MapGet("/api/two", () => "");
        });
        Assert.Contains("/api/two does not say", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_must_be_named() => Assert.Throws<ArgumentException>(() => Access.To());

    static string Refused(string fault, Action<WebApplication> map)
    {
        var told = Assert.Throws<InvalidOperationException>(() => CityHost.Build(["--environment=Development"], _ => { }, map)).Message;
        Assert.Contains(fault, told, StringComparison.Ordinal);
        return told;
    }
}
