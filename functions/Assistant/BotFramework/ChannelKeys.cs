using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CasaServerless.Kernel;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// The public keys of whoever signs the channels’ tokens, each with the channels that it may speak for. Fetched once a day; a key that is not among them
/// has them fetched again, once an hour at the most, so that nobody makes us knock there at will.
/// </summary>
public sealed partial class ChannelKeys(BotOptions options, TimeProvider clock, ILogger<ChannelKeys> log) : IDisposable
{
    static readonly TimeSpan goodFor = TimeSpan.FromDays(1), usableFor = TimeSpan.FromDays(5), pause = TimeSpan.FromHours(1), patience = TimeSpan.FromSeconds(10),
        afterFailure = TimeSpan.FromSeconds(5), whileUsable = TimeSpan.FromMinutes(5);

    readonly SemaphoreSlim one = new(1);
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        Timeout = patience,
        MaxResponseContentBufferSize = 1024 * 1024,
    };
    volatile Kept? kept;
    DateTimeOffset failed = DateTimeOffset.MinValue;

    /// <summary>The key of that id; null where there is none.</summary>
    /// <exception cref="Refusal"><c>BOT-303</c>: the keys cannot be read, and have not been lately.</exception>
    public async ValueTask<ChannelKey?> Find(string id, CancellationToken stop)
    {
        if (Fresh() is { } known && known.Keys.TryGetValue(id, out var key)) return key;
        if (Fresh() is { } young && clock.GetUtcNow() - young.At < pause) return null;
        await one.WaitAsync(stop);
        try
        {
            // Another call may have fetched them meanwhile.
            if (Fresh() is { } now && (now.Keys.ContainsKey(id) || clock.GetUtcNow() - now.At < pause)) return now.Keys.GetValueOrDefault(id);
            return (await Fetched(stop)).Keys.GetValueOrDefault(id);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    Kept? Fresh() => kept is { } its && clock.GetUtcNow() - its.At < goodFor ? its : null;

    async Task<Kept> Fetched(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var usable = kept is { } old && now - old.At < usableFor ? old : null;
        if (now - failed < (usable is null ? afterFailure : whileUsable)) return usable ?? throw BotRefusals.KeysSilent();
        try
        {
            var metadata = await Read(options.Metadata, Readable.BotFramework.OpenIdMetadata, stop);
            if (!Uri.TryCreate(metadata.JwksUri, UriKind.Absolute, out var address) || !(address.Scheme == "https" || (options.Development && address.IsLoopback)))
                throw new InvalidDataException("The metadata names no https address of keys.");
            var keys = (await Read(address, Readable.BotFramework.KeySet, stop)).Keys ?? [];
            return kept = new(now, keys.Where(key => key is { Kty: "RSA", Kid.Length: > 0, N.Length: > 0, E.Length: > 0 }).DistinctBy(key => key.Kid).ToDictionary(
                key => key.Kid!, key => new ChannelKey(Rsa(key), (key.Endorsements ?? []).ToHashSet(StringComparer.Ordinal)), StringComparer.Ordinal));
        }
        catch (Exception silent) when (silent is HttpRequestException or JsonException or InvalidDataException or FormatException || (silent is OperationCanceledException && !stop.IsCancellationRequested))
        {
            failed = now;
            Silent(log, silent);
            return usable ?? throw BotRefusals.KeysSilent();
        }
    }

    async Task<T> Read<T>(Uri address, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape, CancellationToken stop) =>
        JsonSerializer.Deserialize(await http.GetByteArrayAsync(address, stop), shape) ?? throw new InvalidDataException("There is nothing at an address of keys.");

    static RsaSecurityKey Rsa(PublishedKey key) =>
        new(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) }) { KeyId = key.Kid };

    [LoggerMessage(Level = LogLevel.Error, Message = "The keys of the bot’s channels cannot be read")]
    static partial void Silent(ILogger log, Exception silent);

    sealed record Kept(DateTimeOffset At, Dictionary<string, ChannelKey> Keys);
}

/// <summary>A key, and the channels that it may speak for.</summary>
public sealed record ChannelKey(RsaSecurityKey Key, IReadOnlySet<string> Endorsements);

/// <summary>OpenID metadata: where the keys are.</summary>
sealed record OpenIdMetadata([property: JsonPropertyName("jwks_uri")] string? JwksUri);

/// <summary>Keys as they are published.</summary>
sealed record KeySet(IReadOnlyList<PublishedKey>? Keys);

/// <summary>A JSON web key of RSA; <c>endorsements</c> is Bot Framework’s own addition.</summary>
sealed record PublishedKey(string? Kty, string? Kid, string? N, string? E, IReadOnlyList<string>? Endorsements);
