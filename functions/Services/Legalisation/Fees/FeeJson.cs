using System.Text.Json.Serialization;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>The fees' own shapes as JSON; events and snapshots are the counter's.</summary>
[JsonSerializable(typeof(TakeFee.Request), TypeInfoPropertyName = "TakeFeeRequest")]
[JsonSerializable(typeof(TakeFee.Receipt), TypeInfoPropertyName = "TakeFeeReceipt")]
[JsonSerializable(typeof(BeginPayment.Receipt), TypeInfoPropertyName = "BeginPaymentReceipt")]
[JsonSerializable(typeof(RefundFees.Receipt), TypeInfoPropertyName = "RefundFeesReceipt")]
[JsonSerializable(typeof(ReadTill.Answer), TypeInfoPropertyName = "TillAnswer")]
[JsonSerializable(typeof(TillLine))]
[JsonSerializable(typeof(RefundLine))]
[JsonSerializable(typeof(UnpaidLine))]
[JsonSerializable(typeof(ReceiptEntry))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class FeeJson : JsonSerializerContext;
