using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Common.Payments;

/// <summary>
/// A provider of the usual kind: JSON over HTTPS, a payment page of its own, orders named by the city, news signed with a shared secret. The
/// room's README writes the protocol down; another provider's is another implementation of <see cref="IPaymentProvider"/>.
/// </summary>
public sealed partial class HostedCheckout : IPaymentProvider, IDisposable
{
    public const string ProviderName = "hosted-checkout";

    readonly PaymentOptions options;
    readonly HttpClient http;

    public HostedCheckout(PaymentOptions options)
    {
        this.options = options;
        // Redirected to where the settings never named, the key would go along.
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = TimeSpan.FromSeconds(15),
            MaxResponseContentBufferSize = 64 * 1024,
        };
        if (options.Address is null) return;
        http.BaseAddress = options.Address;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));
    }

    public string Name => ProviderName;

    public bool IsOpen => options.Address is not null;

    public async Task<PaymentStanding> Begin(PaymentOrder order, CancellationToken stop)
    {
        var asked = new OrderAsked(order.Money.Hundredths(), order.Money.Currency, order.Language, order.Back, order.News, order.Expires);
        var told = await Call(HttpMethod.Put, $"orders/{order.Id}", asked, CheckoutJson.Default.OrderAsked, CheckoutJson.Default.OrderTold, stop)
            ?? throw new Later("The payment provider knows nothing of an order that it was given.");
        var news = Standing(told, order.Id);
        if (news.Fate != PaymentFate.Open) return new(news, null);
        return told.Page is { IsAbsoluteUri: true } page && options.IsPage(page) ? new(news, page)
            : throw new Later("The payment provider names a page where nobody may be sent.");
    }

    public async Task<PaymentNews?> Ask(string order, CancellationToken stop) =>
        await Call<OrderAsked, OrderTold>(HttpMethod.Get, $"orders/{order}", null, null, CheckoutJson.Default.OrderTold, stop) is { } told ? Standing(told, order) : null;

    public async Task<RefundAnswer> Refund(string payment, Money money, CancellationToken stop)
    {
        var told = await Call(HttpMethod.Put, $"payments/{payment}/refund", new RefundAskedFor(money.Hundredths(), money.Currency),
            CheckoutJson.Default.RefundAskedFor, CheckoutJson.Default.RefundTold, stop);
        return told switch
        {
            null => new(RefundFate.Refused, null, "unknown-payment"),
            { State: "refused" } => new(RefundFate.Refused, null, told.Reason is { } reason && Word().IsMatch(reason) ? reason : "other"),
            { State: "refunded", Refund: { } refund } when PlainName().IsMatch(refund) => new(RefundFate.Done, refund, null),
            { State: "pending", Refund: { } refund } when PlainName().IsMatch(refund) => new(RefundFate.Pending, refund, null),
            _ => throw NotBelieved(),
        };
    }

    public PaymentNews Read(ReadOnlySpan<byte> body, string? signature, DateTimeOffset now)
    {
        if (!NewsSignature.Holds(signature, body, options.NewsSecret, now)) throw PaymentRefusals.NotProven();
        NewsTold? told;
        try
        {
            told = JsonSerializer.Deserialize(body, CheckoutJson.Default.NewsTold);
        }
        catch (JsonException)
        {
            throw PaymentRefusals.Unreadable();
        }
        if (told is not { Id: { } id, Kind: { } kind } || !PlainName().IsMatch(id)) throw PaymentRefusals.Unreadable();
        var fate = kind switch
        {
            "order.paid" => PaymentFate.Paid,
            "order.failed" => PaymentFate.Failed,
            "order.expired" => PaymentFate.Expired,
            "payment.refunded" => PaymentFate.Refunded,
            _ => PaymentFate.Other,
        };
        if (fate == PaymentFate.Other) return new("", fate) { Event = id };
        return News(fate, told.Order, told.Payment, told.Amount, told.Currency, told.Refund) is { } news
            ? news with { Event = id } : throw PaymentRefusals.Unreadable();
    }

    public void Dispose() => http.Dispose();

    static PaymentNews Standing(OrderTold told, string order)
    {
        PaymentFate? fate = told.State switch
        {
            "open" => PaymentFate.Open,
            "paid" => PaymentFate.Paid,
            "failed" => PaymentFate.Failed,
            "expired" => PaymentFate.Expired,
            "refunded" => PaymentFate.Refunded,
            _ => null,
        };
        return fate is { } known && told.Order == order && News(known, order, told.Payment, told.Amount, told.Currency, null) is { } news
            ? news : throw NotBelieved();
    }

    // Names are kept in events and in addresses: one that is no plain name is not believed. Null for what cannot be.
    static PaymentNews? News(PaymentFate fate, string? order, string? payment, long? amount, string? currency, string? refund)
    {
        if (order is null || !PlainName().IsMatch(order) || (payment is not null && !PlainName().IsMatch(payment)) || (refund is not null && !PlainName().IsMatch(refund)))
            return null;
        if (fate is not (PaymentFate.Paid or PaymentFate.Refunded)) return new(order, fate);
        return payment is not null && amount is >= 0 and < 1_000_000_000_000 && currency is not null && Currency().IsMatch(currency)
            ? new(order, fate) { Payment = payment, Money = Money.OfHundredths(amount.Value, currency), Refund = refund } : null;
    }

    // Null for what the provider does not know. Whatever else goes wrong may be right later: a wrong key is mended by people.
    async Task<TTold?> Call<TAsked, TTold>(
        HttpMethod method, string path, TAsked? asked, JsonTypeInfo<TAsked>? askedJson, JsonTypeInfo<TTold> toldJson, CancellationToken stop)
        where TAsked : class
        where TTold : class
    {
        using var request = new HttpRequestMessage(method, $"accounts/{Uri.EscapeDataString(options.Account)}/{path}");
        if (asked is not null) request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(asked, askedJson!))
        {
            Headers = { ContentType = new("application/json") },
        };
        try
        {
            using var answer = await http.SendAsync(request, stop);
            if (answer.StatusCode == HttpStatusCode.NotFound) return null;
            if (!answer.IsSuccessStatusCode) throw new Later($"The payment provider answers {(int)answer.StatusCode}.");
            return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(stop), toldJson) ?? throw NotBelieved();
        }
        catch (JsonException)
        {
            throw NotBelieved();
        }
        catch (HttpRequestException ill)
        {
            throw new Later($"The payment provider cannot be reached: {ill.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new Later("The payment provider does not answer.");
        }
    }

    static Later NotBelieved() => new("The payment provider's answer cannot be understood.");

    [GeneratedRegex(@"\A[A-Za-z0-9_.:-]{1,100}\z")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\A[a-z0-9-]{1,60}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[A-Z]{3}\z")]
    private static partial Regex Currency();
}
