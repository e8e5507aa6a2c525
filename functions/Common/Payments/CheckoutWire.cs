using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Common.Payments;

// What crosses the wire, both ways. Amounts are counted in hundredths.

sealed record OrderAsked(long Amount, string Currency, string Language, Uri ReturnUrl, Uri NotifyUrl, DateTimeOffset Expires);

/// <param name="State"><c>open</c>, <c>paid</c>, <c>failed</c>, <c>expired</c> or <c>refunded</c>.</param>
sealed record OrderTold(string? Order, string? State, string? Payment, long? Amount, string? Currency, Uri? Page);

sealed record RefundAskedFor(long Amount, string Currency);

/// <param name="State"><c>pending</c>, <c>refunded</c> or <c>refused</c>.</param>
sealed record RefundTold(string? Refund, string? State, string? Reason);

/// <param name="Id">Of the message.</param>
/// <param name="Kind">Such as <c>order.paid</c>.</param>
sealed record NewsTold(string? Id, string? Kind, string? Order, string? Payment, long? Amount, string? Currency, string? Refund);

[JsonSerializable(typeof(OrderAsked))]
[JsonSerializable(typeof(OrderTold))]
[JsonSerializable(typeof(RefundAskedFor))]
[JsonSerializable(typeof(RefundTold))]
[JsonSerializable(typeof(NewsTold))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
sealed partial class CheckoutJson : JsonSerializerContext;
