using CasaServerless.Kernel;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>What the bot’s endpoint refuses. Whoever calls it is a program; the sentences are for whoever reads its log.</summary>
static class BotRefusals
{
    public static Refusal NotAnActivity() => new("BOT-301", new(
        "Le contenu envoyé n’est pas une activité : son type manque ou il ne peut pas être lu.",
        "المحتوى المرسل ليس نشاطا: نوعه ناقص أو تعذرت قراءته."), 400);

    public static Refusal NotProven() => new("BOT-302", new(
        "Cet appel ne prouve pas qu’il vient d’un canal auquel l’assistant est relié.",
        "هذا النداء لا يثبت أنه صادر عن قناة مرتبطة بالمساعد."), 401);

    public static Refusal KeysSilent() => new("BOT-303", new(
        "Les clés du canal ne peuvent pas être lues pour le moment. Veuillez réessayer dans un instant.",
        "تعذرت قراءة مفاتيح القناة في الوقت الحالي. المرجو إعادة المحاولة بعد لحظات."), 503)
    { ForNow = true };

    public static Refusal NameMissing() => new("BOT-304", new(
        "Un événement ou une invocation doit porter un nom.",
        "يجب أن يحمل الحدث أو الاستدعاء اسما."), 400);
}
