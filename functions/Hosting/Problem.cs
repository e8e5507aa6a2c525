using System.Text.Json.Serialization;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting;

/// <summary>An error as RFC 9457 shapes it, in the caller's language.</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened and what to do.</param>
/// <param name="Code">Stable, for programs: <c>LEG-001</c>.</param>
/// <param name="Where">The place in the JSON sent that could not be read, as a path; absent otherwise.</param>
/// <param name="Incident">The number under which a failure of ours is logged; absent otherwise.</param>
public sealed record Problem(string Title, int Status, string Detail, string Code, string? Where = null, string? Incident = null)
{
    /// <summary>The media type that problems travel as.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary><paramref name="refusal"/> in <paramref name="language"/>.</summary>
    public static Problem Of(Refusal refusal, Language language) =>
        new(Titles(refusal.Status).In(language), refusal.Status, refusal.Sentence.In(language), refusal.Code);

    // RFC 9457 §4.2.1: the title of a problem without a type of its own is the status phrase, which may be in the caller's language.
    static Bilingual Titles(int status) => status switch
    {
        400 => new("Demande incorrecte", "طلب غير صحيح"),
        401 => new("Identification requise", "التعريف بالهوية مطلوب"),
        403 => new("Accès non autorisé", "الولوج غير مسموح به"),
        404 => new("Introuvable", "غير موجود"),
        405 => new("Opération non prévue", "عملية غير متاحة"),
        409 => new("Demande incompatible avec l’état actuel", "طلب لا يتوافق مع الوضعية الحالية"),
        410 => new("N’est plus disponible", "لم يعد متاحا"),
        412 => new("Modifié entre-temps", "تم التعديل في هذه الأثناء"),
        413 => new("Envoi trop volumineux", "حجم الإرسال كبير جدا"),
        415 => new("Format non accepté", "صيغة غير مقبولة"),
        422 => new("Demande non recevable", "طلب غير مقبول"),
        428 => new("Condition requise", "شرط مطلوب"),
        429 => new("Trop de demandes", "عدد كبير من الطلبات"),
        503 => new("Service momentanément indisponible", "الخدمة غير متاحة مؤقتا"),
        504 => new("Délai dépassé", "انتهت المهلة"),
        >= 500 => new("Erreur interne", "خطأ داخلي"),
        _ => new("Demande refusée", "طلب مرفوض"),
    };
}

/// <summary>The JSON of this room, read and written without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Health.Alive))]
[JsonSerializable(typeof(Health.Readiness))]
sealed partial class HostingJson : JsonSerializerContext;
