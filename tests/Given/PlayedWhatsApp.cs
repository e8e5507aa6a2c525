using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CasaServerless.Tests.Given;

/// <summary>
/// Plays WhatsApp's Cloud API and tells the city what Meta would. What Meta would not take it answers as Meta does and keeps in <see cref="Complaints"/>;
/// <see cref="OutgoingRules"/> are its rules.
/// </summary>
public sealed class PlayedWhatsApp : IAsyncDisposable
{
    public const string Number = "106540352242922", Token = "a token of a system user", Secret = "an app secret of Meta’s", VerifyToken = "a word that was agreed";
    readonly WebApplication server;
    readonly ConcurrentDictionary<string, PlayedMedia> media = new();
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    readonly CancellationTokenSource end = new();
    int messages;
    int untold;

    PlayedWhatsApp(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.Single());

    /// <summary>Settings of a city on WhatsApp.</summary>
    public string[] Settings =>
    [
        $"--Casa:WhatsApp:PhoneNumberId={Number}", $"--Casa:WhatsApp:Token={Token}", $"--Casa:WhatsApp:AppSecret={Secret}",
        $"--Casa:WhatsApp:VerifyToken={VerifyToken}", $"--Casa:WhatsApp:GraphUrl={Address}",
    ];

    /// <summary>What was asked in a way that the API does not know.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Messages that it took, in the order in which they came.</summary>
    public ConcurrentQueue<JsonObject> Taken { get; } = new();

    /// <summary>Ids of messages that were marked as read, with a star where an answer was announced.</summary>
    public ConcurrentQueue<string> Marked { get; } = new();

    /// <summary>What it answers to the next messages, instead of taking them.</summary>
    public ConcurrentQueue<PlayedFault> Faults { get; } = new();

    /// <summary>Calls of any kind.</summary>
    public int Calls { get; private set; }

    /// <summary>The city that is told that each message was sent, until it says that it knows; null for none.</summary>
    public Uri? City { get; set; }

    /// <summary>How many messages the city does not know yet to have been sent.</summary>
    public int Untold => untold;

    /// <summary>Whom only a template reaches.</summary>
    public ConcurrentDictionary<string, bool> Closed { get; } = new();

    public static Task<PlayedWhatsApp> Start() => PlayedServer.Start(server => new PlayedWhatsApp(server), played => played.Answer);

    /// <summary>Keeps a file, as a person would have sent it; answers its id.</summary>
    public string Keep(PlayedMedia its)
    {
        var id = $"{media.Count + 1}90000000001";
        media[id] = its;
        return id;
    }

    /// <summary>Tells the city, signed.</summary>
    public static async Task<HttpResponseMessage> Tells(HttpClient city, JsonNode delivery) => await Tells(city, Encoding.UTF8.GetBytes(delivery.ToJsonString()));

    public static async Task<HttpResponseMessage> Tells(HttpClient city, byte[] body, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/whatsapp")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature ?? Sign(body));
        return await city.SendAsync(request);
    }

    public static string Sign(byte[] body, string secret = Secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>A delivery with these messages.</summary>
    public static JsonObject Delivery(params JsonObject[] messages) => Envelope("messages", messages);

    /// <summary>A delivery with these statuses.</summary>
    public static JsonObject Statuses(params JsonObject[] statuses) => Envelope("statuses", statuses);

    /// <summary>A message of a person; what it says is in <paramref name="content"/>, under the name of its type.</summary>
    public static JsonObject Message(string id, string type, JsonNode? content, string person = "MA.13491208655302741918", string? phone = "212612345678", long at = 1764583200)
    {
        var message = new JsonObject { ["id"] = id, ["timestamp"] = at.ToString(CultureInfo.InvariantCulture), ["type"] = type, ["from_user_id"] = person };
        if (phone is not null) message["from"] = phone;
        if (content is not null) message[type] = content;
        return message;
    }

    public static JsonObject Text(string id, string body, string person = "MA.13491208655302741918") => Message(id, "text", new JsonObject { ["body"] = body }, person);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await server.StopAsync();
        await server.DisposeAsync();
        http.Dispose();
        end.Dispose();
        if (!Complaints.IsEmpty) throw new InvalidOperationException(string.Join('\n', Complaints));
    }

