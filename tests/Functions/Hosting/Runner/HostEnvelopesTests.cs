using System.Text.Json;
using Azure.Storage.Queues.Models;
using CasaServerless.Hosting.Runner;

namespace CasaServerless.Tests.Functions.Hosting.Runner;

/// <summary>The runner's envelopes look like the host's.</summary>
public sealed class HostEnvelopesTests
{
    static readonly DateTimeOffset sent = new(2026, 11, 24, 5, 23, 34, 700, TimeSpan.Zero);

    [Fact]
    public void A_text_is_encoded_twice_and_dates_are_cut_to_seconds()
    {
        var envelope = Queue("plain hello");
        Assert.Equal("\"plain hello\"", envelope.GetProperty("Data").GetProperty("item").GetString());
        Assert.Equal("1", Metadata(envelope, "DequeueCount"));
        Assert.Equal("\"an-id\"", Metadata(envelope, "Id"));
        Assert.Equal("\"a-receipt\"", Metadata(envelope, "PopReceipt"));
        Assert.Equal("2026-11-24T05:23:34+00:00", Metadata(envelope, "InsertionTime"));
        Assert.Equal("Documents", envelope.GetProperty("Metadata").GetProperty("sys").GetProperty("MethodName").GetString());
    }

    [Fact]
    public void A_message_s_own_properties_are_laid_over_the_metadata()
    {
        var envelope = Queue("""{"id":"body-id","DEQUEUECOUNT":99,"jobId":"42","nested":{"a":1},"yes":true,"none":null,"list":[1],"queueTrigger":"x"}""");
        Assert.Equal("\"body-id\"", Metadata(envelope, "Id"));
        Assert.Equal("\"99\"", Metadata(envelope, "DequeueCount"));
        Assert.Equal("\"42\"", Metadata(envelope, "jobId"));
        Assert.Equal("\"True\"", Metadata(envelope, "yes"));
        Assert.Equal(1, envelope.GetProperty("Metadata").GetProperty("nested").GetProperty("a").GetInt32());
        foreach (var left in (string[])["none", "list", "queueTrigger", "id", "DEQUEUECOUNT"])
            Assert.False(envelope.GetProperty("Metadata").TryGetProperty(left, out _), left);
    }

    [Fact]
    public void A_timer_s_value_is_an_object()
    {
        using var document = JsonDocument.Parse(HostEnvelopes.Timer("Nightly", new(default, sent, sent), pastDue: true, sent));
        var timer = document.RootElement.GetProperty("Data").GetProperty("timer");
        Assert.True(timer.GetProperty("IsPastDue").GetBoolean());
        Assert.True(timer.GetProperty("Schedule").GetProperty("AdjustForDST").GetBoolean());
        Assert.Equal("0001-01-01T00:00:00+00:00", timer.GetProperty("ScheduleStatus").GetProperty("Last").GetString());
        using var unmonitored = JsonDocument.Parse(HostEnvelopes.Timer("Nightly", null, pastDue: false, sent));
        Assert.Equal(JsonValueKind.Null, unmonitored.RootElement.GetProperty("Data").GetProperty("timer").GetProperty("ScheduleStatus").ValueKind);
    }

    static JsonElement Queue(string text)
    {
        var message = QueuesModelFactory.QueueMessage(
            "an-id", "a-receipt", BinaryData.FromString("unused"), 1, sent.AddMinutes(10), sent, sent.AddDays(7));
        using var envelope = JsonDocument.Parse(HostEnvelopes.Queue("Documents", message, text, sent));
        return envelope.RootElement.Clone();
    }

    static string? Metadata(JsonElement envelope, string name) => envelope.GetProperty("Metadata").GetProperty(name).GetString();
}
