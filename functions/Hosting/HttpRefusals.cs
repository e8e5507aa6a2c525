using System.Text.Json;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting;

/// <summary>What the door itself refuses, before any service has been asked. Codes are never renumbered.</summary>
static class HttpRefusals
{
    public static Refusal NotAnEnvelope() => new("HTTP-001", new(
        "Cet appel est réservé à la plateforme et n’a pas la forme attendue.",
        "هذا النداء مخصص للمنصة ولا يطابق الصيغة المنتظرة."), 400);

    public static Refusal Unreadable() => new("HTTP-002", new(
        "La demande n’a pas pu être lue : un paramètre manque ou n’a pas la forme attendue.",
        "تعذرت قراءة الطلب: أحد المعطيات ناقص أو لا يطابق الصيغة المنتظرة."), 400);

    public static Refusal NotJson() => new("HTTP-003", new(
        "Le contenu envoyé n’est pas un JSON valide ou n’a pas la forme attendue.",
        "المحتوى المرسل ليس بصيغة JSON صحيحة أو لا يطابق الصيغة المنتظرة."), 400);

    public static Refusal NoBody() => new("HTTP-004", new(
        "La demande ne contient aucune donnée.",
        "الطلب لا يحتوي على أي معطيات."), 400);

    public static Refusal SignIn() => new("HTTP-005", new(
        "Veuillez vous identifier pour accéder à ce service.",
        "يرجى التعريف بهويتكم للولوج إلى هذه الخدمة."), 401);

    public static Refusal NotAllowed() => new("HTTP-006", new(
        "Votre fonction ne vous donne pas accès à ce service.",
        "صفتكم لا تخول لكم الولوج إلى هذه الخدمة."), 403);

    public static Refusal NotFound() => new("HTTP-007", new(
        "Aucune ressource ne se trouve à cette adresse.",
        "لا يوجد أي مورد في هذا العنوان."), 404);

    public static Refusal WrongMethod() => new("HTTP-008", new(
        "Cette opération n’est pas possible à cette adresse.",
        "هذه العملية غير ممكنة في هذا العنوان."), 405);

    public static Refusal TooLarge() => new("HTTP-009", new(
        "L’envoi dépasse la taille autorisée.",
        "حجم الإرسال يتجاوز الحد المسموح به."), 413);

    public static Refusal WrongMediaType() => new("HTTP-010", new(
        "Le format de l’envoi n’est pas accepté ici.",
        "صيغة الإرسال غير مقبولة هنا."), 415);

    public static Refusal TooMany() => new("HTTP-011", new(
        "Trop de demandes ont été reçues de votre adresse. Veuillez réessayer un peu plus tard.",
        "تم تلقي عدد كبير من الطلبات من عنوانكم. يرجى إعادة المحاولة بعد قليل."), 429);

    public static Refusal Failed() => new("HTTP-012", new(
        "Une erreur est survenue de notre côté. Veuillez réessayer ; si elle persiste, communiquez le numéro d’incident.",
        "وقع خطأ من جانبنا. يرجى إعادة المحاولة، وإذا تكرر فيرجى تبليغ رقم الحادث."), 500);

    public static Refusal TooSlow() => new("HTTP-013", new(
        "Le traitement a pris trop de temps. Veuillez réessayer un peu plus tard.",
        "استغرقت المعالجة وقتا أطول من اللازم. يرجى إعادة المحاولة بعد قليل."), 504);

    public static Refusal ArrivesTooSlowly() => new("HTTP-014", new(
        "L’envoi est arrivé trop lentement et a été interrompu. Veuillez réessayer avec une meilleure connexion.",
        "وصل الإرسال ببطء شديد وتم إيقافه. يرجى إعادة المحاولة عبر اتصال أفضل."), 408);

    /// <summary>What the server or the framework had to say about a request that it could not take.</summary>
    public static Refusal For(BadHttpRequestException error) => error.StatusCode switch
    {
        408 => ArrivesTooSlowly(),
        413 => TooLarge(),
        415 => WrongMediaType(),
        _ when error.InnerException is JsonException => NotJson(),
        _ when error.Message.Contains("body", StringComparison.Ordinal) => NoBody(),
        _ => Unreadable(),
    };

    /// <summary>What an answer means that carries a status and nothing else; null where the status says enough.</summary>
    public static Refusal? For(int status) => status switch
    {
        400 => Unreadable(),
        401 => SignIn(),
        403 => NotAllowed(),
        404 => NotFound(),
        405 => WrongMethod(),
        413 => TooLarge(),
        415 => WrongMediaType(),
        429 => TooMany(),
        500 => Failed(),
        504 => TooSlow(),
        _ => null,
    };
}
