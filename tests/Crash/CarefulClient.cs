using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// Calls the city as a careful program would: what was not answered, or answered 5xx or 429, is sent again, unchanged, after a growing pause.
/// </summary>
sealed class CarefulClient(Uri city, CrashPlan plan, Dice dice, Tally tally) : IDisposable
{
    static readonly TimeSpan oneAnswer = TimeSpan.FromSeconds(20);
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(2);
    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = city, Timeout = oneAnswer };

    /// <summary>Insists until the city says yes or no. A double click sends it twice at the same time: both get the same answer.</summary>
    /// <param name="no">The status of a "no" that is as good an answer; 0 where there is none.</param>
    /// <exception cref="BrokenPromise">Another answer than <paramref name="expected"/>, or none within the plan's patience.</exception>
    public async Task<Answer> Insist(string what, int expected, Func<HttpRequestMessage> request, CancellationToken stop, double doubled = 0, int no = 0)
    {
        var first = Once(what, expected, no, request, stop);
        var second = dice.Chance(doubled) ? Once(what, expected, no, request, stop) : first;
        var (one, other) = (await first, await second);
        return one.Names == other.Names ? one : throw new BrokenPromise($"{what}: {one.Names} and {other.Names} for one request");
    }

    public void Dispose() => http.Dispose();

    async Task<Answer> Once(string what, int expected, int no, Func<HttpRequestMessage> request, CancellationToken stop)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause < longestPause ? pause * 2 : longestPause)
        {
            if (await Try(request, stop) is { } answer)
            {
                if (answer.Status == expected || answer.Status == no) return answer;
                if (answer.Status is < 500 and not 429) throw new BrokenPromise($"{what}: {answer.Status} {answer.Code}, expected {expected}");
            }
            if (TimeProvider.System.GetElapsedTime(start) > plan.Patience) throw new BrokenPromise($"{what}: no answer");
            await Task.Delay(pause / 2 + dice.UpTo(pause), stop);
        }
    }

    async Task<Answer?> Try(Func<HttpRequestMessage> make, CancellationToken stop)
    {
        try
        {
            using var request = make();
            tally.Asked();
            using var answer = await http.SendAsync(request, stop);
            var bytes = await answer.Content.ReadAsByteArrayAsync(stop);
            tally.Answered((int)answer.StatusCode);
            var json = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? JsonNode.Parse(bytes) : null;
            return new((int)answer.StatusCode, json, bytes);
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException or JsonException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            tally.NotAnswered();
            return null;
        }
    }

    public static HttpRequestMessage Json(HttpMethod method, string path, JsonNode? body, string? officer = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (officer is not null) request.Headers.Authorization = new("Bearer", officer);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return request;
    }
}

/// <summary>What the city answered in the end.</summary>
sealed record Answer(int Status, JsonNode? Json, byte[] Bytes)
{
    public string Text(string field) => (Json as JsonObject)?[field]?.GetValue<string>() ?? "";

    public string Reference => Text("reference");

    /// <summary>What was made: the same for the same request, however often it is sent.</summary>
    public string Names => Reference + Text("share");

    /// <summary>Of a refusal.</summary>
    public string Code => Json is JsonObject ? Text("code") : "";
}

/// <summary>Something accepted that did not hold.</summary>
sealed class BrokenPromise(string message) : Exception(message);
