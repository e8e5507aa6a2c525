using System.Net;
using System.Security.Cryptography;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>
/// Fetches a file that a person sent: photos and documents. Its size is looked at before and while it comes, its hash when it is there; what it is is
/// judged by whoever keeps it. The refusals are sentences for the person.
/// </summary>
sealed partial class MediaDownload(GraphCalls calls, WhatsAppOptions options, ILogger<MediaDownload> log)
{
    /// <summary>The file.</summary>
    /// <param name="most">How many bytes it may have.</param>
    /// <exception cref="Refusal">It is too large, of another kind, damaged or gone.</exception>
    /// <exception cref="Later">WhatsApp does not hand it out now.</exception>
    public async Task<byte[]> Fetch(IncomingMedia media, long most, CancellationToken stop)
    {
        if (media.Kind is not (MediaKind.Image or MediaKind.Document)) throw WhatsAppRefusals.NotThisKind(media.Kind);
        // An address holds for five minutes: one that has just ended is asked for again, once.
        return await Bytes(media, most, stop) ?? await Bytes(media, most, stop) ?? throw WhatsAppRefusals.Gone();
    }

    async Task<byte[]?> Bytes(IncomingMedia media, long most, CancellationToken stop)
    {
        var kept = await calls.Call(HttpMethod.Get, calls.Address($"{Uri.EscapeDataString(media.Id)}?phone_number_id={options.PhoneNumberId}"), null, Place, stop);
        if (kept.Size > most) throw WhatsAppRefusals.TooLarge(most);
        if (!options.IsTheirs(kept.Address))
        {
            Elsewhere(log, kept.Address.Host);
            throw WhatsAppRefusals.Gone();
        }
        var bytes = await calls.Call(HttpMethod.Get, kept.Address, null, (answer, cancel) => Content(answer, most, cancel), stop);
        if (bytes is null) return null;
        var hash = SHA256.HashData(bytes);
        byte[][] announced = [.. new[] { media.Sha256, kept.Sha256 }.Select(Hash).OfType<byte[]>()];
        return announced.Length > 0 && announced.All(one => one.AsSpan().SequenceEqual(hash)) ? bytes : throw WhatsAppRefusals.Differs();
    }

    static async Task<KeptMedia> Place(HttpResponseMessage answer, CancellationToken stop)
    {
        using var its = await WhatsAppGraph.Read(answer, stop);
        if (answer.IsSuccessStatusCode)
        {
            return its?.RootElement is { } root && Uri.TryCreate(root.Text("url"), UriKind.Absolute, out var address)
                ? new(address, root.Number("file_size") ?? 0, root.Text("sha256")) : throw new Later("WhatsApp’s answer about a file cannot be understood.");
        }
        var fault = (its?.RootElement.At("error") is { } error ? WebhookReading.Fault(error) : new(0)) with { Status = (int)answer.StatusCode };
        // 100 is Meta's "no such object", 131052 its "could not be fetched".
        throw fault.Code is 100 or 131052 || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone
            ? WhatsAppRefusals.Gone() : new Later($"WhatsApp does not say where a file is: {fault.Code}, {fault.Status}");
    }

    // Null where the address holds no longer.
    static async Task<byte[]?> Content(HttpResponseMessage answer, long most, CancellationToken stop)
    {
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone) return null;
        if (answer.StatusCode != HttpStatusCode.OK) throw new Later($"WhatsApp does not hand out a file: {(int)answer.StatusCode}");
        if (answer.Content.Headers.ContentLength > most) throw WhatsAppRefusals.TooLarge(most);
        await using var stream = await answer.Content.ReadAsStreamAsync(stop);
        using var file = new MemoryStream();
        var piece = new byte[64 * 1024];
        for (int length; (length = await stream.ReadAsync(piece, stop)) > 0;)
        {
            if (file.Length + length > most) throw WhatsAppRefusals.TooLarge(most);
            file.Write(piece, 0, length);
        }
        return file.ToArray();
    }

    // The webhook writes it in base64, the API in hexadecimal.
    static byte[]? Hash(string? text)
    {
        try
        {
            return text switch
            {
                { Length: 64 } => Convert.FromHexString(text),
                { Length: 43 or 44 } => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight(44, '=')),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    sealed record KeptMedia(Uri Address, double Size, string? Sha256);

    [LoggerMessage(Level = LogLevel.Error, Message = "WhatsApp keeps a file at {Host}, where the city's token does not go")]
    static partial void Elsewhere(ILogger log, string host);
}
