using System.Net;
using System.Net.Http.Headers;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>What the Functions host posts, kept as files, against functions that remember what they were given.</summary>
public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("queue-plain-text", "plain hello", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c11", 1, false)]
    [InlineData("queue-json-object", """{"jobId":"42","kind":"photo","nested":{"a":1},"n":5}""", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c12", 2, false)]
    [InlineData("queue-string-literal", "\"quoted\"", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c13", 1, false)]
    [InlineData("queue-number", "5", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c14", 1, false)]
    [InlineData("queue-array", """[1,"deux",{"trois":3}]""", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c15", 1, false)]
    [InlineData("queue-once-encoded", """{"jobId":"42"}""", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c16", 1, false)]
    [InlineData("queue-object-value", """{"jobId":"42"}""", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c17", 1, false)]
    [InlineData("queue-other-binding-name", "plain hello", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c18", 1, false)]
    [InlineData("queue-forged-metadata", """{"id":"body-id","DequeueCount":99}""", null, 0, false)]
    [InlineData("queue-started-by-hand", "again, please", null, 0, false)]
    [InlineData("queue-last-try", "plain hello", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c21", 8, true)]
    [InlineData("queue-retried-in-place", "plain hello", "25568d19-5d0f-4b0f-9c4e-0d3a1a0f7c22", 1, false)]
    [InlineData("queue-no-metadata", "plain hello", null, 0, false)]
    public async Task A_queue_message_is_read_as_it_was_sent(string file, string text, string? id, int count, bool lastTry)
    {
        QueueItem? seen = null;
        await using var city = await SmallCity.UnderHost(map => map.OnQueue("Documents", "documents", (item, _, _) =>
        {
            seen = item;
            return Task.CompletedTask;
        }));

        using var answer = await city.Client.PostAsync("/Documents", Envelope(file));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(new QueueItem("documents", text, id, count, lastTry), seen);
    }

    [Theory]
    [InlineData("timer", false, "2026-11-24T05:25:12.2427094Z", "2026-11-24T05:30:00Z")]
    [InlineData("timer-past-due", true, "2026-11-20T03:00:00.0027094Z", "2026-11-21T03:00:00Z")]
    [InlineData("timer-never-fired", false, null, "2026-11-24T05:30:00Z")]
    [InlineData("timer-not-monitored", false, null, null)]
    public async Task A_timer_tells_what_is_known_of_it(string file, bool pastDue, string? last, string? next)
    {
        TimerTick? seen = null;
        await using var city = await SmallCity.UnderHost(map => map.OnSchedule("Nightly", "0 0 3 * * *", (tick, _, _) =>
        {
            seen = tick;
            return Task.CompletedTask;
        }));

        using var answer = await city.Client.PostAsync("/Nightly", Envelope(file));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(new TimerTick(pastDue, Instant(last), Instant(next)), seen);

        static DateTimeOffset? Instant(string? text) => text is null ? null : DateTimeOffset.Parse(text, null);
    }

    [Theory]
    [InlineData("/Documents", "queue-plain-text")]
    [InlineData("/Nightly", "timer")]
    public async Task Success_is_a_200_with_JSON_of_known_length(string path, string file)
    {
        await using var city = await SmallCity.UnderHost(map =>
        {
            map.OnQueue("Documents", "documents", (_, _, _) => Task.CompletedTask);
            map.OnSchedule("Nightly", "0 0 3 * * *", (_, _, _) => Task.CompletedTask);
        });

        using var answer = await city.Client.PostAsync(path, Envelope(file));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(43, answer.Content.Headers.ContentLength);
        Assert.Equal("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Data":null}""")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"one":"1","two":"2"}}""")]
    public async Task What_is_no_envelope_runs_nothing(string body)
    {
        var runs = 0;
        await using var city = await SmallCity.UnderHost(map => map.OnQueue("Documents", "documents", (_, _, _) =>
        {
            runs++;
            return Task.CompletedTask;
        }));

        using var answer = await city.Client.PostAsync("/Documents", new StringContent(body, new MediaTypeHeaderValue("application/json")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("HTTP-001", (await answer.Problem()).Code);
        Assert.Equal(0, runs);
    }

    internal static StringContent Envelope(string file) => new(
        File.ReadAllText(Path.Combine(Root.Path, "tests", "Given", "Envelopes", $"{file}.json")), new MediaTypeHeaderValue("application/json", "utf-8"));
}
