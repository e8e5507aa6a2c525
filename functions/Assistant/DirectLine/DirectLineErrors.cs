using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>Errors in Direct Line's own form: <c>{error: {code, message}}</c>. Codes are the ones that its clients know, then ours. Never renumbered.</summary>
static class DirectLineErrors
{
    public static ErrorForm Form { get; } = new(async (context, refusal, incident) =>
    {
        context.Response.StatusCode = refusal.Status;
        var language = context.Language();
        context.Response.Headers.ContentLanguage = language.Tag();
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(
            new DirectLineError(new(refusal.Code, refusal.Sentence.In(language), incident)), Readable.DirectLine.DirectLineError, cancellationToken: context.RequestAborted);
    });

    public static Refusal NoToken() => new("BOT-101", new("Il faut un jeton de conversation.", "يلزم رمز للمحادثة."), 401);

    public static Refusal TokenOver() => new("BOT-102", new(
        "Ce jeton est périmé ou n’ouvre pas cette conversation.", "انتهت صلاحية هذا الرمز أو أنه لا يفتح هذه المحادثة."), 403);

    public static Refusal WrongSite() => new("BOT-103", new(
        "Cette page n’est pas autorisée à ouvrir une conversation.", "هذه الصفحة غير مرخص لها بفتح محادثة."), 403);

    public static Refusal NoMessage() => new("BOT-104", new(
        "Ce message est vide, trop long (4 000 caractères) ou d’un type inconnu.", "هذه الرسالة فارغة أو طويلة جدا (4000 حرف) أو من نوع غير معروف."), 400);

    public static Refusal Gone() => new("BOT-106", new(
        "Cette conversation est terminée.", "انتهت هذه المحادثة."), 404);

    public static Refusal NoFile() => new("BOT-105", new(
        "Ce fichier n’a pas pu être lu.", "تعذرت قراءة هذا الملف."), 400);
}
