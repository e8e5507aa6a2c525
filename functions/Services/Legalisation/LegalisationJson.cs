using System.Text.Json.Serialization;

namespace CasaServerless.Services.Legalisation;

/// <summary>Every shape that this counter reads or writes as JSON: requests, answers, events, snapshots.</summary>
[JsonSerializable(typeof(LegalisationEvent))]
[JsonSerializable(typeof(LegalisationCase))]
[JsonSerializable(typeof(Submit.Request), TypeInfoPropertyName = "SubmitRequest")]
[JsonSerializable(typeof(Submit.Receipt), TypeInfoPropertyName = "SubmitReceipt")]
[JsonSerializable(typeof(ReceiveDocument.Receipt), TypeInfoPropertyName = "ReceiveReceipt")]
[JsonSerializable(typeof(View.Told))]
[JsonSerializable(typeof(View.Refusal), TypeInfoPropertyName = "ToldRefusal")]
[JsonSerializable(typeof(BureauQueue.Page))]
[JsonSerializable(typeof(Present.Request), TypeInfoPropertyName = "PresentRequest")]
[JsonSerializable(typeof(Refuse.Request), TypeInfoPropertyName = "RefuseRequest")]
[JsonSerializable(typeof(Revoke.Request), TypeInfoPropertyName = "RevokeRequest")]
[JsonSerializable(typeof(ActReceipt))]
[JsonSerializable(typeof(RegisterEntry))]
[JsonSerializable(typeof(Verify.Answer), TypeInfoPropertyName = "VerifyAnswer")]
[JsonSerializable(typeof(ErasePerson.Request), TypeInfoPropertyName = "EraseRequest")]
[JsonSerializable(typeof(ErasePerson.Receipt), TypeInfoPropertyName = "EraseReceipt")]
[JsonSerializable(typeof(ReadRegister.Pages), TypeInfoPropertyName = "RegisterPages")]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class LegalisationJson : JsonSerializerContext;
