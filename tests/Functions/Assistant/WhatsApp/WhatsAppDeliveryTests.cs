using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Assistant.WhatsApp;
using CasaServerless.Tests.Given;
using CsCheck;

namespace CasaServerless.Tests.Functions.Assistant.WhatsApp;

/// <summary>What became of a message: told doubled and in no order.</summary>
public sealed class WhatsAppDeliveryTests
{
    [Fact]
    public void In_whatever_order_and_however_often_it_is_told_the_end_is_the_same() => Gen.Enum<DeliveryState>().Array[1, 8]
        .SelectMany(told => Gen.Shuffle((DeliveryState[])told.Clone()).Select(shuffled => (told, shuffled)))
        .Sample((told, shuffled) =>
        {
            var end = told.Aggregate(told[0], (counts, next) => counts.And(next));
            return shuffled.Concat(told).Aggregate(shuffled[0], (counts, next) => counts.And(next)) == end && told.All(one => end.And(one) == end);
        });

    [Theory]
    [InlineData("delivered", "sent", "Delivered")]
    [InlineData("read", "delivered", "Read")]
    [InlineData("sent", "failed", "Failed")]
    [InlineData("failed", "sent", "Failed")]
    // What was read did not fail; what arrived after all arrived.
    [InlineData("failed", "delivered", "Delivered")]
    [InlineData("read", "failed", "Read")]
    [InlineData("played", "read", "Played")]
    public void One_overrules_another(string first, string second, string counts) => Assert.Equal(counts, $"{Deliveries.Read(first)!.Value.And(Deliveries.Read(second)!.Value)}");

    [Fact]
    public void Statuses_are_read_and_unknown_ones_are_passed_over()
    {
        var read = WebhookReading.Read(Encoding.UTF8.GetBytes(PlayedWhatsApp.Statuses(
            Status("""{"id":"wamid.1","status":"delivered","timestamp":"1764583200","recipient_user_id":"MA.1","biz_opaque_callback_data":"wa:x/7","pricing":{"pricing_model":"PMP","category":"service"},"conversation":{"id":"c"}}"""),
            Status("""{"id":"wamid.2","status":"failed","timestamp":"1764583200","recipient_id":"212612345678","errors":[{"code":131047,"title":"Re-engagement message","error_data":{"details":"…"},"href":"https://…"}]}"""),
            Status("""{"id":"wamid.3","status":"failed"}"""),
            Status("""{"id":"wamid.4","status":"warning"}"""),
            Status("""{"id":"wamid.5"}"""))
            .ToJsonString()), PlayedWhatsApp.Number);
        Assert.Equal(1, read.Unread);
        Assert.Equal([new("wamid.1", DeliveryState.Delivered, DateTimeOffset.FromUnixTimeSeconds(1764583200), "wa:x/7", null), read.Deliveries[1], read.Deliveries[2]], read.Deliveries);
        Assert.Equal((DeliveryState.Failed, Remedy.Template), (read.Deliveries[1].State, read.Deliveries[1].Fault!.Remedy));
        Assert.Equal(DeliveryState.Failed, read.Deliveries[2].State);
    }

    [Theory]
    [InlineData(131047, 0, Remedy.Template)]
    [InlineData(131026, 400, Remedy.Never)]
    [InlineData(131049, 400, Remedy.Never)]
    [InlineData(131051, 400, Remedy.Never)]
    [InlineData(131052, 400, Remedy.Never)]
    [InlineData(131053, 400, Remedy.Never)]
    [InlineData(131048, 400, Remedy.Pause)]
    [InlineData(130429, 429, Remedy.Pause)]
    [InlineData(131056, 400, Remedy.Later)]
    [InlineData(132000, 400, Remedy.Mend)]
    [InlineData(132001, 404, Remedy.Mend)]
    [InlineData(132005, 400, Remedy.Never)]
    [InlineData(190, 401, Remedy.Mend)]
    [InlineData(368, 403, Remedy.Mend)]
    [InlineData(131031, 403, Remedy.Mend)]
    [InlineData(100, 400, Remedy.Never)]
    [InlineData(131000, 500, Remedy.Pause)]
    [InlineData(0, 502, Remedy.Pause)]
    [InlineData(0, 429, Remedy.Pause)]
    [InlineData(0, 401, Remedy.Mend)]
    [InlineData(0, 404, Remedy.Later)]
    [InlineData(99999, 400, Remedy.Never)]
    [InlineData(99999, 503, Remedy.Pause)]
    public void Every_error_has_its_remedy(int code, int status, object remedy) => Assert.Equal(remedy, new GraphFault(code, Status: status).Remedy);

    static JsonObject Status(string json) => (JsonObject)JsonNode.Parse(json)!;
}
