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
/// Plays a payment provider as its protocol is written (functions/Common/Payments/README.md), and strictly: what it would not take, it answers with
/// 4xx and keeps in <see cref="Complaints"/>, which a test looks at when it ends.
/// </summary>
public sealed class PlayedPaymentProvider : IAsyncDisposable
{
    public const string Secret = "a secret that a provider and a city share", Account = "casa", Key = "a key";
    readonly WebApplication server;
    readonly ConcurrentDictionary<string, Order> orders = new();
    readonly ConcurrentDictionary<string, string> refunds = new();
    int payments;
    int messages;

    PlayedPaymentProvider(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.Single());

    /// <summary>Settings of a city that takes payments by it.</summary>
    public string[] Settings =>
    [
        $"--Casa:Payments:Address={Address}v1", $"--Casa:Payments:Account={Account}", $"--Casa:Payments:ApiKey={Key}",
        $"--Casa:Payments:NewsSecret={Secret}", "--Casa:Payments:PageHosts=127.0.0.1",
    ];

    /// <summary>What was asked in a way that the protocol does not know.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Every payment that was given back, once for each.</summary>
    public IReadOnlyCollection<string> Refunded => [.. refunds.Keys];

    /// <summary>Orders by their names.</summary>
    public IReadOnlyCollection<string> Orders => [.. orders.Keys];

    /// <summary>Answers 503 to everything.</summary>
    public bool Down { get; set; }

    /// <summary>What it says to refunds: <c>refunded</c>, <c>pending</c> or <c>refused</c>.</summary>
    public string Refunds { get; set; } = "refunded";

    /// <summary>The page that it names, where it names another than its own.</summary>
    public string? Page { get; set; }

    public static Task<PlayedPaymentProvider> Start() => PlayedServer.Start(server => new PlayedPaymentProvider(server), played => played.Answer);

    /// <summary>A person pays on the page; answers the payment's name.</summary>
    public string Pays(string order)
    {
        var its = orders[order];
        its.Payment = $"pay_{Interlocked.Increment(ref payments)}";
        its.State = "paid";
        return its.Payment;
    }

    public void Declines(string order) => orders[order].State = "failed";

    public void Expires(string order) => orders[order].State = "expired";

    /// <summary>The news of an order as it stands.</summary>
    public JsonObject News(string order)
    {
        var its = orders[order];
        var news = new JsonObject { ["id"] = $"evt_{Interlocked.Increment(ref messages)}", ["kind"] = $"order.{its.State}", ["order"] = order };
        if (its.Payment is null) return news;
        news["payment"] = its.Payment;
        news["amount"] = its.Amount;
        news["currency"] = its.Currency;
        return news;
    }

    /// <summary>The news of a refund.</summary>
    public JsonObject RefundNews(string order)
    {
        var news = News(order);
        news["kind"] = "payment.refunded";
        news["refund"] = "ref_" + orders[order].Payment;
        return news;
    }

    /// <summary>Tells the city, as the provider would.</summary>
    public static async Task<HttpResponseMessage> Tells(
        HttpClient city, JsonNode news, DateTimeOffset? at = null, string secret = Secret, string? changed = null, string? signature = null)
    {
        var body = news.ToJsonString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payments/hosted-checkout")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(changed ?? body)) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("X-Signature", signature ?? Sign(body, at ?? TimeProvider.System.GetUtcNow(), secret));
        return await city.SendAsync(request);
    }

    public static string Sign(string body, DateTimeOffset at, string secret = Secret)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    async Task Answer(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries));
        if (path is ["favicon.ico"])
        {
            context.Response.StatusCode = 204;
            return;
        }
        if (path is ["page", ..])
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<!doctype html><title>Paiement</title><h1>Paiement</h1>");
            return;
        }
        if (Down)
        {
            context.Response.StatusCode = 503;
            return;
        }
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var proof) || proof is not { Scheme: "Bearer", Parameter: Key })
            await Refuse(context, HttpStatusCode.Unauthorized, "no key");
        else if (path is ["v1", "accounts", Account, "orders", var order])
            await AnswerOrder(context, order);
        else if (path is ["v1", "accounts", Account, "payments", var payment, "refund"] && request.Method == "PUT")
            await AnswerRefund(context, payment);
        else
            await Refuse(context, HttpStatusCode.NotFound, $"{request.Method} {request.Path}");
    }

    async Task AnswerOrder(HttpContext context, string name)
    {
        if (context.Request.Method == "PUT")
        {
            if (!context.Request.HasJsonContentType() || await JsonNode.ParseAsync(context.Request.Body) is not JsonObject asked)
            {
                await Refuse(context, HttpStatusCode.BadRequest, "no JSON");
                return;
            }
            var wrong = Wrong(asked);
            if (wrong is not null)
            {
                await Refuse(context, HttpStatusCode.UnprocessableEntity, wrong);
                return;
            }
            var made = new Order(asked["amount"]!.GetValue<long>(), asked["currency"]!.GetValue<string>(), asked.ToJsonString());
            if (orders.GetOrAdd(name, made).Asked != made.Asked)
            {
                await Refuse(context, HttpStatusCode.Conflict, $"{name} was another order");
                return;
            }
        }
        else if (context.Request.Method != "GET")
        {
            await Refuse(context, HttpStatusCode.MethodNotAllowed, context.Request.Method);
            return;
        }
        if (!orders.TryGetValue(name, out var its))
        {
            context.Response.StatusCode = 404;
            return;
        }
        await Write(context, new()
        {
            ["order"] = name,
            ["state"] = its.State,
            ["payment"] = its.Payment,
            ["amount"] = its.Amount,
            ["currency"] = its.Currency,
            ["page"] = its.State == "open" ? Page ?? $"{Address}page/{name}" : null,
        });
    }

    async Task AnswerRefund(HttpContext context, string payment)
    {
        var paid = orders.Values.FirstOrDefault(order => order.Payment == payment);
        var asked = await JsonNode.ParseAsync(context.Request.Body);
        if (paid is null) context.Response.StatusCode = 404;
        else if (asked?["amount"]?.GetValue<long>() != paid.Amount || asked["currency"]?.GetValue<string>() != paid.Currency)
            await Refuse(context, HttpStatusCode.UnprocessableEntity, $"refund of {asked}");
        else
        {
            if (Refunds != "refused") refunds.TryAdd(payment, "");
            await Write(context, new() { ["refund"] = Refunds == "refused" ? null : $"ref_{payment}", ["state"] = Refunds, ["reason"] = Refunds == "refused" ? "too-late" : null });
        }
    }

    static string? Wrong(JsonObject asked)
    {
        string[] known = ["amount", "currency", "language", "returnUrl", "notifyUrl", "expires"];
        return !asked.Select(pair => pair.Key).Order().SequenceEqual(known.Order()) ? $"fields {asked}"
            : asked["amount"]!.GetValue<long>() <= 0 ? "an amount that nobody pays"
            : asked["currency"]!.GetValue<string>() != "MAD" ? "a currency that it does not take"
            : asked["language"]!.GetValue<string>() is not ("fr" or "ar") ? "a language that it does not speak"
            : !asked["notifyUrl"]!.GetValue<string>().EndsWith("/api/payments/hosted-checkout", StringComparison.Ordinal) ? "news for elsewhere" : null;
    }

    Task Refuse(HttpContext context, HttpStatusCode status, string why)
    {
        Complaints.Enqueue(why);
        context.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    }

    static Task Write(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    sealed record Order(long Amount, string Currency, string Asked)
    {
        public string State { get; set; } = "open";

        public string? Payment { get; set; }
    }
}