    static JsonObject Envelope(string what, JsonObject[] items) => new()
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = "102290129340398",
            ["changes"] = new JsonArray(new JsonObject
            {
                ["field"] = "messages",
                ["value"] = new JsonObject
                {
                    ["messaging_product"] = "whatsapp",
                    ["metadata"] = new JsonObject { ["display_phone_number"] = "212522000000", ["phone_number_id"] = Number },
                    ["contacts"] = new JsonArray([.. items.Select(item => item["from_user_id"]?.GetValue<string>()).Distinct().OfType<string>().Select(person =>
                        new JsonObject { ["profile"] = new JsonObject { ["name"] = "فاطمة" }, ["user_id"] = person })]),
                    [what] = new JsonArray([.. items]),
                },
            }),
        }),
    };

    async Task Answer(HttpContext context)
    {
        Calls++;
        var (request, path) = (context.Request, context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries));
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var proof) || proof is not { Scheme: "Bearer", Parameter: Token })
        {
            await Refuse(context, "no token", new(401, 190));
            return;
        }
        if (path is ["v26.0", Number, "messages"] && request.Method == "POST") await Take(context);
        else if (path is ["v26.0", var asked] && request.Method == "GET" && media.TryGetValue(asked, out var its)) await Name(context, asked, its);
        else if (path is ["v26.0", _] && request.Method == "GET") await new PlayedFault(400, 100, Subcode: 33).Write(context);
        else if (path is ["files", var file] && request.Method == "GET") await media[file].Write(context);
        else await Refuse(context, $"{request.Method} {request.Path}", new(404, 2500));
    }

    async Task Take(HttpContext context)
    {
        var asked = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        if (OutgoingRules.Wrong(asked) is { } wrong)
        {
            await Refuse(context, $"{wrong}: {asked}", new(400, 131009));
            return;
        }
        if (asked["status"] is not null)
        {
            Marked.Enqueue($"{asked["message_id"]}{(asked["typing_indicator"] is null ? "" : "*")}");
            await Write(context, new() { ["success"] = true });
            return;
        }
        var to = (asked["to"] ?? asked["recipient"])!.GetValue<string>();
        if (Faults.TryDequeue(out var fault) || (asked["type"]!.GetValue<string>() != "template" && Closed.ContainsKey(to) && (fault = new(400, 131047)) is not null))
        {
            if (fault.Taken) Taken.Enqueue(asked);
            await fault.Write(context);
            return;
        }
        Taken.Enqueue(asked);
        var id = $"wamid.OUT{Interlocked.Increment(ref messages)}";
        if (City is { } city) _ = Tell(city, id, asked["biz_opaque_callback_data"]!.GetValue<string>());
        await Write(context, new()
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject { ["input"] = to }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = id }),
        });
    }

    async Task Tell(Uri city, string id, string key)
    {
        Interlocked.Increment(ref untold);
        var body = Encoding.UTF8.GetBytes(Statuses(new JsonObject { ["id"] = id, ["status"] = "sent", ["timestamp"] = "1764583200", ["biz_opaque_callback_data"] = key }).ToJsonString());
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var request = Signed(new(city, "/webhooks/whatsapp"), body);
                using var answer = await http.SendAsync(request, end.Token);
                if (answer.IsSuccessStatusCode) break;
            }
            catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
            {
                // It is told again.
            }
            await Task.Delay(100, CancellationToken.None);
        }
        Interlocked.Decrement(ref untold);
    }

    /// <summary>A delivery, signed.</summary>
    internal static HttpRequestMessage Signed(Uri address, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", Sign(body));
        return request;
    }

    Task Name(HttpContext context, string id, PlayedMedia its) => Write(context, new()
    {
        ["messaging_product"] = "whatsapp",
        ["id"] = id,
        ["url"] = its.Elsewhere ?? $"{Address}files/{id}",
        ["mime_type"] = its.MediaType,
        ["sha256"] = its.Hash ?? Convert.ToHexStringLower(SHA256.HashData(its.Content)),
        ["file_size"] = its.Size ?? its.Content.Length,
    });

    Task Refuse(HttpContext context, string why, PlayedFault fault)
    {
        Complaints.Enqueue(why);
        return fault.Write(context);
    }

    static Task Write(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }
}

/// <summary>What the API answers when it does not take a message.</summary>
/// <param name="Code">0: an answer that is none of Meta's.</param>
/// <param name="Hangs">It never answers.</param>
/// <param name="Taken">It took the message all the same.</param>
public sealed record PlayedFault(int Status, int Code, int Subcode = 0, int? RetryAfter = null, bool Hangs = false, bool Taken = false)
{
    public async Task Write(HttpContext context)
    {
        if (Hangs) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Response.StatusCode = Status;
        if (RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (Code == 0)
        {
            await context.Response.WriteAsync("<html>upstream is tired</html>");
            return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(new JsonObject
        {
            // Meta's own words name people at times: they must not come up in a log.
            ["error"] = new JsonObject { ["message"] = "(#1) 212612345678 in Meta’s words", ["type"] = "OAuthException", ["code"] = Code, ["error_subcode"] = Subcode, ["fbtrace_id"] = "Az8or2yhqkZfEZ" },
        }.ToJsonString());
    }
}

/// <summary>A file that a person sent.</summary>
/// <param name="Hash">As the API tells it, where it tells another than its own.</param>
/// <param name="Size">As the API tells it, where it tells another than its own.</param>
/// <param name="Elsewhere">The address that the API names, where it names another than its own.</param>
public sealed record PlayedMedia(byte[] Content, string MediaType, string? Hash = null, long? Size = null, string? Elsewhere = null)
{
    /// <summary>How often its address has ended before it is read.</summary>
    public int Ended { get; set; }

    /// <summary>Written without a length.</summary>
    public bool Unmeasured { get; init; }

    /// <summary>Sends whoever reads it to another address.</summary>
    public string? Redirects { get; init; }

    public string Base64Hash => Convert.ToBase64String(SHA256.HashData(Content));

    public async Task Write(HttpContext context)
    {
        if (Ended-- > 0) context.Response.StatusCode = (int)HttpStatusCode.NotFound;
        else if (Redirects is not null) context.Response.Redirect(Redirects);
        else
        {
            context.Response.ContentType = MediaType;
            if (!Unmeasured) context.Response.ContentLength = Content.Length;
            await context.Response.Body.WriteAsync(Content);
        }
    }
}
