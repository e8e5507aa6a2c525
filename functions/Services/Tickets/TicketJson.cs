using System.Text.Json.Serialization;

namespace CasaServerless.Services.Tickets;

/// <summary>Every shape that this counter reads or writes as JSON: requests, answers, events, snapshots.</summary>
[JsonSerializable(typeof(TicketEvent))]
[JsonSerializable(typeof(TicketCase))]
[JsonSerializable(typeof(TicketItem))]
[JsonSerializable(typeof(PublicTicket))]
[JsonSerializable(typeof(Dictionary<string, IReadOnlyList<string>>))]
[JsonSerializable(typeof(Report.Request), TypeInfoPropertyName = "ReportRequest")]
[JsonSerializable(typeof(Report.Receipt), TypeInfoPropertyName = "ReportReceipt")]
[JsonSerializable(typeof(View.Told), TypeInfoPropertyName = "TicketTold")]
[JsonSerializable(typeof(TicketReceipt))]
[JsonSerializable(typeof(TicketText))]
[JsonSerializable(typeof(Rate.Request), TypeInfoPropertyName = "RateRequest")]
[JsonSerializable(typeof(ReadTickets.Page), TypeInfoPropertyName = "TicketsPage")]
[JsonSerializable(typeof(ReadPublic.Page), TypeInfoPropertyName = "PublicTicketsPage")]
[JsonSerializable(typeof(Assign.Request), TypeInfoPropertyName = "AssignRequest")]
[JsonSerializable(typeof(CorrectPlace.Request), TypeInfoPropertyName = "CorrectPlaceRequest")]
[JsonSerializable(typeof(Common.Notices.LostCode.Receipt), TypeInfoPropertyName = "AccessCodeReceipt")]
[JsonSerializable(typeof(Transfer.Request), TypeInfoPropertyName = "TransferRequest")]
[JsonSerializable(typeof(Answer.Request), TypeInfoPropertyName = "AnswerRequest")]
[JsonSerializable(typeof(Close.Request), TypeInfoPropertyName = "CloseRequest")]
[JsonSerializable(typeof(Merge.Request), TypeInfoPropertyName = "MergeRequest")]
[JsonSerializable(typeof(Split.Request), TypeInfoPropertyName = "SplitRequest")]
[JsonSerializable(typeof(Bulk.Request), TypeInfoPropertyName = "BulkRequest")]
[JsonSerializable(typeof(Bulk.Receipt), TypeInfoPropertyName = "BulkReceipt")]
[JsonSerializable(typeof(ReadDesk.Told), TypeInfoPropertyName = "TicketDeskTold")]
[JsonSerializable(typeof(SendPhoto.Receipt), TypeInfoPropertyName = "PhotoReceipt")]
[JsonSerializable(typeof(EraseReporter.Request), TypeInfoPropertyName = "EraseReporterRequest")]
[JsonSerializable(typeof(EraseReporter.Receipt), TypeInfoPropertyName = "EraseReporterReceipt")]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class TicketJson : JsonSerializerContext;
