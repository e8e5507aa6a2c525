using System.Text.Json.Serialization;

namespace CasaServerless.Hosting.Runner;

/// <summary>What is known of a timer between runs, kept as the host keeps it; year 1 means never.</summary>
/// <param name="Last">When it last ran.</param>
/// <param name="Next">When it runs next.</param>
/// <param name="LastUpdated">When <paramref name="Next"/> was worked out.</param>
sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);

/// <summary>The runner's JSON: the host's own, so without a naming policy.</summary>
[JsonSerializable(typeof(TimerStatus))]
sealed partial class RunnerJson : JsonSerializerContext;
